// A drawing on paper, which cannot be dragged: the whole of it, in strips one below the other, cut where no step stands.
import { getBBox } from "diagram-js/lib/util/Elements";

const EDGE = 30;
const STRIP = 900; // of a printed page's width

export const printable = (viewer, box) => window.addEventListener("beforeprint", () => put(viewer, box));

function put(viewer, box) {
  const shapes = viewer.get("elementRegistry").filter((one) => one.parent);
  const inner = getBBox(shapes); // told by the shapes: the browser measures nothing that is hidden
  const drawn = box.querySelector("svg");
  const strips = begins(inner, shapes).map((x, at, all) => {
    const width = (all[at + 1] ?? x + STRIP) - x;
    const strip = drawn.cloneNode(true);
    strip.querySelector(".viewport").removeAttribute("transform");
    strip.setAttribute("viewBox", [x, inner.y - EDGE, width, inner.height + 2 * EDGE].join(" "));
    strip.style.width = `${(100 * width) / STRIP}%`;
    return strip;
  });
  const page = box.querySelector(".drawing__strips") || box.appendChild(document.createElement("div"));
  page.className = "drawing__strips";
  page.replaceChildren(...strips);
}

/** Where each strip begins: in the middle of the gap behind the last step that fits. */
function begins(inner, shapes) {
  const things = shapes.filter((one) => !one.waypoints && !one.children.length);
  const free = (x) => !things.some((one) => one.x < x && x < one.x + one.width);
  const gaps = things.map((one) => one.x + one.width + EDGE / 2).filter(free);
  const found = [inner.x - EDGE];
  for (let last = found[0]; last + STRIP < inner.x + inner.width; last = found.at(-1)) {
    const next = Math.max(...gaps.filter((x) => last < x && x <= last + STRIP));
    found.push(Number.isFinite(next) ? next : last + STRIP);
  }
  return found;
}
