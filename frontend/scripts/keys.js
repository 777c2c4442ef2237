// The work list from the keyboard: j k move, Enter opens, x picks, / searches.
function rows() {
  return [...document.querySelectorAll("[data-rows] [data-row]")];
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.classList.contains("is-current"));
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
  for (const row of all) row.classList.toggle("is-current", row === next);
  next.scrollIntoView({ block: "nearest" });
  const link = next.querySelector("[data-open]");
  if (link) link.focus({ preventScroll: true });
}

function current() {
  return document.querySelector("[data-rows] .is-current");
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  x: () => current()?.querySelector("[data-pick]")?.click(),
  Enter: () => current()?.querySelector("[data-open]")?.click(),
  "/": () => document.querySelector("[data-search]")?.focus(),
};

export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
