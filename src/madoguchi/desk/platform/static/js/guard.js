// The guard's findings: apply a rewrite, apply all. What is left as it is (このまま) the server keeps.
import { say } from "./words.js";

const panel = () => document.getElementById("guard");
const field = () => document.querySelector("#reply-form guarded-text");
const findings = () => [...panel().querySelectorAll(".finding:not([hidden])")];

function marksOf(list) { return JSON.parse(list?.dataset.marks || "[]"); }

// After each answer: underline what was found, count anew.
function adopt(text) {
  const list = panel()?.querySelector(".findings");
  if (!list || !field()) return;
  field().adopt(marksOf(list), text);
  count();
}

function count() {
  const shown = findings();
  for (const badge of panel().querySelectorAll(".guard__head [data-severity]")) {
    const number = shown.filter((one) => one.dataset.severity === badge.dataset.severity).length;
    badge.hidden = number === 0;
    badge.querySelector("b").textContent = number;
  }
  const all = panel().querySelector("[data-fix-all]");
  const fixes = shown.filter((one) => one.querySelector("[data-fix]")).length;
  if (all) {
    all.hidden = fixes < 2;
    all.firstChild.textContent = `${say("FixAll", { n: fixes })} `;
  }
  const head = panel().querySelector(".guard__head:has([data-severity])");
  if (head) head.hidden = shown.length === 0;
}

function fix(finding) {
  const button = finding?.querySelector("[data-fix]");
  if (!button) return;
  if (!field().rewrite(Number(finding.dataset.n), button.dataset.fix)) return; // its words have changed
  finding.hidden = true;
  note(finding.dataset.rule);
  count();
}

// The sum of rewrites by rule that this page has taken goes along with the text: the server keeps it.
function note(rule) {
  const told = document.getElementById("rewritten");
  const sums = told.value ? JSON.parse(told.value) : {};
  told.value = JSON.stringify({ ...sums, [rule]: (sums[rule] ?? 0) + 1 });
}

// From the end to the beginning, so that one rewrite does not move the next.
function fixAll() { for (const finding of findings().reverse()) fix(finding); }

// At once; the server's answer to the button says the same, and keeps it with the draft.
function leave(finding) {
  finding.hidden = true;
  const n = Number(finding.dataset.n);
  field().marks = field().marks.filter((mark) => mark.n !== n);
  field().paint();
  count();
  field().field.focus({ preventScroll: true });
}

document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-fix-all]")) return fixAll();
  const finding = target.closest("#guard .finding");
  if (finding && target.closest("[data-fix]")) fix(finding);
  else if (finding && target.closest("[data-keep]")) leave(finding);
});

// From the keyboard (keys.js): a finding's number, or all of them.
document.addEventListener("guard:fix", ({ detail }) => {
  if (!panel()) return;
  if (detail === "all") fixAll();
  else fix(findings().find((one) => one.dataset.n === detail));
});

// Newest answer wins; none while a reason is being written, and no send button jumps for nothing.
let asked = "";
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, requestConfig } = event.detail;
  if (target.id !== "guard") return;
  asked = requestConfig.parameters.body ?? "";
  if (document.querySelector("#send dialog[open]")) event.detail.shouldSwap = false;
});
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  if (target.id !== "send") return;
  const fresh = fragment.querySelector?.("#send") ?? fragment.firstElementChild;
  if (fresh?.textContent === target.textContent) event.detail.shouldSwap = false;
});
document.addEventListener("htmx:afterSettle", ({ target }) => { if (target.id === "guard") adopt(asked); });
document.addEventListener("close", ({ target }) => {
  if (["reason", "urgent"].includes(target.id) && field()) htmx.trigger(field().field, "guard");
}, true);
document.addEventListener("guarded:ready", ({ target }) => { if (target === field()) adopt(target.text); });
if (field()?.adopt) adopt(field().text);

// A file came or went: what the text says of it may be true now.
document.addEventListener("files:changed", () => { if (field()?.text) htmx.trigger(field().field, "guard"); });
document.addEventListener("htmx:afterSettle", ({ detail: { target } }) => {
  if (target?.id === "draft-files") document.dispatchEvent(new CustomEvent("files:changed"));
});
// A finding whose words were changed pales until the guard has read the new ones: its rewrite has no place to go.
function pale() {
  const placed = new Set(marksOf(panel()?.querySelector(".findings")).map((mark) => mark.n));
  const left = new Set(field().marks.map((mark) => mark.n));
  for (const one of findings()) {
    const n = Number(one.dataset.n);
    one.toggleAttribute("data-changed", placed.has(n) && !left.has(n));
  }
}
document.addEventListener("input", ({ target }) => {
  if (target.id !== "body") return;
  if (!target.value) document.getElementById("rewritten").value = ""; // the next text begins anew
  if (field()?.marks && panel()) pale();
});

// A promise that was struck or mended stands so at once, and so does where the ball will lie.
document.addEventListener("change", ({ target }) => {
  if (target.matches("#guard [name=promise_struck]")) htmx.trigger(field().field, "guard");
});
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const fields = target.closest("#guard .promised__fields");
  if (fields && !fields.contains(relatedTarget)) htmx.trigger(field().field, "guard");
});
