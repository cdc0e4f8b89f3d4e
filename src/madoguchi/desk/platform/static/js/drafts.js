// What was typed is never lost: it stays on this device until the server keeps it as a draft.
import { say } from "./words.js";

const DAYS = 14;
const prefix = `madoguchi:draft:${document.body.dataset.person}:`;
const names = { body: "body", "note-body": "note" };
const known = (name) => document.getElementById(`${name}-revision`);
const conversation = () => document.getElementById("composer")?.dataset.conversation;

function read() {
  try { return JSON.parse(localStorage.getItem(prefix + conversation())) ?? {}; } catch { return {}; }
}

function write(draft) {
  const key = prefix + conversation();
  try {
    if (draft.body || draft.note) localStorage.setItem(key, JSON.stringify({ ...draft, at: Date.now() }));
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false; // storage is full or forbidden: the text still stands in the field
  }
}

let said;
document.addEventListener("input", ({ target }) => {
  const name = names[target.id];
  if (!name || !conversation()) return;
  const isKept = write({ ...read(), [name]: target.value, revision: known(name)?.value });
  clearTimeout(said);
  if (!target.value) tell("");
  else if (isKept) said = setTimeout(() => tell(say("DraftHere")), 2500);
});

function tell(words) {
  const place = document.querySelector("[data-kept]");
  if (place) place.textContent = words;
}

// The server's answer means that it keeps this text: ours has done its work. Not so where another
// window wrote meanwhile: then the server keeps that one's text, and this device ours.
// A page that is on its way may have been drawn before this text was kept: then ours is needed there.
const PASSING = 10000; // ms
let leaving = 0;
addEventListener("beforeunload", () => { leaving = Date.now(); });
const asked = (path) => (/\/guard\//.test(path) ? "body" : /\/note-draft\//.test(path) ? "note" : null);
document.addEventListener("htmx:beforeSwap", ({ detail: { requestConfig, xhr } }) => {
  const name = asked(requestConfig.path);
  if (!name || xhr.status !== 200) return;
  clearTimeout(said);
  if (xhr.responseText.includes("data-take-elsewhere")) return tell("");
  if (Date.now() - leaving < PASSING) return;
  const { body } = requestConfig.parameters;
  if (read()[name] === body) write({ ...read(), [name]: "" });
  tell(body ? say("DraftKept") : "");
});

// Which of two windows' texts goes on: the other one's comes back with ⌘Z.
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-keep-here], [data-take-elsewhere]");
  if (!button) return;
  const place = button.closest(".elsewhere");
  const field = place.closest("form").querySelector("textarea");
  const { keepHere, takeElsewhere } = button.dataset;
  known(place.id.replace("-elsewhere", "")).value = keepHere ?? takeElsewhere;
  const words = place.querySelector("[data-elsewhere]").textContent;
  place.replaceChildren();
  field.focus();
  if (keepHere === undefined) {
    field.select();
    document.execCommand("insertText", false, words);
  } else htmx.trigger(field, "guard");
});
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  if (!target.matches(".elsewhere")) return;
  const fresh = fragment.querySelector?.(".elsewhere") ?? fragment.firstElementChild;
  if (fresh?.textContent === target.textContent) event.detail.shouldSwap = false; // it may be unfolded
});

// What only this device has is the newest: it was typed after the server's last copy.
function restore(guarded) {
  const name = names[guarded.field.id];
  const { [name]: words, revision } = read();
  if (!words || guarded.field.value === words) return;
  // typed after that keeping of the draft: what another window kept since then is not written over
  if (revision !== undefined && known(name)) known(name).value = revision;
  guarded.field.value = words;
  guarded.field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("guarded:ready", ({ target }) => restore(target));
for (const guarded of document.querySelectorAll("guarded-text")) if (guarded.field) restore(guarded);

// Sent: the draft has done its work. A refusal (422) keeps it.
document.addEventListener("htmx:beforeSwap", ({ detail: { requestConfig, xhr } }) => {
  if (requestConfig.verb !== "post" || xhr.status >= 300) return;
  const path = requestConfig.path;
  if (/\/(replies|approval)\//.test(path)) write({ ...read(), body: "" });
  else if (/\/notes\//.test(path)) write({ ...read(), note: "" });
});

const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix));

// A shared machine must not keep a customer's words: signing out clears them, after a question.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-signs-out]")) return;
  const number = drafts().length;
  if (number && !confirm(say("SigningOut", { n: number }))) event.preventDefault();
  else for (const key of drafts()) localStorage.removeItem(key);
});

for (const key of drafts()) {
  try {
    if (JSON.parse(localStorage.getItem(key)).at < Date.now() - DAYS * 864e5) localStorage.removeItem(key);
  } catch { localStorage.removeItem(key); }
}
