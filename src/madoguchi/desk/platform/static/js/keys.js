// The keyboard. Which key does what stands in the page's own list (?), so that the two cannot
// differ: each row names its keys and its act. Never during the work of an input method.
const isOn = () => document.body.dataset.singleKeys !== "off";
const rows = () => [...document.querySelectorAll("#list .conv")];

function move(step) {
  const all = rows();
  const current = all.findIndex((row) => row.hasAttribute("aria-current"));
  const next = all[current < 0 ? (step > 0 ? 0 : all.length - 1) : current + step];
  next?.scrollIntoView({ block: "nearest" });
  next?.click();
}

const here = () => rows().find((row) => row.hasAttribute("aria-current")) ?? rows()[0];

function write(kind) {
  const radio = document.getElementById(`kind-${kind}`);
  if (!radio) return;
  radio.checked = true;
  if (kind === "reply") document.querySelector("#composer details.second")?.setAttribute("open", "");
  document.getElementById(kind === "note" ? "note-body" : "body")?.focus();
}

function send(isClosing) {
  if (document.querySelector("#kind-note:checked")) return document.querySelector("[data-send-note]")?.click();
  const dialog = document.querySelector("#send dialog:modal");
  if (dialog) return dialog.querySelector(`[type=submit]${isClosing ? "[name=then]" : ":not([name])"}`).click();
  document.querySelector(`#send ${isClosing ? "[data-send-close]" : "[data-send-main]"}`)?.click();
}

const press = (letter) => document.querySelector(`:is(#conversation, #detail) [data-key="${letter}"]`)?.click();
const fix = (n) => document.dispatchEvent(new CustomEvent("guard:fix", { detail: n }));

const acts = {
  next: () => move(1),
  previous: () => move(-1),
  open: () => here()?.click(),
  select: () => here()?.closest("li").querySelector("input[type=checkbox]")?.click(),
  reply: () => write("reply"),
  note: () => write("note"),
  ball: () => press("b"),
  take: () => press("a"),
  done: () => press("e"),
  snooze: () => press("s"),
  templates: () => press("t"),
  task: () => press("w"),
  send: () => send(false),
  "send-and-close": () => send(true),
  fix: (event) => fix(event.code.at(-1)),
  "fix-all": () => fix("all"),
  palette: () => document.dispatchEvent(new CustomEvent("palette:open")),
  list: () => document.getElementById("keys")?.showModal(),
};

// "mod+shift+enter", "alt+digit", "j": as the list spells it.
function spelled(event) {
  const isMod = event.metaKey || event.ctrlKey;
  if (event.altKey && !isMod) return `alt+${/^Digit[1-9]$/.test(event.code) ? "digit" : event.code.slice(3).toLowerCase()}`;
  const name = event.key.toLowerCase();
  if (isMod) return `mod+${event.shiftKey ? "shift+" : ""}${name}`;
  return event.shiftKey && /^[a-z]$/.test(name) ? "" : name;
}

const inField = (event) => event.target.closest("input, textarea, select, [contenteditable]");

function isFree(event, act) {
  if (act === "send" || act === "send-and-close") return event.target.closest("#composer");
  if (event.altKey || event.metaKey || event.ctrlKey) return true;
  if (!isOn() || inField(event) || document.querySelector("dialog:modal, :popover-open")) return false;
  if (act === "open") return !event.target.closest("a, button, summary");
  return !event.repeat || act === "next" || act === "previous";
}

// Out of the field, or out of the card over the thread; a menu or dialog closes by itself.
function leave(target) {
  if (target.matches("#composer textarea")) target.blur();
  else if (!document.querySelector("dialog:modal, :popover-open")) document.getElementById("act")?.replaceChildren();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  if (event.key === "Escape") return leave(event.target);
  const act = document.querySelector(`#keys [data-press="${CSS.escape(spelled(event))}"]`)?.dataset.act;
  if (!act || !isFree(event, act)) return;
  event.preventDefault();
  acts[act](event);
});
document.addEventListener("keys:act", ({ detail }) => acts[detail]());
