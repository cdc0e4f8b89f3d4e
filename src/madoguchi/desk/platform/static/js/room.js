// A member's room: the newest word in sight, and what is said in it sent once.
const thread = document.getElementById("thread");
const end = () => { if (thread && !location.hash) thread.scrollTop = thread.scrollHeight; };
end();

let near = true;
thread?.addEventListener("scroll", () => { near = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 120; });
document.addEventListener("htmx:afterSettle", ({ target }) => { if (target === thread && near) end(); });

const form = document.querySelector(".room-composer");
form?.addEventListener("submit", () => {
  // After the form's data was taken: a disabled button's name would be missing from it.
  setTimeout(() => { for (const one of form.querySelectorAll("button")) one.disabled = true; });
});
form?.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return; // the Enter that chooses the words
  if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
const names = form?.querySelector(".room-attach span");
const before = names?.textContent;
form?.querySelector("input[type=file]")?.addEventListener("change", ({ target }) => {
  names.textContent = [...target.files].map((one) => one.name).join("、") || before;
});
addEventListener("pageshow", () => { for (const one of form?.querySelectorAll("button") ?? []) one.disabled = false; });
