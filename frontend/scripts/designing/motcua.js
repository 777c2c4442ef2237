// What our process engine reads of a step, told to bpmn-js so that it is kept and written (engines/flow/steps.py).
const text = (name) => ({ name, isAttr: true, type: "String" });

export default {
  name: "Motcua",
  uri: "https://motcua.vn/bpmn",
  prefix: "motcua",
  xml: { tagAlias: "lowerCase" },
  types: [
    {
      name: "Step",
      superClass: ["Element"],
      properties: ["role", "unit", "hours", "kind", "counted", "name_en", "outcomes", "agency"].map(text),
    },
  ],
};
