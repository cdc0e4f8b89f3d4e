// Reply templates: the button, T or "/" at the beginning of a line opens the list; the chosen text
// goes to the caret, and the first 〔　〕 stands ready to be written over.
import { Chooser, showOver } from "./chooser.js";

const GAP = /〔[^〔〕]{0,40}〕/;
const chooserOf = new WeakMap();
let caret = 0; // where the text goes
let isFromSlash = false; // in place of the slash that opened it

const body = () => document.getElementById("body");

function open() {
  const dialog = document.getElementById("templates");
  const field = dialog.querySelector("input");
  if (!chooserOf.has(dialog)) {
    chooserOf.set(dialog, new Chooser(field, dialog.querySelector("[role=listbox]"), insert));
  }
  if (dialog.open) return;
  const { selectionStart } = body();
  caret = selectionStart;
  isFromSlash = isSlash(body());
  showOver(dialog, field);
}

function insert(option) {
  document.getElementById("templates").close();
  setTimeout(() => put(option.dataset.text)); // after the caret went back
}

function put(text) {
  const field = body();
  const start = isFromSlash ? caret - 1 : caret;
  document.getElementById("kind-reply").checked = true;
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, caret);
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const gap = GAP.exec(text);
  if (gap) field.setSelectionRange(start + gap.index, start + gap.index + gap[0].length);
}

// A slash that stands alone at the beginning of its line, also the wide one of an input method.
function isSlash(field) {
  const at = field.selectionStart;
  return "/／".includes(field.value[at - 1] ?? " ") && (at === 1 || field.value[at - 2] === "\n");
}

function typed(event) {
  if (event.target !== body() || event.isComposing) return;
  if (event.type === "input" && event.data !== "/" && event.data !== "／") return;
  if (!isSlash(event.target)) return;
  document.querySelector("[data-templates]")?.click();
}

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-templates]")) open();
});
document.addEventListener("input", typed);
document.addEventListener("compositionend", typed);
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id === "templates-list") chooserOf.get(target.closest("dialog"))?.narrow();
});

// Enter in the field of further addresses is no sending.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches(".copies input")) event.preventDefault();
});
