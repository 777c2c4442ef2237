// A BPMN diagram to look at: fetched from where the page says, fitted to its box, the open steps marked.
// The mark of bpmn.io in its corner stays: the licence asks for it.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

import { printable } from "./designing/strips";

const STEPS = ["bpmn:UserTask"];

const EDGE = 30;
const SMALLEST = 0.8; // below this names cannot be read: then the drawing begins at its left and is dragged

async function show(box) {
  const answer = await fetch(box.dataset.drawing, { headers: { Accept: "application/xml" } });
  if (!answer.ok) return;
  const source = await answer.text();
  box.hidden = false;
  const viewer = new NavigatedViewer({
    container: box,
    zoomScroll: { enabled: false }, // the wheel scrolls the page
    textRenderer: { defaultStyle: { fontFamily: getComputedStyle(box).fontFamily, fontSize: 13 } },
  });
  await viewer.importXML(source);
  fit(viewer.get("canvas"), box);
  mark(viewer, (box.dataset.current || "").split(" "));
  printable(viewer, box);
}

function fit(canvas, box) {
  const { inner } = canvas.viewbox();
  const [width, height] = [inner.width + 2 * EDGE, inner.height + 2 * EDGE];
  const whole = Math.min(1, box.clientWidth / width);
  const scale = whole < SMALLEST ? SMALLEST : whole;
  box.style.height = `${Math.round(Math.max(height * scale, 200))}px`;
  canvas.resized();
  const view = { width: box.clientWidth / scale, height: box.clientHeight / scale };
  canvas.viewbox({ x: inner.x - EDGE, y: inner.y - EDGE - (view.height - height) / 2, ...view });
}

function mark(viewer, open) {
  for (const element of viewer.get("elementRegistry").filter((one) => STEPS.includes(one.type))) {
    if (open.includes(element.id)) viewer.get("canvas").addMarker(element.id, "is-open");
  }
}

// Without a drawing the list of steps below says the same.
for (const box of document.querySelectorAll("[data-drawing]")) show(box).catch(() => box.remove());
