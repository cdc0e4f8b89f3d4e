// The board asks for itself every five seconds while somebody can see it; live.js keeps it still while
// a menu is open in it.
const EVERY = 5000; // ms

function ask() {
  const board = document.getElementById("board");
  if (!board || document.hidden || board.querySelector(":popover-open")) return;
  htmx.trigger(board, "live");
}

setInterval(ask, EVERY);
document.addEventListener("visibilitychange", ask);
