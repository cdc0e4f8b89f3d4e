// Live regions: one stream of events, each region asked for anew when it is safe to swap it.
import { say } from "./words.js";

const stale = new Map(); // region → when it became stale
let pointer = null; // the element under the pointer
let pressed = false;
let moved = 0; // when the pointer last moved or the wheel turned

const regions = (name) => document.querySelectorAll(name ? `[data-live="${name}"]` : "[data-live]");
const open = () => document.querySelector("[data-conversation]")?.dataset.conversation;

// Somebody works in it: types, has a menu open, presses, or waits for an answer.
function isHeld(region) {
  if (region.querySelector(":popover-open, dialog[open], .htmx-request")) return true;
  if (pressed && pointer && region.contains(pointer)) return true;
  if ([...region.querySelectorAll("textarea, input.input")].some((one) => one.value !== one.defaultValue)) return true;
  return region.contains(document.activeElement) && document.activeElement.matches("input:not([data-select]), textarea, select");
}

// Somebody looks at it: it may wait for five seconds, not longer.
function isLookedAt(region, since) {
  if (Date.now() - since > 5000) return false;
  if (region.contains(document.activeElement) && document.activeElement !== region) return true;
  return region.id === "list" && pointer && region.contains(pointer) && Date.now() - moved < 5000;
}

function refresh() {
  for (const [region, since] of stale) {
    if (!region.isConnected) stale.delete(region);
    else if (!document.hidden && !isHeld(region) && !isLookedAt(region, since)) {
      stale.delete(region);
      htmx.trigger(region, "live");
    }
  }
}

function mark(name) {
  for (const region of regions(name)) if (!stale.has(region)) stale.set(region, Date.now());
}

let soon;
let told = 0; // when the last news came
function changed(event) {
  told = Date.now();
  mark("list");
  mark("queues");
  if (!event || String(event.conversation) === open()) {
    mark("thread");
    mark("clock");
  }
  clearTimeout(soon);
  soon = setTimeout(refresh, 120);
}

setInterval(refresh, 500);
setInterval(() => { mark("list"); mark("clock"); }, 30000);
document.addEventListener("visibilitychange", refresh);
document.addEventListener("pointerover", (event) => { pointer = event.target; });
document.documentElement.addEventListener("pointerleave", () => { pointer = null; });
document.addEventListener("pointermove", () => { moved = Date.now(); }, { passive: true });
document.addEventListener("wheel", () => { moved = Date.now(); }, { passive: true });
document.addEventListener("pointerdown", () => { pressed = true; });
for (const name of ["pointerup", "pointercancel"]) {
  document.addEventListener(name, () => setTimeout(() => { pressed = false; }, 50));
}

// A conversation was opened that had called for this person: the numbers beside say so no more.
document.addEventListener("seen", () => { mark("queues"); refresh(); });

// The list is asked for where the reader is now, and every region keeps its place and its focus.
const places = new WeakMap();
document.addEventListener("htmx:configRequest", (event) => {
  const { elt } = event.detail;
  if (!elt.matches("[data-live]")) return;
  if (elt.id === "list" || (elt.id === "queues" && document.getElementById("list"))) {
    event.detail.path = location.pathname + location.search;
  }
});
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { target } = detail;
  if (!target.matches("[data-live]")) return;
  if (isHeld(target)) {
    detail.shouldSwap = false;
    stale.set(target, Date.now());
    return;
  }
  places.set(target, {
    top: target.scrollTop,
    focused: target.contains(document.activeElement) && document.activeElement.id,
    unfolded: [...target.querySelectorAll(".msg details[open]")].map((one) => one.closest(".msg").id),
  });
});
document.addEventListener("htmx:afterSettle", ({ target }) => {
  const place = places.get(target);
  if (!place) return;
  places.delete(target);
  for (const id of place.unfolded) {
    const details = document.getElementById(id)?.querySelector("details");
    if (details) details.open = true;
  }
  target.scrollTop = place.top;
  if (place.focused) document.getElementById(place.focused)?.focus({ preventScroll: true });
});

// A conversation that was drawn before the news that came while it was on its way is asked for anew.
document.addEventListener("htmx:beforeRequest", ({ detail: { requestConfig } }) => { requestConfig.at = Date.now(); });
document.addEventListener("htmx:afterSettle", ({ detail: { target, requestConfig } }) => {
  if (target?.id !== "conversation" || told < requestConfig?.at) return;
  told = 0;
  mark("thread");
  mark("clock");
  refresh();
});

// The stream. The browser reconnects by itself; after five seconds without, a quiet bar says so.
const bar = document.createElement("p");
bar.className = "offline";
bar.setAttribute("role", "status");
let lost;

function connected(isConnected) {
  clearTimeout(lost);
  if (isConnected) bar.remove();
  else lost = setTimeout(() => {
    bar.textContent = say("Offline");
    document.body.append(bar);
  }, 5000);
}

// Who is there changes nothing that is listed: presence.js asks for that alone.
function hear(news) {
  if (["alert", "presence", "soon"].includes(news.kind)) document.dispatchEvent(new CustomEvent(`live:${news.kind}`, { detail: news }));
  else changed(news);
}

let stream;
let broke = false;
function greeted() {
  if (broke) changed(null); // what happened since it broke is unknown
  broke = false;
}

function listen() {
  stream = new EventSource(document.body.dataset.events);
  stream.addEventListener("open", () => connected(true));
  stream.addEventListener("hello", greeted);
  stream.addEventListener("message", (message) => hear(JSON.parse(message.data)));
  stream.addEventListener("resync", () => changed(null));
  stream.addEventListener("error", () => {
    broke = true;
    connected(false);
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 5000);
  });
}
if (document.body.dataset.events) listen();
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", (event) => { if (event.persisted) { listen(); changed(null); } });
