// Picking rows: mark them, count them, and let one box pick all.
function update(table) {
  const picks = [...table.querySelectorAll("[data-pick]")];
  const picked = picks.filter((box) => box.checked);
  for (const box of picks) box.closest("[data-row]")?.classList.toggle("is-picked", box.checked);
  for (const count of document.querySelectorAll("[data-picked-count]")) count.textContent = String(picked.length);
  for (const part of document.querySelectorAll("[data-when-picked]")) part.hidden = !picked.length;
  const all = table.querySelector("[data-pick-all]");
  if (all) {
    all.checked = picked.length > 0 && picked.length === picks.length;
    all.indeterminate = picked.length > 0 && picked.length < picks.length;
  }
}

export function pickRows() {
  document.addEventListener("change", (event) => {
    const table = event.target.closest("[data-rows]");
    if (!table) return;
    if (event.target.matches("[data-pick-all]")) {
      for (const box of table.querySelectorAll("[data-pick]")) box.checked = event.target.checked;
    }
    update(table);
  });
  for (const table of document.querySelectorAll("[data-rows]")) update(table);
}
