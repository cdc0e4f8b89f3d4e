// The browser is asked for its permission when the person asks for its notices, not before.
const box = document.querySelector("[data-asks-browser]");
const refusal = document.querySelector("[data-browser-refuses]");

const show = () => { refusal.hidden = !box.checked || ("Notification" in window && Notification.permission !== "denied"); };
box.addEventListener("change", async () => {
  if (box.checked && "Notification" in window) await Notification.requestPermission();
  show();
});
show();
