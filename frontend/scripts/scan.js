// The counter from the keyboard: a card reader types and ends with Enter; Enter goes to the next box, as
// on a till; "all present" ticks what nobody has ticked yet. Without this script the same buttons post the page.
const BOX = "input:not([type=hidden]):not([type=submit]):not([type=file]), select, textarea";

function tickAll(button) {
  const group = document.getElementById(button.dataset.tickAll);
  for (const box of group?.querySelectorAll("input[data-present]") ?? []) {
    if (group.querySelector(`[name="${CSS.escape(box.name)}"]:checked`)) continue;
    box.checked = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function moveOn(event) {
  if (event.key !== "Enter" || event.isComposing) return;
  const form = event.target.form;
  if (!form?.matches("[data-enter-moves]") || event.target.matches("textarea, button")) return;
  if (event.ctrlKey) {
    event.preventDefault();
    form.querySelector("[data-main-act]")?.click();
    return;
  }
  if (event.target.matches("[data-scan]") && event.target.value.trim()) return; // the reader's own Enter
  event.preventDefault();
  const boxes = [...form.querySelectorAll(BOX)].filter((box) => box.offsetParent && !isLesserRadio(box));
  const here = boxes.findIndex((box) => box === event.target || (box.type === "radio" && box.name === event.target.name));
  (boxes[here + 1] ?? form.querySelector("[data-main-act]"))?.focus();
}

// Of a group of radio buttons one stop is enough: the chosen one, else the first.
function isLesserRadio(box) {
  if (box.type !== "radio") return false;
  const group = [...box.form.querySelectorAll(`[name="${CSS.escape(box.name)}"]`)];
  return box !== (group.find((one) => one.checked) ?? group[0]);
}

// The browser's own words for a chosen file are in the browser's language; these are ours.
function nameFiles(event) {
  const words = event.target.closest(".file-choice")?.querySelector("[data-words]");
  if (!words || event.target.type !== "file") return;
  if ("whole" in event.target.dataset && event.target.files.length) return; // named when it has been read
  words.textContent = [...event.target.files].map((file) => file.name).join(", ") || words.dataset.empty;
}

export function helpTheCounter() {
  document.addEventListener("change", nameFiles);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tick-all]");
    if (!button) return;
    event.preventDefault();
    tickAll(button);
  });
  document.addEventListener("keydown", moveOn);
  document.querySelector("[data-scan]:not([data-calm])")?.focus();
}
