// New things of a drawing, with ids that the engine takes, and where they go.
const COLUMN = 165;
const SIZE = { "bpmn:UserTask": { width: 130, height: 90 } };
export const STEP = "bpmn:UserTask";
export const CHOICE = "bpmn:ExclusiveGateway";
export const PARALLEL = "bpmn:ParallelGateway";
export const END = "bpmn:EndEvent";
const STEMS = { [STEP]: "buoc", [CHOICE]: "lua_chon", [PARALLEL]: "song_song", [END]: "ket_thuc" };

export const isFlow = (one) => one.type === "bpmn:SequenceFlow";
export const middle = (box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
const flowsOf = (list) => list.filter(isFlow);
export const leaving = (one) => flowsOf(one.outgoing);
export const entering = (one) => flowsOf(one.incoming);

export class Shapes {
  constructor(bpmnFactory, elementFactory, elementRegistry, modeling, selection, words) {
    Object.assign(this, { bpmnFactory, elementFactory, elementRegistry, modeling, selection, words });
    this.given = new Set();
  }

  /** A thing that is not in the drawing yet. `kind`: what sort of step. */
  make(type, kind = "normal") {
    const business = this.bpmnFactory.create(type, { id: this.freeId(type) });
    if (type === STEP) {
      business.name = kind === "consult" ? this.words.newWait : this.words.newStep;
      const step = this.bpmnFactory.create("motcua:Step", { role: "case_officer", unit: "", hours: "", kind, counted: "true" });
      business.extensionElements = this.bpmnFactory.create("bpmn:ExtensionElements", { values: [step] });
      step.$parent = business.extensionElements;
      business.extensionElements.$parent = business;
    }
    return this.elementFactory.createShape({ type, businessObject: business, ...SIZE[type] });
  }

  freeId(type) {
    for (let number = 1; ; number++) {
      const id = `${STEMS[type]}_${number}`;
      if (!this.elementRegistry.get(id) && !this.given.has(id)) {
        this.given.add(id);
        return id;
      }
    }
  }

  /** Between `one` and what follows it; everything behind moves along. */
  putAfter(one, shape) {
    const onward = this.onward(one);
    const at = { x: one.x + one.width + COLUMN - 65, y: middle(one).y };
    if (!onward) {
      const put = this.modeling.appendShape(one, shape, at, one.parent);
      return this.choose(put);
    }
    this.makeRoom(at.x - shape.width / 2 - 20);
    const way = onward.waypoints;
    const put = this.modeling.createShape(shape, { x: at.x, y: way[0].y }, onward);
    if (!leaving(put).length && !entering(put).length) this.join(one, put, onward);
    return this.choose(put);
  }

  /** Where a drop on the arrow did not part it. */
  join(one, put, onward) {
    const target = onward.target;
    this.modeling.reconnectEnd(onward, put, middle(put));
    this.modeling.connect(put, target);
  }

  /** The arrow that leads on: of a choice, the one that does not lead back. */
  onward(one) {
    const ways = leaving(one);
    return ways.find((way) => way.target.x > one.x) || ways[0];
  }

  makeRoom(begin, by = COLUMN) {
    const behind = this.elementRegistry.filter((one) => !one.waypoints && !one.labelTarget && one.parent && one.x >= begin);
    if (behind.length) this.modeling.moveElements(behind, { x: by, y: 0 });
  }

  choose(shape) {
    this.selection.select(shape);
    return shape;
  }
}

Shapes.$inject = ["bpmnFactory", "elementFactory", "elementRegistry", "modeling", "selection", "words"];
