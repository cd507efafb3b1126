// Taking minutes on a bad line: every note is kept on this computer before it is sent, and stays
// there until the server has it. The page works without this file, by its own forms.
//
// A note waits in localStorage under its own key, so two tabs never overwrite each other; the
// server keeps a note of one key once, so sending it twice does no harm.

const page = document.querySelector("[data-minutes]");
const KEEP = `frankpledge minutes ${page.dataset.keep} `;
const TYPED = `frankpledge typed ${page.dataset.keep} `;
const OTHERS_EVERY = 20_000; // how often the notes of others are fetched
const AGAIN_AFTER = 3_000; // how soon what could not be sent is tried again
const TOO_LONG = 20_000; // a line that answers no sooner counts as none
const status = document.getElementById("sending");
const SIGNED_OUT =
  "You have been signed out. Sign in again in another tab: your notes are kept here and go then.";
const NOT_TAKEN = "The server cannot take notes at the moment. They are kept here, and tried again.";

let sending = false;
let problem = "";

const plural = (count) => (count === 1 ? "1 note" : `${count} notes`);

// ---- What waits on this computer ------------------------------------------------------------

function waiting() {
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(KEEP))
    .map((name) => ({ name, ...JSON.parse(localStorage.getItem(name)) }))
    .sort((one, other) => one.at - other.at);
}

function keep(form, pressed, fields) {
  const sent = Object.fromEntries(fields);
  // A recommendation's own words stand, unless the board amended them.
  const asked = sent.outcome === "amended" ? sent.text : form.dataset.words;
  const words = form.dataset.words ? `${pressed.firstChild.textContent}: ${asked}` : sent.text;
  const note = { at: Date.now(), url: form.action, item: form.dataset.note, fields, words };
  localStorage.setItem(KEEP + sent.key, JSON.stringify(note));
}

function newKey() {
  // crypto.randomUUID is only there on a secure line; these 16 random bytes always are.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// ---- Talking with the server ----------------------------------------------------------------

function token() {
  // The newest one: signing in again, in another tab, changes it.
  const found = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
  return found ? found[1] : "";
}

async function ask(url, fields) {
  const options = {
    headers: { "X-Requested-With": "fetch" },
    redirect: "manual",
    signal: AbortSignal.timeout(TOO_LONG),
  };
  if (fields) {
    options.method = "POST";
    options.headers["X-CSRFToken"] = token();
    options.body = new URLSearchParams(fields.filter(([name]) => name !== "csrfmiddlewaretoken"));
  }
  const answer = await fetch(url, options);
  // A page that wants a sign-in sends elsewhere; with "manual" that is all that can be seen.
  if (answer.type === "opaqueredirect" || answer.status === 403) return { signedOut: true };
  return { ok: answer.ok, status: answer.status, text: await answer.text() };
}

function refusal(answer) {
  return [400, 409].includes(answer.status) ? answer.text : "";
}

async function sendWaiting() {
  if (sending) return;
  sending = true;
  problem = "";
  try {
    for (const note of waiting().filter((one) => !one.refused)) {
      const answer = await ask(note.url, note.fields);
      if (answer.ok) {
        localStorage.removeItem(note.name);
        show(answer.text);
      } else if (refusal(answer)) {
        const { name, ...kept } = note;
        localStorage.setItem(name, JSON.stringify({ ...kept, refused: refusal(answer) }));
      } else {
        problem = answer.signedOut ? SIGNED_OUT : NOT_TAKEN;
        break;
      }
    }
  } catch {
    // No line. What waits is safe, and is tried again.
  } finally {
    sending = false;
    tell();
  }
}

async function fetchOthers() {
  if (document.hidden || waiting().some((one) => !one.refused)) return;
  try {
    const answer = await ask(page.dataset.notes);
    if (answer.ok) show(answer.text);
    problem = answer.signedOut ? SIGNED_OUT : "";
    tell();
  } catch {
    // No line: the next round asks again.
  }
}

// ---- What the page shows --------------------------------------------------------------------

function isBeingUsed(part) {
  const typed = [...part.querySelectorAll("textarea")].some((t) => t.value !== t.defaultValue);
  return typed || part.contains(document.activeElement);
}

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const old = document.getElementById(part.dataset.part);
    if (old && !isBeingUsed(old)) old.replaceChildren(...part.childNodes);
  }
}

