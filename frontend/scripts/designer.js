// The page of a process as a drawing: an editor on a wide screen, the drawing to look at on a narrow one. The editor
// is a piece of its own and comes only where it is used.
const page = document.querySelector("[data-designer]");
const wide = matchMedia("(min-width: 64rem)").matches;

const look = () => import("./drawing.js");

if (page && wide) {
  import("./designing/editor.js")
    .then((editor) => editor.open(page))
    .catch((wrong) => {
      console.error(wrong);
      page.hidden = true;
      look();
    });
} else {
  look();
}
