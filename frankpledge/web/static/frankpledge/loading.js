// A load's page keeps itself up to date; without this script its link does the same.
const place = document.querySelector("[data-loading]");

async function look() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-loading]");
    if (!fresh) {
      location.reload();
      return;
    }
    if (fresh.textContent.trim() !== place.textContent.trim()) {
      place.replaceChildren(...fresh.childNodes);
    }
  } catch {
    // The server does not answer just now: it is asked again.
  }
  setTimeout(look, 2000);
}

if (place) setTimeout(look, 1000);
