// Keeps what is typed on this computer until the server has saved it: a crash, a closed lid or the
// back button loses nothing. Every page works without this file.
//
// A draft belongs to an account, an address and one visit of its page. It carries the version that
// the form was opened at, so that words put back later are held against what was saved since. The
// server tells by a cookie which visit's form it has saved. Passwords, files and hidden fields are
// never kept; drafts go at sign-out, and after a week.

const who = document.body.dataset.drafts; // "" signed out; undefined where the service keeps none
const PREFIX = "frankpledge draft ";
const WEEK = 7 * 24 * 3600 * 1000;
const SOON = 400; // milliseconds after the last key
const SKIPPED = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"]);
let signingOut = false;
const CHOSEN = new Set(["checkbox", "radio"]);

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null; // not ours to read
  }
}

function drafts(start) {
  return Object.keys(localStorage).filter((name) => name.startsWith(start));
}

function newVisit() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// ---- A form's fields ------------------------------------------------------------------------

function fieldsOf(form) {
  return [...form.elements].filter(
    (one) => one.name && !one.disabled && one.type !== "fieldset" && !SKIPPED.has(one.type),
  );
}

const valueOf = (field) => (CHOSEN.has(field.type) ? field.checked : field.value);

function standsAsServed(field) {
  if (CHOSEN.has(field.type)) return field.checked === field.defaultChecked;
  if (field.options) {
    const served = [...field.options].find((one) => one.defaultSelected) || field.options[0];
    return !served || field.value === served.value;
  }
  return field.value === field.defaultValue;
}

function state(form) {
  const seen = {};
  return fieldsOf(form).map((field) => {
    seen[field.name] = (seen[field.name] ?? -1) + 1;
    return [field.name, seen[field.name], valueOf(field)];
  });
}

function putIn(form, kept) {
  for (const [name, nth, value] of kept.state) {
    const field = fieldsOf(form).filter((one) => one.name === name)[nth];
    if (!field) continue;
    if (CHOSEN.has(field.type)) field.checked = value;
    else field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (form.elements.version && kept.version) form.elements.version.value = kept.version;
}

const alike = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// ---- Keeping --------------------------------------------------------------------------------

function keeper(form, start) {
  const visit = newVisit();
  const key = start + visit;
  const mark = document.createElement("input");
  Object.assign(mark, { type: "hidden", name: "draft", value: visit });
  form.append(mark);
  let waits = 0;

  function keep(always = false) {
    clearTimeout(waits);
    waits = 0;
    if (signingOut) return;
    try {
      if (!always && fieldsOf(form).every(standsAsServed)) {
        localStorage.removeItem(key);
        return;
      }
      const version = form.elements.version?.value;
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), version, state: state(form) }));
    } catch {
      // No room, or none allowed: the form works as forms do.
    }
  }
  const soon = () => {
    clearTimeout(waits);
    waits = setTimeout(keep, SOON);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", () => keep());
  const flush = () => waits && keep();
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);
  return keep;
}

// ---- Offering what was kept -----------------------------------------------------------------

function when(at) {
  const then = new Date(at);
  const time = then.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (then.toDateString() === new Date().toDateString()) return time;
  return `${then.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}, ${time}`;
}

function button(words, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "fp-link-button";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}

function offer(form, name, kept, keep) {
  const box = document.createElement("div");
  box.className = "govuk-inset-text fp-inset fp-draft";
  const said = document.createElement("p");
  said.className = "govuk-body";
  said.textContent = `You have words from ${when(kept.at)} that were not saved.`;
  if (kept.version && form.elements.version && kept.version !== form.elements.version.value) {
    said.textContent += " Somebody has saved this since: when you save, you see both.";
  }
  const presses = document.createElement("p");
  presses.className = "govuk-body fp-draft__presses";
  presses.append(
    button("Put them back", () => {
      putIn(form, kept);
      keep(true);
      localStorage.removeItem(name);
      box.remove();
      fieldsOf(form)[0]?.focus();
    }),
    button("Throw them away", () => {
      localStorage.removeItem(name);
      box.remove();
    }),
  );
  box.append(said, presses);
  form.before(box);
}

function look(form, number) {
  const start = `${PREFIX}${who} ${location.pathname}${location.search} ${number} `;
  const known = drafts(start);
  const keep = keeper(form, start);
  const now = state(form);
  for (const name of known) {
    const kept = read(name);
    if (!kept || alike(kept.state, now)) {
      // It stands in the form already: the browser or the server has put it back, and it goes on
      // waiting; or it is what is saved.
      const isSaved = !document.body.dataset.unsaved && fieldsOf(form).every(standsAsServed);
      if (kept && !isSaved) keep(true);
      localStorage.removeItem(name);
    } else {
      offer(form, name, kept, keep);
    }
  }
}

function isKept(form) {
  if (form.method !== "post" || form.dataset.drafts === "no" || form.closest("header")) return false;
  if (form.matches("[data-note], [data-now]")) return false; // minutes.js keeps these
  const fields = fieldsOf(form);
  const writes = fields.some((one) => one.matches("textarea, input:not([type=radio], [type=checkbox])"));
  // Nothing of signing in: a code is as secret as a password.
  return writes && !form.querySelector("[type=password]") && !location.pathname.startsWith("/account/");
}

// ---- Forgetting -----------------------------------------------------------------------------

function forgetSaved() {
  // Over HTTPS its name begins with __Host-, and only a secure cookie of that name is taken.
  const saved = document.cookie.match(/(?:^|; )((__Host-)?frankpledge-saved)=(\w+)/);
  if (!saved) return;
  drafts(PREFIX).filter((name) => name.endsWith(` ${saved[3]}`)).forEach((name) => localStorage.removeItem(name));
  document.cookie = `${saved[1]}=; max-age=0; path=/; samesite=lax${saved[2] ? "; secure" : ""}`;
}

function forgetOld() {
  for (const name of drafts(PREFIX)) {
    if (who === undefined || !(read(name)?.at > Date.now() - WEEK)) localStorage.removeItem(name);
  }
}

try {
  forgetSaved();
  forgetOld();
  if (who) {
    [...document.forms].filter(isKept).forEach(look);
    document.querySelector("form[data-sign-out]")?.addEventListener("submit", () => {
      signingOut = true; // leaving the field that was typed in would keep it once more
      drafts(`${PREFIX}${who} `).forEach((name) => localStorage.removeItem(name));
    });
  }
} catch {
  // The browser keeps nothing for this site: the page works as it stands.
}
