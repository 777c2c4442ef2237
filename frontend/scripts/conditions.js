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

function answersOf(form, known) {
  return (name) => {
    const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    if (!fields.length) return known[name] ?? null;
    const chosen = fields.filter((f) => !/^(radio|checkbox)$/.test(f.type) || f.checked).map((f) => f.value);
    const many = fields.filter((f) => f.type === "checkbox").length > 1;
    return typed(many ? chosen : (chosen[0] ?? null));
  };
}

function typed(value) {
  return value === "true" ? true : value === "false" ? false : value;
}

export function showConditional() {
  for (const form of document.querySelectorAll("form")) {
    const parts = [...form.querySelectorAll("[data-shown-when]")];
    if (!parts.length) continue;
    const answers = answersOf(form, JSON.parse(form.dataset.answers || "{}"));
    const update = () => {
      for (const part of parts) part.hidden = !decide(JSON.parse(part.dataset.shownWhen), answers);
    };
    form.addEventListener("input", update);
    form.addEventListener("change", update);
    update();
  }
}
