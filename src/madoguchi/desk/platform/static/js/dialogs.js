// Dialogs: command/commandfor for browsers without it, and a modal for one the server sent open.
const native = "commandForElement" in HTMLButtonElement.prototype;

if (!native) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[commandfor]");
    const dialog = button && document.getElementById(button.getAttribute("commandfor"));
    if (!dialog) return;
    if (button.getAttribute("command") === "close") dialog.close();
    else if (!dialog.open) dialog.showModal();
  });
}

// A refusal arrives with its dialog open, so that it works without script; with it, it is modal.
const lift = () => {
  for (const dialog of document.querySelectorAll("dialog[open]:not(:modal)")) {
    dialog.close();
    dialog.showModal();
  }
};

// A press beside the dialog closes it; a menu closes when one of its items was chosen.
document.addEventListener("pointerdown", (event) => {
  if (event.target.matches("dialog:modal")) event.target.close();
});
document.addEventListener("click", (event) => {
  const menu = event.target.closest("button[commandfor], .pop__item")?.closest("[popover].pop");
  if (menu && !event.target.closest("[popovertarget]")) setTimeout(() => menu.hidePopover?.());
});

document.addEventListener("htmx:afterSettle", lift);
lift();
