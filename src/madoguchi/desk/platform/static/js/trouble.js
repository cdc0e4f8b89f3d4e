// When a request fails: what happened, what is kept, and a way to try again.
import { say } from "./words.js";

const shown = new Map();

function words(detail) {
  const kept = detail.requestConfig.verb === "post" ? say("Kept") : "";
  const status = detail.xhr?.status;
  if (!status) return say("Unreachable") + kept;
  if (status === 403) return say("Forbidden") + kept;
  if (status === 404) return say("Missing");
  return say("Failed", { status }) + kept;
}

function toast(text, retry, label = say("Again")) {
  const box = document.createElement("div");
  box.className = "toast";
  box.dataset.tone = "danger";
  box.append(text);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn--s";
  button.textContent = label;
  button.addEventListener("click", () => { box.remove(); retry(); });
  box.append(button);
  document.getElementById("toasts").append(box);
  setTimeout(() => { if (!box.matches(":hover, :focus-within")) box.remove(); }, 12000);
  return box;
}

function again(elt) {
  if (elt.matches("form")) elt.requestSubmit();
  else if (elt.matches("a[href]")) location.assign(elt.href);
  else elt.click();
}

function failed({ detail }) {
  const { elt } = detail;
  if (detail.xhr?.status === 401) return;
  // lists refresh by themselves and the guard asks again with the next key: the bar says enough
  if (elt.matches("[data-live], textarea")) return;
  shown.get(elt)?.remove();
  shown.set(elt, toast(words(detail), () => again(elt)));
}

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, failed);
}

// Signed out meanwhile: the page and what is typed on it stay until the person signs in again.
let isSaid = false;
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status !== 401 || isSaid) return;
  isSaid = true;
  toast(say("SignedOut"), () => location.reload(), say("SignIn"));
});
