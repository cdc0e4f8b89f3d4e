// A field over a list of options: typing narrows it, arrows move, Enter chooses. The caret stays in
// the field (ARIA's combobox). An input method at work keeps its keys.
const fold = (text) => text.normalize("NFKC").toLowerCase()
  .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

// Opens the dialog with the caret in its field; closed, the caret is back where it was before.
export function showOver(dialog, field) {
  const before = document.activeElement;
  const { selectionStart, selectionEnd } = before;
  const isText = before.matches("textarea");
  field.value = "";
  dialog.showModal();
  field.focus();
  dialog.addEventListener("close", () => {
    if (!before.isConnected) return;
    before.focus({ preventScroll: true });
    if (isText) before.setSelectionRange(selectionStart, selectionEnd); // the browser forgets it
  }, { once: true });
}

export class Chooser {
  constructor(field, list, choose) {
    this.field = field;
    this.list = list;
    this.choose = choose;
    field.addEventListener("input", () => this.narrow());
    field.addEventListener("keydown", (event) => this.#key(event));
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option && !option.ariaDisabled) choose(option);
    });
    list.addEventListener("pointermove", (event) => {
      const option = event.target.closest("[role=option]");
      if (option && option !== this.current) this.point(option);
    });
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]:not([hidden], [aria-disabled])")];
  }

  get current() { return this.list.querySelector("[role=option][aria-selected=true]"); }

  // Options without words of their own come from a search: the server has chosen them.
  narrow() {
    const words = fold(this.field.value).split(/\s+/).filter(Boolean);
    for (const option of this.list.querySelectorAll("[role=option][data-words]")) {
      const text = fold(option.dataset.words);
      option.hidden = !words.every((word) => text.includes(word));
    }
    this.point(undefined);
    this.settle();
  }

  // The first option stands ready, or the one that stood there before. A list without any says so:
  // also when only the way on (data-onward) is left, but not while somebody still looks (aria-busy).
  settle() {
    const { options, current } = this;
    this.point(options.includes(current) ? current : options[0]);
    const none = this.list.parentElement.querySelector(".palette__none");
    if (!none) return;
    const found = options.some((one) => !("onward" in one.dataset)) || this.list.querySelector("[aria-disabled]");
    none.hidden = Boolean(found) || this.list.ariaBusy === "true";
  }

  point(option) {
    this.current?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const { options, current } = this;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      this.point(options[(options.indexOf(current) + step + options.length) % options.length]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const chosen = options.includes(current) ? current : options[0];
      if (chosen) this.choose(chosen);
    }
  }
}
