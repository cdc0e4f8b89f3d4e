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
  last = event.detail.xhr;
  opened.add(last);
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

// The answer to an act on many knows of no open conversation: the list keeps pointing at it.
document.addEventListener("htmx:afterSettle", ({ target }) => { if (target.id === "list") point(); });

// Whoever goes on before a conversation has come wants only the last one, and pane and side are
// always of one client: what comes late opens nothing, and of an act's late answer only its toast
// is shown. A pane that has made way tells nobody above it, so it is asked itself.
const opened = new WeakSet();
let last;
function settle({ detail }) {
  if (detail.xhr === last) detail.target = pane();
  else if (opened.has(detail.xhr)) detail.shouldSwap = false;
  else if (!detail.target.isConnected) {
    detail.shouldSwap = false;
    tell(detail.serverResponse);
  }
}

function tell(answer) {
  const page = new DOMParser().parseFromString(answer, "text/html");
  for (const toast of page.querySelectorAll("[hx-swap-oob$='#toasts'] > .toast")) {
    document.getElementById("toasts").append(toast);
    htmx.process(toast);
  }
}
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.target.id === "conversation") detail.target.addEventListener("htmx:beforeSwap", settle);
});

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
if (list) { // a room has its threads instead
  list.scrollTop = Number(sessionStorage.getItem(place) ?? 0);
  addEventListener("pagehide", () => sessionStorage.setItem(place, list.scrollTop));
}

// A reply carries the last message that its writer saw: while writing, seeing is confirmed.
const seen = () => document.querySelector("#reply-form [name=last_seen]");
const newest = () => Number(document.querySelector(".thread")?.dataset.lastMessage ?? 0);
// What another conversation brought along may be older than all that was here: it is told by itself.
const merge = () => document.querySelector("#reply-form [name=seen_merge]");
const newestMerge = () => Number(document.querySelector(".thread")?.dataset.newestMerge ?? 0);

function look() {
  if (!seen() || (newest() <= Number(seen().value) && newestMerge() <= Number(merge().value))) return;
  if (document.getElementById("body").value.trim()) document.getElementById("newer").hidden = false;
  else see();
}

function see() {
  seen().value = newest();
  merge().value = newestMerge();
}

document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id !== "thread") return;
  look();
  const happened = target.querySelector("template[data-history]");
  if (happened) document.getElementById("history")?.replaceChildren(happened.content.cloneNode(true));
});
document.addEventListener("htmx:afterSettle", ({ target }) => {
  const told = target.querySelector("template[data-waiting]");
  if (told) document.getElementById("waiting")?.replaceChildren(told.content.cloneNode(true));
});

// A menu of the head stands where a card of an act would be: one at a time. The card just goes: its
// link would be an ordinary one, and leave the page, until htmx has seen to what it brought.
document.addEventListener("toggle", ({ target, newState }) => {
  if (newState === "open" && target.closest(".conv-head")) document.getElementById("act").replaceChildren();
}, true);

document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-seen]")) return;
  see();
  document.getElementById("newer").hidden = true;
  document.getElementById("body").focus();
});
