// The rulebook's bench: underlines what was found, applies a rewrite, asks again when another reader is chosen.
const field = () => document.querySelector("guarded-text[data-bench]");
const list = () => document.querySelector("#bench-result .findings");

let asked = "";
function adopt(text) {
  if (field()?.adopt && list()) field().adopt(JSON.parse(list().dataset.marks || "[]"), text);
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id === "bench-result") asked = detail.requestConfig.parameters.text ?? "";
});
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id === "bench-result") adopt(asked);
});
document.addEventListener("guarded:ready", ({ target }) => {
  if (target === field()) adopt(target.text);
});
document.addEventListener("change", ({ target }) => {
  if (target.form?.matches(".bench") && target.name !== "text") htmx.trigger(field().field, "guard");
});
document.addEventListener("click", ({ target }) => {
  const finding = target.closest("#bench-result .finding");
  const button = target.closest("[data-fix]");
  if (finding && button) field().rewrite(Number(finding.dataset.n), button.dataset.fix);
});
if (field()?.adopt) adopt(field().text);
document.querySelector(".rule[aria-current]")?.scrollIntoView({ block: "nearest" });
