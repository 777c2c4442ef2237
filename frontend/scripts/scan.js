// A card reader types like a keyboard and ends with Enter; tick "all present" ticks its group.
export function helpTheCounter() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tick-all]");
    if (!button) return;
    const group = document.getElementById(button.dataset.tickAll);
    for (const box of group?.querySelectorAll("input[type=radio][data-present], input[type=checkbox]") ?? []) {
      box.checked = true;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  document.querySelector("[data-scan]")?.focus();
}
