// Who is there: this browser says so every 20 seconds and at the first key, and that it left.
const BEAT = 20000; // ms
const WRITES = 8000; // ms after the last key somebody still writes

let at = null; // the conversation that the others think we look at: its address
let wrote = 0;
let said = ""; // what we said last: viewing or writing
let timer;
let expiry;

const place = () => document.getElementById("presence");
const state = () => (Date.now() - wrote < WRITES ? "writing" : "viewing");

function form(words) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
  data.set("state", words);
  return data;
}

function leave() {
  clearTimeout(timer);
  clearTimeout(expiry);
  if (at) navigator.sendBeacon(at, form("left"));
  at = null;
  said = "";
}

// Somebody who fell silent goes when their time is over, not when we next ask.
function show(html, url) {
  if (place()?.dataset.url !== url) return;
  if (place().innerHTML !== html) place().innerHTML = html;
  clearTimeout(expiry);
  const left = [...place().children].map((one) => Number(one.dataset.seconds));
  const first = Math.min(...left) * 1000 + 500;
  if (first < BEAT) expiry = setTimeout(beat, first);
}

async function beat() {
  clearTimeout(timer);
  const url = place()?.dataset.url;
  if (at && at !== url) leave();
  if (!url || document.hidden) return;
  at = url;
  said = state();
  timer = setTimeout(beat, said === "writing" ? WRITES : BEAT);
  try {
    const answer = await fetch(url, { method: "POST", body: form(said), headers: { "HX-Request": "true" } });
    if (answer.ok) show((await answer.text()).trim(), url);
  } catch { /* the stream's bar says that the line is broken */ }
}

document.addEventListener("input", ({ target }) => {
  if (!target.closest("#composer textarea")) return;
  wrote = Date.now();
  if (said !== "writing") beat();
});
document.addEventListener("live:presence", ({ detail }) => {
  if (at?.includes(`/${detail.conversation}/`)) beat();
});
// A line of the list shows who else is there: only its mark is drawn anew.
const me = Number(document.body.dataset.person);

function mark(line, present) {
  const [first] = present.filter(([pk]) => pk !== me);
  const tail = line.querySelector(".conv__tail");
  tail.querySelector("[data-present]")?.remove();
  if (!first) return;
  const [, name, isWriting] = first;
  const drawn = document.getElementById(isWriting ? "line-writing" : "line-viewing").content.cloneNode(true).firstElementChild;
  for (const one of [drawn, drawn.querySelector(".vh")]) {
    if (one.title) one.title = one.title.replace("{name}", name);
    else one.textContent = one.textContent.replace("{name}", name);
  }
  const trouble = tail.querySelector("[data-trouble]");
  if (trouble) trouble.after(drawn);
  else tail.prepend(drawn);
}

document.addEventListener("live:soon", ({ detail }) => {
  for (const [pk, { present }] of Object.entries(detail.conversations)) {
    const line = document.getElementById(`row-${pk}`);
    if (line && present) mark(line, present);
  }
});
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id === "conversation" || place()?.dataset.url !== at) beat();
});
document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); else beat(); });
addEventListener("pagehide", leave);
addEventListener("pageshow", (event) => { if (event.persisted) beat(); });
beat();
