// New things of a drawing, with ids that the engine takes, and where they go.
const LATE = 100;
const GAP = 35;
const SIZE = { "bpmn:UserTask": { width: 130, height: 90 } };
const ABOVE = 26; // the mark of a step stands in its corner
const ASIDE = 7; // left and right of its name
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
  constructor(bpmnFactory, elementFactory, elementRegistry, modeling, selection, words, textRenderer, eventBus) {
    Object.assign(this, { bpmnFactory, elementFactory, elementRegistry, modeling, selection, words, textRenderer });
    this.given = new Set();
    eventBus.on("commandStack.element.updateLabel.postExecuted", LATE, ({ context }) => this.fitName(context.element));
    eventBus.on("commandStack.shape.create.postExecuted", LATE, ({ context }) => {
      const { shape, targetFlow } = context;
      const [into] = entering(shape);
      const [out] = leaving(shape);
      if (targetFlow && into && out) this.settle(shape, into.source, out.target);
    });
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
    const at = { x: one.x + one.width + GAP + shape.width / 2, y: middle(one).y };
    return this.choose(onward ? this.putOn(onward, shape) : this.modeling.appendShape(one, shape, at, one.parent));
  }

  /** At the height of what leads to it. */
  putOn(way, shape) {
    const { source, target } = way;
    const at = { x: source.x + source.width + GAP + shape.width / 2, y: middle(source).y };
    const put = this.modeling.createShape(shape, at, way.parent);
    this.modeling.reconnectEnd(way, put, middle(put));
    this.modeling.connect(put, target);
    this.settle(put, source, target);
    return put;
  }

  /** What was dropped on an arrow gets its room: behind what leads to it, before what follows. */
  settle(shape, source, target) {
    if (target.x <= source.x) return;
    const level = Math.abs(middle(source).y - middle(target).y) < 2;
    const short = Math.max(source.x + source.width + GAP - shape.x, 0);
    const aside = level ? middle(source).y - middle(shape).y : 0;
    if (short || aside) this.modeling.moveElements([shape], { x: short, y: aside });
    const close = shape.x + shape.width + GAP - target.x;
    if (close > 0) this.push(target.x, close, shape);
    for (const way of [...entering(shape), ...leaving(shape)]) this.straighten(way);
  }

  straighten(way) {
    const [from, to] = [middle(way.source), middle(way.target)];
    if (Math.abs(from.y - to.y) > 2 || from.x > to.x) return this.modeling.layoutConnection(way);
    const ends = [{ x: way.source.x + way.source.width, y: from.y }, { x: way.target.x, y: to.y }];
    return this.modeling.updateWaypoints(way, ends);
  }

  push(begin, by, but) {
    const behind = this.elementRegistry.filter(
      (one) => one !== but && !one.waypoints && !one.labelTarget && one.parent && one.x >= begin,
    );
    if (behind.length) this.modeling.moveElements(behind, { x: by, y: 0 });
  }

  /** As high as its name needs; what stands below moves along. */
  fitName(step) {
    if (step.type !== STEP) return;
    const { x, y, width, height } = step;
    const room = { box: { width, height }, padding: { left: ASIDE, right: ASIDE } };
    const text = this.textRenderer.getDimensions(step.businessObject.name || "", room);
    const by = Math.ceil(text.height + 2 * ABOVE - height);
    if (by <= 0) return;
    const below = this.elementRegistry.filter(
      (one) => one !== step && !one.waypoints && !one.labelTarget && one.parent && one.y >= y + height,
    );
    if (below.length) this.modeling.moveElements(below, { x: 0, y: by });
    this.modeling.resizeShape(step, { x, y, width, height: height + by });
  }

  /** The arrow that leads on: of a choice, the one that does not lead back. */
  onward(one) {
    const ways = leaving(one);
    return ways.find((way) => way.target.x > one.x) || ways[0];
  }

  choose(shape) {
    this.selection.select(shape);
    return shape;
  }
}

Shapes.$inject = ["bpmnFactory", "elementFactory", "elementRegistry", "modeling", "selection", "words", "textRenderer", "eventBus"];
