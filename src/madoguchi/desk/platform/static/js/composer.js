// The field that is checked while typing: grows with its text, underlines what the guard found.
const PAUSE = 300; // ms after the last key
const LONGEST = 5000; // ms of typing without a pause, after which it is kept all the same

// Marks after an edit: those before it stay, those behind it move, those it touched are dropped.
function shifted(marks, before, after) {
  let head = 0;
  const most = Math.min(before.length, after.length);
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const moved = after.length - before.length;
  return marks.flatMap((mark) => {
    if (mark.end <= head) return [mark];
    if (mark.start < before.length - tail) return [];
    return [{ ...mark, start: mark.start + moved, end: mark.end + moved }];
  });
}

class GuardedText extends HTMLElement {
  marks = [];
  #text = "";
  #isComposing = false;
  #timer;
  #since = 0; // since when something stands here that was not asked about

  connectedCallback() {
    this.field = this.querySelector("textarea");
    this.mirror = this.querySelector(".guarded__mirror");
    this.#text = this.field.value;
    this.field.addEventListener("input", () => this.#edited());
    this.field.addEventListener("compositionstart", () => { this.#isComposing = true; });
    this.field.addEventListener("compositionend", () => {
      this.#isComposing = false;
      this.#edited();
    });
    this.paint();
    this.dispatchEvent(new CustomEvent("guarded:ready", { bubbles: true }));
  }

  disconnectedCallback() { clearTimeout(this.#timer); }

  get text() { return this.#text; }

  // What the guard found in `text`, which may be older than what stands here now.
  adopt(marks, text) {
    this.marks = shifted(marks, text, this.#text);
    this.paint();
  }

  // Put the guard's words into place: can be undone, and the caret stays where it was.
  rewrite(n, words) {
    const mark = this.marks.find((one) => one.n === n);
    if (!mark) return false;
    const { selectionStart, selectionEnd } = this.field;
    const delta = words.length - (mark.end - mark.start);
    const kept = (at) => (at <= mark.start ? at : at >= mark.end ? at + delta : mark.start + words.length);
    this.field.focus({ preventScroll: true });
    this.field.setSelectionRange(mark.start, mark.end);
    const isDone = words
      ? document.execCommand("insertText", false, words)
      : document.execCommand("delete");
    if (!isDone) {
      this.field.setRangeText(words);
      this.#edited();
    }
    this.field.setSelectionRange(kept(selectionStart), kept(selectionEnd));
    return true;
  }

  #edited() {
    const text = this.field.value;
    this.marks = shifted(this.marks, this.#text, text);
    this.#text = text;
    this.paint();
    clearTimeout(this.#timer);
    if (this.#isComposing || !this.field.hasAttribute("hx-post")) return;
    this.#since ||= Date.now();
    const isLong = Date.now() - this.#since > LONGEST;
    this.#timer = setTimeout(() => this.#ask(), isLong ? 0 : PAUSE);
  }

  #ask() {
    this.#since = 0;
    htmx.trigger(this.field, "guard");
  }

  paint() {
    const parts = [];
    let end = 0;
    for (const mark of [...this.marks].sort((a, b) => a.start - b.start)) {
      if (mark.start < end) continue;
      const element = document.createElement("mark");
      element.className = "mark";
      element.dataset.sev = mark.sev;
      element.dataset.n = mark.n;
      element.textContent = this.#text.slice(mark.start, mark.end);
      parts.push(this.#text.slice(end, mark.start), element);
      end = mark.end;
    }
    // a last line break needs something after it to take up a line
    this.mirror.replaceChildren(...parts, `${this.#text.slice(end)}\u200b`);
  }
}

customElements.define("guarded-text", GuardedText);
