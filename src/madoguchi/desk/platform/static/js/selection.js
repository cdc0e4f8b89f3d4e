// Selected lines of the list: kept while the list is drawn anew, ranges with ⇧, all of the page at once.
// keys.js presses a line's box: `[data-row] [data-select]`.
const list = document.getElementById("list");
const form = document.getElementById("bulk");
const all = form?.querySelector("[data-select-all]");
const told = form?.querySelector("[data-select-count]");
const boxes = () => [...list.querySelectorAll("[data-select]")];
const picked = () => boxes().filter((box) => box.checked);

function show() {
  const chosen = picked();
  list.closest(".pane--list").toggleAttribute("data-selecting", chosen.length > 0);
  told.textContent = told.dataset.selectCount.replace("{n}", chosen.length);
  all.checked = chosen.length > 0 && chosen.length === boxes().length;
  all.indeterminate = chosen.length > 0 && !all.checked;
}

let last = null; // the id of the box that was pressed last: a range begins there
function range(to) {
  const every = boxes();
  const [from, end] = [every.findIndex((box) => box.id === last), every.indexOf(to)].sort((a, b) => a - b);
  if (from < 0) return;
  for (const box of every.slice(from, end + 1)) box.checked = to.checked;
}

list.addEventListener("click", (event) => {
  const box = event.target.closest("[data-select]");
  if (!box) return;
  if (event.shiftKey && last) range(box);
  last = box.id;
  show();
});
all?.addEventListener("change", () => {
  for (const box of boxes()) box.checked = all.checked;
  show();
});
form?.addEventListener("reset", () => setTimeout(show));

// The list drawn anew keeps what is selected; the answer to an act says itself what stays selected.
let kept = null;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target !== list) return;
  kept = detail.requestConfig.elt === form ? null : new Set(picked().map((box) => box.id));
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target !== list) return;
  if (kept) for (const box of boxes()) box.checked = kept.has(box.id);
  if (detail.requestConfig.elt === form) form.querySelector("#bulk-more")?.hidePopover?.();
  show();
});
show();

// What an act did is told once.
const here = new URL(location);
if (here.searchParams.has("done")) {
  here.searchParams.delete("done");
  history.replaceState(history.state, "", here);
}
