// "Asked only when …": shows and hides questions while answers change. The server decides again on every
// post with the same rules; this only saves a round trip.
const RULES = {
  var: (answers, name) => answers(name),
  "==": (_, a, b) => String(a ?? "") === String(b ?? ""),
  "!=": (_, a, b) => String(a ?? "") !== String(b ?? ""),
  "!": (_, a) => !a,
  "!!": (_, a) => Boolean(a),
  and: (_, ...all) => all.every(Boolean),
  or: (_, ...all) => all.some(Boolean),
  in: (_, a, list) => (list || []).includes(a),
  ">": (_, a, b) => Number(a) > Number(b),
  ">=": (_, a, b) => Number(a) >= Number(b),
  "<": (_, a, b) => Number(a) < Number(b),
  "<=": (_, a, b) => Number(a) <= Number(b),
};

export function decide(rule, answers) {
  if (Array.isArray(rule)) return rule.map((part) => decide(part, answers));
  if (rule === null || typeof rule !== "object") return rule;
  const [name] = Object.keys(rule);
  if (!RULES[name]) return true; // an unknown rule shows the question rather than hiding it
  const given = Array.isArray(rule[name]) ? rule[name] : [rule[name]];
  return RULES[name](answers, ...given.map((part) => decide(part, answers)));
}

// A name is sought among the siblings of the question first, then in the form, then in what is known.
function answersOf(form, path, known) {
  const near = path.includes(".") ? path.slice(0, path.lastIndexOf(".") + 1) : "";
  return (name) => {
    if (name.startsWith("$")) return known.facts[name.slice(1)] ?? null;
    const here = form.elements[near + name] ? near + name : name;
    const fields = [...form.querySelectorAll(`[name="${CSS.escape(here)}"]`)];
    if (!fields.length) return walk(known.answers, name);
    const chosen = fields.filter((f) => !/^(radio|checkbox)$/.test(f.type) || f.checked).map((f) => f.value);
    const many = fields.filter((f) => f.type === "checkbox").length > 1;
    return typed(many ? chosen : (chosen[0] ?? null));
  };
}

function walk(values, name) {
  return name.split(".").reduce((found, part) => found?.[part], values) ?? null;
}

function typed(value) {
  return { true: true, yes: true, false: false, no: false, "": null }[value] ?? value;
}

export function showConditional() {
  for (const form of document.querySelectorAll("form")) {
    const parts = [...form.querySelectorAll("[data-shown-when]")];
    if (!parts.length) continue;
    const known = { answers: JSON.parse(form.dataset.answers || "{}"), facts: JSON.parse(form.dataset.facts || "{}") };
    const update = () => {
      for (const part of parts) {
        part.hidden = !decide(JSON.parse(part.dataset.shownWhen), answersOf(form, part.dataset.path, known));
      }
    };
    form.addEventListener("input", update);
    form.addEventListener("change", update);
    update();
  }
}
