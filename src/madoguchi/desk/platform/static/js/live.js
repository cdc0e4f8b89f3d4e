// Live regions: one stream of events, each region asked for anew when it is safe to swap it.
const stale = new Map(); // region → when it became stale
let pointer = null; // the element under the pointer
let pressed = false;
let moved = 0; // when the pointer last moved or the wheel turned

const regions = (name) => document.querySelectorAll(name ? `[data-live="${name}"]` : "[data-live]");
const open = () => document.querySelector("[data-conversation]")?.dataset.conversation;

function isBusy(region, since) {
  if (region.contains(document.activeElement) && document.activeElement !== region) {
    if (document.activeElement.matches("input, textarea, select")) return true;
    if (Date.now() - since < 5000) return true;
  }
  if (region.querySelector(":popover-open, dialog[open]")) return true;
  if (!pointer || !region.contains(pointer)) return false;
  return pressed || (region.id === "list" && Date.now() - moved < 5000 && Date.now() - since < 5000);
}

function refresh() {
  for (const [region, since] of stale) {
    if (!region.isConnected) stale.delete(region);
    else if (!document.hidden && !isBusy(region, since)) {
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

// The list is asked for where the reader is now, and every region keeps its place and its focus.
const places = new WeakMap();
document.addEventListener("htmx:configRequest", (event) => {
  const { elt } = event.detail;
  if (!elt.matches("[data-live]")) return;
  if (elt.id === "list" || (elt.id === "queues" && document.getElementById("list"))) {
    event.detail.path = location.pathname + location.search;
  }
});
document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  if (!target.matches("[data-live]")) {
    // what is replaced as a whole needs no answer for its parts any more
    for (const part of target.querySelectorAll("[data-live]")) htmx.trigger(part, "htmx:abort");
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
    bar.textContent = "接続が切れています。再接続しています…";
    document.body.append(bar);
  }, 5000);
}

let stream;
let isFirst = true;
function greeted() {
  if (!isFirst) changed(null); // what happened since the last stream broke off is unknown
  isFirst = false;
}

function listen() {
  stream = new EventSource(document.body.dataset.events);
  stream.addEventListener("open", () => connected(true));
  stream.addEventListener("hello", greeted);
  stream.addEventListener("message", (message) => changed(JSON.parse(message.data)));
  stream.addEventListener("resync", () => changed(null));
  stream.addEventListener("error", () => {
    connected(false);
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 5000);
  });
}
if (document.body.dataset.events) listen();
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", (event) => { if (event.persisted) { listen(); changed(null); } });
