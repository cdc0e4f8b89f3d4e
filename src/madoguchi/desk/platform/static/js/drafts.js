// What was typed is never lost: it stays on this device until the server keeps it as a draft.
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
  if (!target.value) say("");
  else if (isKept) said = setTimeout(() => say("下書きをこの端末に保存しました"), 2500);
});

function say(words) {
  const place = document.querySelector("[data-kept]");
  if (place) place.textContent = words;
}

// The guard's answer means that the server keeps this text: ours has done its work.
document.addEventListener("htmx:beforeSwap", ({ detail: { target, requestConfig, xhr } }) => {
  if (target.id !== "guard" || xhr.status !== 200) return;
  const { body } = requestConfig.parameters;
  if (read().body === body) write({ ...read(), body: "" });
  clearTimeout(said);
  say(body ? "下書きを保存しました" : "");
});

// What only this device has is the newest: it was typed after the server's last copy.
function restore(guarded) {
  const name = names[guarded.field.id];
  const words = name && read()[name];
  if (!words || guarded.field.value === words) return;
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
  if (number && !confirm(`書きかけの下書きが${number}件あります。ログアウトすると消えます。`)) event.preventDefault();
  else for (const key of drafts()) localStorage.removeItem(key);
});

for (const key of drafts()) {
  try {
    if (JSON.parse(localStorage.getItem(key)).at < Date.now() - DAYS * 864e5) localStorage.removeItem(key);
  } catch { localStorage.removeItem(key); }
}
