// The desk: opening a conversation beside its list, and knowing what its writer has seen.
const narrow = matchMedia("(width < 48rem)");
const pane = () => document.getElementById("conversation");

// On a phone list and conversation are two pages.
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, boosted } = event.detail;
  if (!elt.matches(".conv")) return;
  if (narrow.matches) {
    event.preventDefault();
    location.assign(elt.href);
    return;
  }
  for (const row of document.querySelectorAll(".conv[aria-current]")) row.removeAttribute("aria-current");
  elt.setAttribute("aria-current", "true");
  elt.removeAttribute("data-unread");
  if (boosted) loading();
});

// The list points at the conversation that is open, also when another could not be opened.
function point() {
  for (const row of document.querySelectorAll(".conv[aria-current]")) row.removeAttribute("aria-current");
  document.getElementById(`row-${pane()?.dataset.conversation}`)?.setAttribute("aria-current", "true");
}

// A conversation that is slow to come shows its outline, but never flickers for a quick one.
let slow;
function loading() {
  clearTimeout(slow);
  slow = setTimeout(() => {
    pane().setAttribute("aria-busy", "true");
    pane().append(document.getElementById("skeleton").content.cloneNode(true));
  }, 300);
}
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.successful && detail.elt.matches(".conv")) point();
  clearTimeout(slow);
  pane()?.removeAttribute("aria-busy");
  pane()?.querySelector(":scope > .pane__loading")?.remove();
});

// A page has one heading of the first order: the conversation's, once one stands beside the list.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  const title = document.querySelector("h1#list-title");
  if (target.id !== "conversation" || !title || !document.getElementById("conv-title")) return;
  const second = document.createElement("h2");
  second.id = title.id;
  second.className = title.className;
  second.append(...title.childNodes);
  title.replaceWith(second);
});

// The place in the list survives a full load of the page.
const list = document.getElementById("list");
const place = `madoguchi:list:${new URLSearchParams(location.search).get("queue") ?? "mine"}`;
list.scrollTop = Number(sessionStorage.getItem(place) ?? 0);
addEventListener("pagehide", () => sessionStorage.setItem(place, list.scrollTop));

// A reply carries the last message that its writer saw: while writing, seeing is confirmed.
const seen = () => document.querySelector("#reply-form [name=last_seen]");
const newest = () => Number(document.querySelector(".thread")?.dataset.lastMessage ?? 0);

function look() {
  if (!seen() || newest() <= Number(seen().value)) return;
  if (document.getElementById("body").value.trim()) document.getElementById("newer").hidden = false;
  else seen().value = newest();
}

document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id !== "thread") return;
  look();
  const happened = target.querySelector("template[data-history]");
  if (happened) document.getElementById("history")?.replaceChildren(happened.content.cloneNode(true));
});
document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-seen]")) return;
  seen().value = newest();
  document.getElementById("newer").hidden = true;
  document.getElementById("body").focus();
});
