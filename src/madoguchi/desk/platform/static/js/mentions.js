// "@" in a note or in a room offers the people who can be called: whom the page names beside the field.
// Arrows move, Enter and Tab choose, Escape leaves. An input method at work keeps its keys.
const CALL = /(?:^|[^A-Za-z0-9._%+-])[@＠]([^@＠\s]{0,30})$/;
const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

let written = null; // the field that was written in last
const field = () => written;
const list = () => written?.isConnected ? listOf(written) : null;
const listOf = (one) => document.getElementById(one.getAttribute("aria-controls"));
const options = () => [...list().querySelectorAll("[role=option]:not([hidden])")];
const current = () => list().querySelector("[aria-selected=true]");
const isOpen = () => Boolean(list()) && !list().hidden;

let at = -1; // where the "@" stands that is being completed
let left = -1; // the "@" that Escape left alone

function look() {
  const { value, selectionStart, selectionEnd } = field();
  const found = selectionStart === selectionEnd ? CALL.exec(value.slice(0, selectionStart)) : null;
  at = found ? selectionStart - found[1].length - 1 : -1;
  if (at < 0 || at !== left) left = -1;
  if (at < 0 || at === left) return close();
  const word = fold(found[1]);
  for (const option of list().querySelectorAll("[role=option]")) {
    option.hidden = !fold(option.dataset.name).includes(word);
  }
  if (!options().length) return close();
  list().hidden = false;
  point(options().includes(current()) ? current() : options()[0]);
}

function close() {
  list().hidden = true;
  point(null);
}

function point(option) {
  current()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  if (!option) return field().removeAttribute("aria-activedescendant");
  field().setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function choose(option) {
  const words = `@${option.dataset.name} `;
  const caret = field().selectionStart;
  field().focus({ preventScroll: true });
  field().setSelectionRange(at, caret);
  if (!document.execCommand("insertText", false, words)) {
    field().setRangeText(words, at, caret, "end");
    field().dispatchEvent(new Event("input", { bubbles: true }));
  }
  close();
}

function move(step) {
  const all = options();
  point(all[(all.indexOf(current()) + step + all.length) % all.length]);
}

function leave() {
  left = at;
  close();
}

const keys = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Enter: () => choose(current()),
  Tab: () => choose(current()),
  Escape: leave,
};

// Before the page's own keys: Escape leaves the list, not the field.
document.addEventListener("keydown", (event) => {
  if (event.target !== field() || !isOpen() || event.isComposing || event.keyCode === 229) return;
  if (!keys[event.key] || event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  keys[event.key]();
}, true);

function isCalling({ target }) {
  if (!target.matches?.("textarea[aria-controls^=callable]") || !listOf(target)) return false;
  written = target;
  return true;
}
document.addEventListener("input", (event) => { if (isCalling(event) && !event.isComposing) look(); });
document.addEventListener("compositionend", (event) => { if (isCalling(event)) look(); });
document.addEventListener("click", (event) => { if (isCalling(event)) look(); });
document.addEventListener("keyup", (event) => {
  if (isCalling(event) && ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) look();
});
document.addEventListener("focusout", (event) => { if (isCalling(event)) close(); });

// A press on a name leaves the caret where it is.
document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.(".callable [role=option]");
  if (!option) return;
  event.preventDefault();
  choose(option);
});
document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.(".callable")) event.preventDefault();
});
