// Files beside a reply: chosen, dropped or pasted. Each goes up by itself and shows how far it is.
import { say } from "./words.js";

const place = () => document.querySelector("[data-attach]");
const list = () => document.getElementById("draft-files");
let line = Promise.resolve(); // one after the other
let waiting = 0;

function attach(files) {
  const to = place();
  if (!to || document.getElementById("kind-note").checked) return;
  for (const file of files) {
    if (file.size > Number(to.dataset.largest)) {
      refuse(to.dataset.tooBig.replace("{name}", file.name));
      continue;
    }
    const row = rowOf(file.name);
    waiting += 1;
    line = line.then(() => send(file, to.dataset.attach, row)).finally(() => {
      waiting -= 1;
      row.remove();
    });
  }
}

function rowOf(name) {
  const row = document.createElement("p");
  row.className = "draft-upload meta";
  row.setAttribute("role", "status");
  const words = document.createElement("span");
  words.className = "truncate";
  words.textContent = say("Attaching", { name });
  const bar = document.createElement("progress");
  bar.max = 1;
  row.append(words, bar);
  list().after(row);
  return row;
}

function send(file, url, row) {
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append("file", file, file.name);
  request.open("POST", url);
  request.setRequestHeader("HX-Request", "true");
  request.setRequestHeader("HX-Target", "draft-files");
  request.setRequestHeader("X-CSRFToken", document.querySelector("#reply-form [name=csrfmiddlewaretoken]").value);
  const bar = row.querySelector("progress");
  request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = loaded / total; });
  return new Promise((done) => {
    request.addEventListener("load", () => shown(request, file.name, url));
    request.addEventListener("error", () => refuse(say("NotAttached", { name: file.name })));
    request.addEventListener("loadend", done);
    request.send(body);
  });
}

function shown(request, name, url) {
  if (place()?.dataset.attach !== url) return; // another conversation is open now
  if (request.status === 200 || request.status === 422) {
    list().outerHTML = request.responseText;
    htmx.process(list());
    document.dispatchEvent(new CustomEvent("files:changed"));
  } else refuse(say(request.status === 401 ? "SignedOut" : "NotAttached", { name }));
}

function refuse(words) {
  const told = document.createElement("p");
  told.className = "composer__refusal callout";
  told.dataset.tone = "danger";
  told.setAttribute("role", "alert");
  told.textContent = words;
  list()?.prepend(told);
}

document.addEventListener("change", ({ target }) => {
  if (target.id !== "attach") return;
  attach([...target.files]);
  target.value = ""; // it went up: the form sends it no second time
});

// A reply never leaves without the files that are still on their way up.
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt } = event.detail;
  if (!waiting || !(elt.id === "reply-form" || elt.closest("#send, #send-later, .composer__again"))) return;
  event.preventDefault();
  refuse(say("StillAttaching"));
});

// A file dropped beside the composer must not replace the page and what was typed in it.
const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const composer = event.target.closest?.("#composer");
    document.getElementById("composer")?.toggleAttribute("data-dropping", Boolean(composer) && name === "dragover");
    if (composer && name === "drop") attach([...event.dataTransfer.files]);
  });
}
document.addEventListener("dragleave", ({ relatedTarget }) => {
  if (!relatedTarget) document.getElementById("composer")?.removeAttribute("data-dropping");
});

// A picture from the clipboard; what has words too (a table) is pasted as words.
document.addEventListener("paste", (event) => {
  const { files, types } = event.clipboardData;
  if (event.target.id !== "body" || !files.length || types.includes("text/plain")) return;
  event.preventDefault();
  attach([...files]);
});
