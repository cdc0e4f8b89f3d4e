// The keyboard: single letters outside of fields, ⌘↵ inside of them, never during an IME's work.
const key = "madoguchi:single-keys";
const isOn = () => { try { return localStorage.getItem(key) !== "off"; } catch { return true; } };

function move(step) {
  const rows = [...document.querySelectorAll("#list .conv")];
  if (!rows.length) return;
  const current = rows.findIndex((row) => row.hasAttribute("aria-current"));
  const next = rows[current < 0 ? (step > 0 ? 0 : rows.length - 1) : current + step];
  if (!next) return;
  next.scrollIntoView({ block: "nearest" });
  next.click();
}

function write(kind) {
  const radio = document.getElementById(`kind-${kind}`);
  if (!radio) return;
  radio.checked = true;
  document.getElementById(kind === "note" ? "note-body" : "body")?.focus();
}

const press = (letter) => document.querySelector(`#conversation [data-key="${letter}"]`)?.click();
const letters = {
  j: () => move(1),
  k: () => move(-1),
  r: () => write("reply"),
  n: () => write("note"),
  a: () => press("a"),
  e: () => press("e"),
  "?": () => document.getElementById("keys")?.showModal(),
};

function send(isClosing) {
  if (document.querySelector("#kind-note:checked")) return document.querySelector("[data-send-note]")?.click();
  const dialog = document.querySelector("#send dialog:modal");
  if (dialog) return dialog.querySelector(`[type=submit]${isClosing ? "[name=then]" : ":not([name])"}`).click();
  document.querySelector(`#send ${isClosing ? "[data-send-close]" : "[data-send-main]"}`)?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
    if (!event.target.closest("#composer")) return;
    event.preventDefault();
    send(event.shiftKey);
    return;
  }
  if (event.metaKey || event.ctrlKey || event.altKey || !isOn()) return;
  if (event.key === "Escape" && event.target.matches("#composer textarea")) return event.target.blur();
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (document.querySelector("dialog:modal, :popover-open")) return;
  const act = letters[event.key];
  if (!act || event.repeat && !"jk".includes(event.key)) return;
  event.preventDefault();
  act();
});

const choice = document.getElementById("single-keys");
if (choice) {
  choice.checked = isOn();
  choice.addEventListener("change", () => {
    try { localStorage.setItem(key, choice.checked ? "on" : "off"); } catch { /* for this page only */ }
  });
}
