// Asks the browser for a passkey and sends what it answers. Without this script there are no
// passkeys, and the pages say so: a form that needs one stays hidden.
const why = document.querySelector("[data-passkey-problem]");

function saidNo(error) {
  // The person pressed "Cancel", or the browser has no such passkey: it never says which.
  why.textContent = error.name === "InvalidStateError"
    ? "This device has a passkey for your account already."
    : "No passkey was used. Try again, or choose another way.";
  why.hidden = false;
  why.focus();
}

async function options(form) {
  const kept = document.getElementById("js_data");
  if (kept) return JSON.parse(kept.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return answer.json();
}

async function answered(form) {
  const asked = await options(form);
  if (form.dataset.passkey === "get") return webauthnJSON.get(asked.request_options);
  const made = structuredClone(asked.creation_options);
  // A passkey opens the door by itself, so the device must ask for a finger, a face or a PIN.
  Object.assign(made.publicKey.authenticatorSelection, {
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  });
  return webauthnJSON.create(made);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    why.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await answered(form));
      form.submit();
    } catch (error) {
      saidNo(error);
    }
  });
}
