// An alert was raised for this person: ask for what is new, show it, and by choice the browser's notice, too.
const shown = new Set();

async function ask() {
  const answer = await fetch(document.body.dataset.alerts, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return;
  const part = document.createElement("template");
  part.innerHTML = await answer.text();
  for (const toast of part.content.querySelectorAll("[data-alert]")) {
    if (shown.has(toast.dataset.alert)) continue;
    shown.add(toast.dataset.alert);
    document.getElementById("toasts").append(toast);
    notify(toast.dataset);
  }
}

function notify({ alert, browserTitle, browserText, browserLink }) {
  if (!browserTitle || !("Notification" in window) || Notification.permission !== "granted") return;
  const notice = new Notification(browserTitle, { body: browserText, tag: `madoguchi-${alert}` });
  notice.addEventListener("click", () => { focus(); location.assign(browserLink); });
}

document.addEventListener("live:alert", () => { ask().catch(() => {}); });
