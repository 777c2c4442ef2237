// The page of a process as a drawing: an editor on a wide screen, the drawing to look at on a narrow one. The editor
// is a piece of its own and comes only where it is used.
const page = document.querySelector("[data-designer]");
const wide = matchMedia("(min-width: 64rem)");
let opened = false;

const look = () => import("./drawing.js");

async function edit() {
  if (opened) return;
  opened = true;
  try {
    await (await import("./designing/editor.js")).open(page);
  } catch (wrong) {
    console.error(wrong);
    document.querySelectorAll(".only-narrow").forEach((one) => one.classList.remove("only-narrow"));
    page.hidden = true;
    look();
  }
}

const choose = () => (wide.matches ? edit() : look());
wide.addEventListener("change", choose);
choose();
