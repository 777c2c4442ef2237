// What may be drawn: nothing that the engine does not run.
import { ICONS } from "./icons";
import { CHOICE, END, PARALLEL, STEP } from "./shapes";

const THINGS = [
  ["step", STEP, "normal"],
  ["wait", STEP, "consult"],
  ["choice", CHOICE],
  ["parallel", PARALLEL],
  ["end", END],
];

export class OurPalette {
  constructor(palette, create, shapes, paletteHome, selection, words, eventBus) {
    Object.assign(this, { create, shapes, selection, words });
    eventBus.on("palette.create", ({ container }) => {
      paletteHome.append(container);
      container.setAttribute("role", "toolbar");
      container.setAttribute("aria-label", words.palette);
      container.addEventListener("keydown", pressed);
    });
    palette.registerProvider(this);
  }

  getPaletteEntries() {
    return Object.fromEntries(THINGS.map(([name, type, kind]) => [name, this.entry(name, type, kind)]));
  }

  entry(name, type, kind) {
    const title = this.words[name];
    const drag = (event) => this.create.start(event, this.shapes.make(type, kind));
    // With the mouse it hangs on the pointer; from the keyboard it goes behind what is chosen.
    const click = (event) => (event.detail ? drag(event) : this.place(type, kind));
    return {
      group: "things",
      title,
      html: `<div class="entry" draggable="true" tabindex="0">${ICONS[name]}<span>${title}</span></div>`,
      action: { dragstart: drag, click },
    };
  }

  place(type, kind) {
    const [chosen] = this.selection.get();
    if (chosen && !chosen.waypoints && chosen.type !== END) this.shapes.putAfter(chosen, this.shapes.make(type, kind));
  }
}

/** Entries are buttons by their role only. */
export function pressed(event) {
  if (event.target.matches(".entry") && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    event.target.click();
  }
}

OurPalette.$inject = ["palette", "create", "shapes", "paletteHome", "selection", "words", "eventBus"];
