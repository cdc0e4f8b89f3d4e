// What a member typed into their room stays on this device until it was said: for this person alone.
const DAYS = 14;
const all = "madoguchi:room:";
const own = `${all}${document.body.dataset.person}:`;
const store = (() => { try { return localStorage; } catch { return null; } })();
const keys = (begin) => Object.keys(store ?? {}).filter((key) => key.startsWith(begin));
const read = (key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };

// A shared machine: what another person typed is gone before anybody else can come upon it.
for (const key of keys(all)) {
  if (!key.startsWith(own) || !(read(key)?.at > Date.now() - DAYS * 864e5)) store.removeItem(key);
}
document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-signs-out]")) for (const key of keys(all)) store.removeItem(key);
});

const form = document.querySelector(".room-composer");
const field = (name) => form.elements.namedItem(name);
const key = own + (form?.dataset.thread || "new");
const typed = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "page"].includes(name));

function keep() {
  const entries = typed();
  const isEmpty = !entries.some(([name, value]) => ["text", "title", "reason"].includes(name) && value.trim());
  const files = [...field("file").files].map((one) => one.name);
  try {
    if (isEmpty) store.removeItem(key);
    else store.setItem(key, JSON.stringify({ entries, files, draft: field("draft_key").value, at: Date.now() }));
  } catch { /* storage is full or forbidden: the text still stands in the field */ }
}

function restore({ entries, files }) {
  const has = (name, value) => entries.some(([one, other]) => one === name && other === value);
  for (const one of form.elements) {
    if (!one.name || one.type === "file" || one.name === "csrfmiddlewaretoken") continue;
    if (one.type === "checkbox" || one.type === "radio") one.checked = has(one.name, one.value);
    else one.value = entries.find(([name]) => name === one.name)?.[1] ?? one.value;
  }
  const told = form.querySelector("[data-restored]");
  told.hidden = false;
  told.querySelector("[data-files]").hidden = !files?.length;
}

if (form && store) {
  // Said meanwhile, here or in another window: it has done its work.
  for (const one of keys(own)) if (form.dataset.said && read(one)?.draft === form.dataset.said) store.removeItem(one);
  const kept = read(key);
  if (form.querySelector("[role=alert]")) keep();
  else if (kept) restore(kept);
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.querySelector("[data-discard]").addEventListener("click", () => {
    store.removeItem(key);
    location.reload();
  });
}
