// How long textlint takes for each text: a JSON list of texts on standard input, one of milliseconds out.
// The first texts only warm it up, as the guard is warmed up: `node time.mjs WARM-UP < texts.json`.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createLinter, loadTextlintrc } from "textlint";

const configFilePath = fileURLToPath(new URL(".textlintrc.json", import.meta.url));
const linter = createLinter({ descriptor: await loadTextlintrc({ configFilePath }) });
const texts = JSON.parse(readFileSync(0, "utf8"));
const took = [];
for (const text of texts) {
  const begun = performance.now();
  await linter.lintText(text, "draft.txt");
  took.push(performance.now() - begun);
}
process.stdout.write(JSON.stringify(took.slice(Number(process.argv[2]))));
