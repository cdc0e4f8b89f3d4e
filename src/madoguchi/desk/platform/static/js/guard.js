// The guard's findings: apply a rewrite, apply all, leave one as it is for this message.
import { say } from "./words.js";

const kept = new Map(); // conversation → what its writer leaves as it is: "rule\nwords"

const panel = () => document.getElementById("guard");
const field = () => document.querySelector("#reply-form guarded-text");
const leftAlone = () => {
  const id = document.getElementById("composer")?.dataset.conversation;
  if (!kept.has(id)) kept.set(id, new Set());
  return kept.get(id);
};
const findings = () => [...panel().querySelectorAll(".finding:not([hidden])")];

function marksOf(list) { return JSON.parse(list?.dataset.marks || "[]"); }

function name(finding, marks, text) {
  const mark = marks.find((one) => one.n === Number(finding.dataset.n));
  return `${finding.dataset.rule}\n${mark ? text.slice(mark.start, mark.end) : ""}`;
}

// After each answer: hide what is left alone, underline the rest, count anew.
function adopt(text) {
  const list = panel()?.querySelector(".findings");
  if (!list || !field()) return;
  const marks = marksOf(list);
  for (const finding of list.children) {
    finding.dataset.name = name(finding, marks, text);
    finding.hidden = finding.matches(":has([data-keep])") && leftAlone().has(finding.dataset.name);
  }
  const shown = new Set(findings().map((one) => Number(one.dataset.n)));
  field().adopt(marks.filter((mark) => shown.has(mark.n)), text);
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
  count();
}

// From the end to the beginning, so that one rewrite does not move the next.
function fixAll() { for (const finding of findings().reverse()) fix(finding); }

function leave(finding) {
  leftAlone().add(finding.dataset.name);
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
  if (target.id === "reason" && field()) htmx.trigger(field().field, "guard");
}, true);
document.addEventListener("guarded:ready", ({ target }) => { if (target === field()) adopt(target.text); });
if (field()?.adopt) adopt(field().text);
