// What was typed stays on this device until it is sent: per person and conversation.
const DAYS = 14;
const prefix = `madoguchi:draft:${document.body.dataset.person}:`;
const names = { body: "body", "note-body": "note" };
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
  const isKept = write({ ...read(), [name]: target.value });
  clearTimeout(said);
  said = setTimeout(() => say(isKept && target.value ? "下書きをこの端末に保存しました" : ""), 900);
});

function say(words) {
  const place = document.querySelector("[data-kept]");
  if (place) place.textContent = words;
}

// A fresh, empty field takes up what was left; one that came back with text keeps its own.
function restore(guarded) {
  const name = names[guarded.field.id];
  const words = name && read()[name];
  if (!words || guarded.field.value) return;
  guarded.field.value = words;
  guarded.field.dispatchEvent(new Event("input", { bubbles: true }));
  if (name === "body") say("書きかけの下書きを戻しました");
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
  if (number && !confirm(`書きかけの下書きが${number}件あります。ログアウトすると消えます。`)) event.preventDefault();
  else for (const key of drafts()) localStorage.removeItem(key);
});

for (const key of drafts()) {
  try {
    if (JSON.parse(localStorage.getItem(key)).at < Date.now() - DAYS * 864e5) localStorage.removeItem(key);
  } catch { localStorage.removeItem(key); }
}
