// Light, dark or the device's own scheme: set before the first paint, kept on this device.
(() => {
  const key = "madoguchi:theme";
  const chosen = () => {
    try { return localStorage.getItem(key) || "auto"; } catch { return "auto"; }
  };
  const apply = (theme) => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  };
  apply(chosen());

  document.addEventListener("DOMContentLoaded", () => {
    const radio = document.getElementById(`theme-${chosen()}`);
    if (radio) radio.checked = true;
  });
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "theme") return;
    try { localStorage.setItem(key, target.value); } catch { /* private mode: for this page only */ }
    apply(target.value);
  });
  addEventListener("storage", (event) => { if (event.key === key) apply(chosen()); });
  document.documentElement.classList.add("has-script");
})();
