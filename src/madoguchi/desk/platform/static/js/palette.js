// ⌘K: everything that the page offers by its words, and what a search finds, in one list.
import { Chooser, showOver } from "./chooser.js";

const PAUSE = 150; // ms after the last key
const dialog = document.getElementById("palette");
const field = dialog.querySelector("input");
const results = document.getElementById("palette-results");
const chooser = new Chooser(field, document.getElementById("palette-list"), choose);

let number = 0;
function option(label, { icon, keys = [], words = label, ...data }) {
  const item = document.createElement("li");
  item.className = "palette__option";
  item.id = `palette-${(number += 1)}`;
  item.role = "option";
  item.ariaSelected = "false";
  Object.assign(item.dataset, { words, ...data });
  if (icon) item.append(icon.cloneNode(true));
  const main = document.createElement("span");
  main.className = "palette__main";
  main.textContent = label;
  item.append(main, ...keys.map((one) => one.cloneNode(true)));
  return item;
}

const plain = (node) => node.textContent.replace(/\s+/g, " ").trim();

// Queues, clients, saved views: what the sidebar links to.
function places() {
  const links = [...document.querySelectorAll("#sidebar a.nav__item")];
  return links.map((link) => {
    const name = link.querySelector(".nav__label, .client__name");
    return option(plain(name ?? link), { icon: link.querySelector("svg, .client__tile"), href: link.href });
  });
}

// What the keyboard can do here and now: the rows of its list whose button is on the page.
const needs = {
  reply: "#kind-reply", note: "#kind-note", take: "[data-key=a]", ball: "[data-key=b]", done: "[data-key=e]",
  snooze: "[data-key=s]", templates: "[data-key=t]", list: "#keys",
};
function verbs() {
  const offered = [...document.querySelectorAll("#keys [data-act]")];
  const possible = offered.filter(({ dataset: { act } }) => needs[act] && document.querySelector(needs[act]));
  return possible.map((row) => option(plain(row.querySelector("dt")), {
    keys: [...row.querySelectorAll("kbd")], act: row.dataset.act,
  }));
}

function open() {
  if (dialog.open) return;
  document.getElementById("palette-places").replaceChildren(...places());
  document.getElementById("palette-verbs").replaceChildren(...verbs());
  results.replaceChildren();
  document.getElementById("sidebar").hidePopover?.();
  showOver(dialog, field);
  chooser.narrow();
}

function choose({ dataset: { href, act, press } }) {
  dialog.close();
  if (href) location.assign(href);
  else setTimeout(() => carryOut(act, press)); // after the caret went back
}

function carryOut(act, press) {
  if (act) document.dispatchEvent(new CustomEvent("keys:act", { detail: act }));
  else document.querySelector(press)?.click();
}

// A link that the search answers with, as an option: inside of one nothing else can have the focus.
function hit(link) {
  const item = option("", { href: link.href });
  item.classList.add("palette__hit");
  delete item.dataset.words; // the server has chosen it
  if (!link.closest("li")) item.dataset.onward = "";
  item.replaceChildren(...link.childNodes);
  return item;
}

const busy = (is) => {
  chooser.list.ariaBusy = String(is);
  chooser.settle();
};

const searching = () => `${document.querySelector("[data-palette]").href}?${new URLSearchParams({ q: field.value.trim() })}`;

let asking;
let soon;
async function find() {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  if (!field.value.trim()) {
    results.replaceChildren();
    return busy(false);
  }
  try {
    const headers = { "HX-Request": "true", "HX-Target": "palette-results" };
    const answer = await fetch(searching(), { headers, signal });
    if (answer.ok && dialog.open) {
      const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
      results.replaceChildren(...[...parsed.querySelectorAll("a[href]")].map(hit));
    }
  } catch { /* a newer question took its place, or the line is broken: the commands stay */ }
  if (!signal.aborted) busy(false);
}

function later(event) {
  clearTimeout(soon);
  if (event.isComposing) return;
  busy(field.value.trim() !== "");
  soon = setTimeout(find, PAUSE);
}
field.addEventListener("input", later);
field.addEventListener("compositionend", later);

// Who is faster than the answer gets it as a page.
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
  if (field.value.trim() && !chooser.options.length) location.assign(searching());
});

dialog.addEventListener("close", () => { clearTimeout(soon); asking?.abort(); });

document.addEventListener("palette:open", open);
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-palette]") || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  open();
});
// The key works on every page, also where the list of keys is not.
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
  if (!(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
  event.preventDefault();
  open();
});
