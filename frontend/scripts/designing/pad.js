// The buttons beside what is chosen.
import { ICONS } from "./icons";
import { pressed } from "./palette";
import { CHOICE, END, PARALLEL, STEP, isFlow, leaving } from "./shapes";

const NODES = [STEP, CHOICE, PARALLEL, "bpmn:StartEvent"];

export class OurPad {
  constructor(contextPad, connect, create, modeling, shapes, words, eventBus) {
    Object.assign(this, { connect, create, modeling, shapes, words });
    eventBus.on("contextPad.create", ({ pad }) => pad.addEventListener("keydown", pressed));
    contextPad.registerProvider(this);
  }

  getContextPadEntries(element) {
    const entries = {};
    const kind = element.labelTarget || element;
    if (NODES.includes(kind.type)) {
      for (const [name, type] of Object.entries({ step: STEP, choice: CHOICE, parallel: PARALLEL, end: END })) {
        if (type !== END || !leaving(kind).length) entries[`add-${name}`] = this.adds(kind, name, type);
      }
      entries.connect = this.does("arrow", this.words.connect, (event) => this.connect.start(event, kind), true);
    }
    if (isFlow(kind) || (NODES.includes(kind.type) && kind.type !== "bpmn:StartEvent") || kind.type === END) {
      entries.drop = this.does("bin", this.words.drop, () => this.modeling.removeElements([kind]));
    }
    if (!Object.keys(entries).length) entries.drop = this.does("bin", this.words.drop, () => this.modeling.removeElements([kind]));
    return entries;
  }

  adds(element, name, type) {
    const entry = this.does(name, this.words[`add_${name}`], () => this.shapes.putAfter(element, this.shapes.make(type)));
    // A step that already leads on gets no second arrow: what is dragged is dropped on an arrow.
    const source = element.type !== STEP || !leaving(element).length ? element : undefined;
    entry.action.dragstart = (event) => this.create.start(event, this.shapes.make(type), { source });
    return entry;
  }

  does(icon, title, click, drags = false) {
    return {
      group: "acts",
      title,
      html: `<div class="entry" draggable="true" tabindex="0" role="button" aria-label="${title}">${ICONS[icon]}</div>`,
      action: drags ? { click, dragstart: click } : { click },
    };
  }
}

OurPad.$inject = ["contextPad", "connect", "create", "modeling", "shapes", "words", "eventBus"];
