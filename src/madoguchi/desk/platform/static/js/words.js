// What scripts say comes from the page, in the reader's language: `data-say-…` of words.html.
export function say(name, values = {}) {
  const words = document.getElementById("words")?.dataset[`say${name}`] ?? "";
  return words.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}