function button(words, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "fp-link-button";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}

function line(note) {
  const made = document.createElement("li");
  const words = document.createElement("p");
  words.textContent = note.words;
  const state = document.createElement("p");
  state.className = "fp-waiting__state";
  state.textContent = note.refused || "Kept on this computer, not yet sent";
  made.append(words, state);
  if (note.refused) {
    made.append(
      button("Put it back in the form", () => putBack(note)),
      button("Throw it away", () => forget(note)),
    );
  }
  return made;
}

function forget(note) {
  localStorage.removeItem(note.name);
  tell();
}

function putBack(note) {
  const form = document.querySelector(`form.fp-note-form[data-note="${note.item}"]`);
  form.elements.text.value = note.words;
  forget(note);
  form.elements.text.focus();
}

function tell() {
  const notes = waiting();
  for (const list of document.querySelectorAll(".fp-waiting")) list.replaceChildren();
  for (const note of notes) document.getElementById(`waiting-${note.item}`)?.append(line(note));
  const asked = new Set(notes.map((note) => Object.fromEntries(note.fields).recommendation));
  for (const one of document.querySelectorAll("[data-asked]")) {
    one.hidden = asked.has(one.dataset.asked);
  }
  const unsent = notes.filter((note) => !note.refused).length;
  const kept = unsent ? `${plural(unsent)} kept on this computer, not yet sent.` : "";
  const refused = notes.length - unsent;
  const wrong = refused ? `${plural(refused)} could not be taken: see below.` : "";
  const said = [problem, kept, wrong].filter(Boolean).join(" ");
  status.hidden = !said;
  if (status.textContent !== said) status.textContent = said;
}

// ---- What is typed and pressed --------------------------------------------------------------

function take(event) {
  const form = event.target.closest("form[data-note]");
  if (!form || event.defaultPrevented) return;
  const fields = [...new FormData(form, event.submitter)];
  if (!Object.fromEntries(fields).text.trim()) {
    event.preventDefault();
    form.elements.text.focus();
    return;
  }
  try {
    keep(form, event.submitter, fields);
  } catch {
    return; // No room to keep it, or none allowed: the form goes as forms do.
  }
  event.preventDefault();
  if (form.classList.contains("fp-note-form")) {
    form.reset();
    form.elements.key.value = newKey();
    localStorage.removeItem(TYPED + form.dataset.note);
    form.elements.text.focus();
  }
  document.activeElement?.closest("[data-asked]") && document.activeElement.blur();
  tell();
  sendWaiting();
}

async function now(event) {
  const form = event.target.closest("form[data-now]");
  if (!form) return;
  event.preventDefault();
  document.activeElement?.blur();
  try {
    const answer = await ask(form.action, [...new FormData(form)]);
    if (answer.ok) show(answer.text);
    problem = answer.signedOut ? SIGNED_OUT : refusal(answer);
  } catch {
    problem = "There is no connection. Do this again once there is one.";
  }
  tell();
}

function keepTyped(event) {
  const form = event.target.closest("form.fp-note-form");
  if (form && event.target.name === "text") {
    localStorage.setItem(TYPED + form.dataset.note, event.target.value);
  }
}

for (const form of document.querySelectorAll("form.fp-note-form")) {
  const typed = localStorage.getItem(TYPED + form.dataset.note);
  if (typed && !form.elements.text.value) form.elements.text.value = typed;
}
page.addEventListener("submit", take);
page.addEventListener("submit", now);
page.addEventListener("input", keepTyped);
window.addEventListener("online", sendWaiting);
window.addEventListener("storage", tell);
document.addEventListener("visibilitychange", sendWaiting);
window.addEventListener("beforeunload", (event) => {
  if (waiting().some((note) => !note.refused)) event.preventDefault();
});
setInterval(() => waiting().some((note) => !note.refused) && sendWaiting(), AGAIN_AFTER);
setInterval(fetchOthers, OTHERS_EVERY);
tell();
sendWaiting();
