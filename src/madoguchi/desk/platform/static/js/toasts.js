// Toasts that the server sent go by themselves; one that is pointed at or focused stays meanwhile.
const leave = (toast) => {
  if (toast.matches(":hover, :focus-within, :has(.htmx-request)")) setTimeout(() => leave(toast), 1000);
  else toast.remove();
};

function watch(node) {
  if (!(node instanceof HTMLElement) || !node.matches(".toast[data-seconds]")) return;
  setTimeout(() => leave(node), Number(node.dataset.seconds) * 1000);
  // a second undo of the same thing is nothing: it goes as soon as it was answered
  node.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.successful) node.remove(); });
}

const toasts = document.getElementById("toasts");
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) watch(node);
}).observe(toasts, { childList: true });
for (const toast of [...toasts.children]) watch(toast);
