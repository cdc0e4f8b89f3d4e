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
form?.addEventListener("reset", () => {
  document.getElementById("list-result").replaceChildren(); // it was about these lines
  setTimeout(show);
});

// The list drawn anew keeps what is selected; the answer to an act says itself what stays selected.
const isUndo = ({ elt }) => Boolean(elt.closest(".toast"));
let kept = null;
let acted = new Set(); // the conversations to which something is being done
document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  if (elt === form) acted = new Set(picked().map((box) => box.closest("[data-row]").dataset.row));
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target !== list) return;
  kept = detail.requestConfig.elt === form ? null : new Set(picked().map((box) => box.id));
});
document.addEventListener("htmx:afterSwap", ({ detail: { target, requestConfig, xhr } }) => {
  if (target !== list) return;
  if (kept) for (const box of boxes()) box.checked = kept.has(box.id);
  if (requestConfig.elt === form && xhr.status === 200) {
    form.querySelector("#bulk-more").hidePopover?.();
    form.reset();
  }
  show();
  const open = document.querySelector("[data-conversation]")?.dataset.conversation;
  if (isUndo(requestConfig) || (requestConfig.elt === form && acted.has(open))) again(open);
});

// The conversation that is open was among them: it is drawn as it is now.
function again(open) {
  if (!open || !location.pathname.includes(`/${open}/`)) return;
  htmx.ajax("GET", location.pathname + location.search, { target: "#conversation", swap: "outerHTML show:none" });
}
show();
