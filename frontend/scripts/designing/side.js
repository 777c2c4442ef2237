// The boxes beside the drawing: the same as in a line of the table, for the step that is chosen.
import { STEP } from "./shapes";

const WRITTEN = ["name_en", "unit", "role", "kind", "hours", "counted"];

export class Side {
  constructor(modeler, page, acts, words) {
    Object.assign(this, { modeler, page, acts, words });
    this.modeling = modeler.get("modeling");
    this.box = page.querySelector("[data-side]");
    this.none = page.querySelector("[data-none]");
    this.list = page.querySelector("[data-steps]");
    this.fields = new Map([...this.box.querySelectorAll("[name]")].map((field) => [field.name.split("-").pop(), field]));
    this.box.addEventListener("change", (event) => this.write(event.target));
    this.list.addEventListener("change", () => this.choose(this.list.value));
    const bus = modeler.get("eventBus");
    bus.on("selection.changed", ({ newSelection }) => this.show(newSelection));
    bus.on(["commandStack.changed", "import.done"], () => this.again());
    this.again();
  }

  choose(key) {
    const element = this.modeler.get("elementRegistry").get(key);
    if (!element) return;
    this.modeler.get("selection").select(element);
    this.modeler.get("canvas").scrollToElement(element, 60);
  }

  steps() {
    return this.modeler
      .get("elementRegistry")
      .filter((one) => one.type === STEP)
      .sort((a, b) => a.x - b.x || a.y - b.y);
  }

  again() {
    const options = this.steps().map((step) => new Option(step.businessObject.name || this.words.unnamed, step.id));
    this.list.replaceChildren(new Option(this.words.chooseStep, ""), ...options);
    this.show(this.modeler.get("selection").get());
  }

  show(chosen) {
    const step = chosen.length === 1 && chosen[0].type === STEP ? chosen[0] : null;
    this.step = step;
    this.list.value = step?.id || "";
    this.box.hidden = !step;
    this.none.hidden = Boolean(step);
    if (step) this.fill(step);
  }

  fill(step) {
    const said = saidOf(step) || {};
    this.put("name", step.businessObject.name || "");
    for (const name of WRITTEN) this.put(name, said[name] ?? "");
    this.put("hours", String(said.hours ?? "0").replace(".", ","));
    this.put("counted", said.counted === "false" ? "no" : "yes");
    this.put("kind", said.kind || "normal");
    if (said.name_en === step.businessObject.name) this.put("name_en", "");
    const before = this.steps().filter((one) => one !== step && this.acts.mayReturn(step, one));
    const field = this.fields.get("returns_to");
    field.replaceChildren(field.options[0], ...before.map((one) => new Option(one.businessObject.name || this.words.unnamed, one.id)));
    const to = this.acts.returnsTo(step);
    field.value = to;
  }

  put(name, value) {
    const field = this.fields.get(name);
    if (field !== document.activeElement || field.tagName === "SELECT") field.value = value;
  }

  write(field) {
    const name = field.name.split("-").pop();
    const step = this.step;
    if (!step) return;
    if (name === "returns_to") this.acts.setReturn(step, field.value);
    else if (name === "name") this.rename(step, field.value.trim());
    else this.say(step, name, field.value.trim());
  }

  rename(step, typed) {
    const said = saidOf(step);
    const stale = said && said.name_en === step.businessObject.name; // there was no English of its own
    this.modeling.updateLabel(step, typed);
    if (stale) this.modeling.updateModdleProperties(step, said, { name_en: "" });
  }

  say(step, name, typed) {
    const values = { [name]: typed };
    if (name === "hours") values.hours = typed.replace(",", ".");
    if (name === "counted") values.counted = typed === "no" ? "false" : "true";
    if (name === "kind") values.outcomes = undefined; // the words that end it follow from its kind
    this.modeling.updateModdleProperties(step, saidOf(step) || this.begin(step), values);
  }

  setHours(hours) {
    for (const step of this.steps()) {
      if (step.id in hours && Number(saidOf(step)?.hours) !== hours[step.id]) this.say(step, "hours", String(hours[step.id]));
    }
  }

  /** A step from another tool says nothing yet. */
  begin(step) {
    const factory = this.modeler.get("bpmnFactory");
    const said = factory.create("motcua:Step", { role: "", unit: "", hours: "0", kind: "normal", counted: "true" });
    const kept = step.businessObject.extensionElements?.values || [];
    const extension = factory.create("bpmn:ExtensionElements", { values: [...kept, said] });
    said.$parent = extension;
    extension.$parent = step.businessObject;
    this.modeling.updateProperties(step, { extensionElements: extension });
    return said;
  }
}

export function saidOf(step) {
  return step.businessObject.extensionElements?.values?.find((one) => one.$type === "motcua:Step");
}
