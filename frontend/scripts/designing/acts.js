// What takes several strokes of the mouse, done at once: a way back, a branch beside a step.
import { CHOICE, PARALLEL, STEP, entering, leaving, middle } from "./shapes";

const BETWEEN = 50;

export class Acts {
  constructor(modeler, words) {
    this.words = words;
    this.shapes = modeler.get("shapes");
    this.modeling = modeler.get("modeling");
    this.registry = modeler.get("elementRegistry");
  }

  /** The gateway behind a step where ways part. */
  choiceAfter(step) {
    const gate = leaving(step)[0]?.target;
    return gate?.type === CHOICE && leaving(gate).length > 1 && entering(gate).length === 1 ? gate : null;
  }

  wayBack(step) {
    const gate = this.choiceAfter(step);
    return gate ? leaving(gate).find((way) => this.leadsBack(step, way.target)) : undefined;
  }

  /** Whether the step may send back there: it passed there, or there a group begins that it passed. */
  mayReturn(step, target) {
    if (this.leadsBack(step, target)) return true;
    const split = entering(target)[0]?.source;
    const begins = split?.type === PARALLEL && leaving(split).length > 1 && leaving(split)[0].target === target;
    return begins && this.leadsBack(step, split) && !leaving(split).some((way) => this.inBranch(way.target, step));
  }

  /** Nothing comes to the step that did not pass there first. */
  leadsBack(step, target) {
    const begin = this.registry.filter((one) => one.type === "bpmn:StartEvent");
    const seen = new Set([target]);
    for (let todo = [...begin]; todo.length; ) {
      const one = todo.pop();
      if (seen.has(one)) continue;
      if (one === step) return false;
      seen.add(one);
      todo.push(...leaving(one).map((way) => way.target));
    }
    return true;
  }

  /** The step that gets the dossier back: behind gateways that only part or merge. */
  returnsTo(step) {
    let one = this.wayBack(step)?.target;
    for (let turns = 0; one && one.type !== STEP && turns < 5; turns++) one = leaving(one)[0]?.target;
    return one?.id || "";
  }

  setReturn(step, key) {
    const held = this.wayBack(step);
    if (held) this.modeling.removeConnection(held);
    const target = this.registry.get(key);
    const gate = this.gateBehind(step);
    if (target) this.goBack(gate || this.newChoice(step), this.comingTo(target, step));
    else if (gate) this.modeling.removeElements([gate]); // what came in goes on by itself
    this.shapes.choose(step);
  }

  gateBehind(step) {
    const gate = leaving(step)[0]?.target;
    return gate?.type === CHOICE && entering(gate).length === 1 ? gate : null;
  }

  newChoice(step) {
    return this.shapes.putAfter(step, this.shapes.make(CHOICE));
  }

  /** A group is done again as a whole: the way back leads before its gateway. */
  comingTo(target, step) {
    const [way] = entering(target);
    const split = way?.source;
    if (split?.type !== PARALLEL || leaving(split).length < 2 || this.inBranch(target, step)) return target;
    const [before] = entering(split);
    if (before.source.type === CHOICE && leaving(before.source).length === 1) return before.source;
    return this.shapes.putOn(before, this.shapes.make(CHOICE));
  }

  /** Whether the step stands behind the target in the same branch, before it is joined. */
  inBranch(target, step) {
    for (let one = target, turns = 0; one && turns < 60; turns++) {
      if (one === step) return true;
      if (one.type === PARALLEL) return false;
      one = leaving(one).map((way) => way.target).find((next) => next.x > one.x);
    }
    return false;
  }

  goBack(gate, target) {
    const way = this.modeling.connect(gate, target);
    const floor = Math.max(...this.registry.filter((one) => !one.waypoints && one.width && one.parent).map((one) => one.y + one.height));
    const [from, to] = [middle(gate), middle(target)];
    this.modeling.updateWaypoints(way, [
      { x: from.x, y: gate.y + gate.height },
      { x: from.x, y: floor + 30 },
      { x: to.x, y: floor + 30 },
      { x: to.x, y: target.y + target.height },
    ]);
    this.modeling.updateProperties(way, { name: this.words.returned });
  }

  /** A step at the same time as this one. False where ways part behind it. */
  beside(step) {
    const back = entering(step).filter((way) => this.leadsBack(way.source, step));
    const [into, more] = entering(step).filter((way) => !back.includes(way));
    const [out] = leaving(step);
    if (!into || more || !out || this.gateBehind(step)) return false;
    const grouped = into.source.type === PARALLEL && out.target.type === PARALLEL;
    const [split, join] = grouped ? [into.source, out.target] : this.group(step, into);
    const lowest = Math.max(...leaving(split).map((way) => way.target.y + way.target.height));
    const shape = this.shapes.make(STEP);
    const at = { x: middle(step).x, y: lowest + BETWEEN + shape.height / 2 };
    const put = this.modeling.createShape(shape, at, step.parent);
    this.modeling.connect(split, put);
    this.modeling.connect(put, join);
    if (!grouped) back.forEach((way) => this.turn(way, step));
    this.shapes.choose(put);
    return true;
  }

  /** What came back to the step comes back before the group. */
  turn(way, step) {
    const gate = way.source;
    this.modeling.removeConnection(way);
    this.goBack(gate, this.comingTo(step, gate));
  }

  group(step, into) {
    const split = this.shapes.putOn(into, this.shapes.make(PARALLEL));
    const join = this.shapes.putAfter(step, this.shapes.make(PARALLEL));
    return [split, join];
  }
}
