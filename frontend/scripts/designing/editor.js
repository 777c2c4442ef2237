// The process as a drawing that can be changed. What is drawn stays in the page until the server has taken it, and in
// this tab until then, so that neither a refusal nor a lost connection costs it.
import { Acts } from "./acts";
import { designer } from "./modeler";
import motcua from "./motcua";
import { STEP } from "./shapes";
import { Side } from "./side";
import { printable } from "./strips";

const PAUSE_MS = 800;
const SMALLEST = 0.8; // names can be read
const SMALLEST_WHOLE = 0.3; // asked for
const EDGE = 30;

export async function open(page) {
  const words = JSON.parse(page.dataset.words);
  const form = page.querySelector("form");
  const source = form.elements.source;
  const kept = new Kept(page, form.elements.stamp.value);
  page.hidden = false;
  const modeler = designer(page.querySelector("[data-canvas]"), page.querySelector("[data-palette]"), words, { motcua });
  await modeler.importXML(kept.begun(source) || source.value).catch(() => modeler.importXML(source.dataset.stored || source.value));
  fit(modeler);
  name(modeler, page, words);
  const acts = new Acts(modeler, words);
  const side = new Side(modeler, page, acts, words);
  printable(modeler, page.querySelector("[data-canvas]"));
  mark(modeler, (page.dataset.wrong || "").split(" "));
  const read = async () => (source.value = (await modeler.saveXML({ format: true })).xml);
  buttons(modeler, page, acts, side, words, () => share(form, side, read));
  checkWhileDrawing(modeler, page, form, async () => kept.hold(await read()));
  send(form, kept, read);
}

/** The whole of it; its beginning where it would be smaller than that. */
function fit(modeler, smallest = SMALLEST) {
  const canvas = modeler.get("canvas");
  canvas.resized();
  const { inner, outer } = canvas.viewbox();
  const [width, height] = [inner.width + 2 * EDGE, inner.height + 2 * EDGE];
  const scale = Math.max(Math.min(1, outer.width / width, outer.height / height), smallest);
  const view = { width: outer.width / scale, height: outer.height / scale };
  canvas.viewbox({ x: inner.x - EDGE, y: inner.y - EDGE - Math.max(view.height - height, 0) / 2, ...view });
}

function name(modeler, page, words) {
  const drawing = page.querySelector("[data-canvas] svg");
  drawing.setAttribute("role", "group");
  drawing.setAttribute("aria-label", words.canvas);
}

function mark(modeler, wrong) {
  const canvas = modeler.get("canvas");
  for (const one of modeler.get("elementRegistry").getAll()) {
    if (one.parent) canvas[wrong.includes(one.id) ? "addMarker" : "removeMarker"](one, "is-wrong");
  }
}

function buttons(modeler, page, acts, side, words, share) {
  const [stack, shapes, modeling] = ["commandStack", "shapes", "modeling"].map((part) => modeler.get(part));
  const chosen = () => modeler.get("selection").get();
  const said = page.querySelector("[data-said]");
  const doing = {
    after: () => shapes.putAfter(side.step, shapes.make(STEP)),
    beside: () => acts.beside(side.step) || words.notBeside,
    drop: () => modeling.removeElements([...chosen()].filter((one) => one.type !== "bpmn:StartEvent")),
    undo: () => stack.canUndo() && stack.undo(),
    redo: () => stack.canRedo() && stack.redo(),
    fit: () => fit(modeler, SMALLEST_WHOLE),
    share,
  };
  const act = (verb) => {
    if (["after", "beside"].includes(verb) && !side.step) return (said.textContent = words.chooseFirst);
    if (verb === "drop" && !chosen().length) return (said.textContent = words.chooseFirst);
    const told = doing[verb]();
    said.textContent = typeof told === "string" ? told : "";
    if (["after", "beside"].includes(verb) && !said.textContent) side.fields.get("name").focus();
  };
  page.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do], [data-choose]");
    if (button?.dataset.do) act(button.dataset.do);
    if (button?.dataset.choose) side.choose(button.dataset.choose);
  });
  page.querySelector("[data-canvas]").addEventListener("keydown", (event) => {
    if (event.target.closest("[contenteditable]")) return;
    const held = event.ctrlKey || event.metaKey;
    const verb = { Delete: "drop", Backspace: "drop" }[event.key] || (held && { z: event.shiftKey ? "redo" : "undo", y: "redo" }[event.key.toLowerCase()]);
    if (verb) {
      event.preventDefault();
      act(verb);
    }
  });
}

/** Hours and faults as the server sees them, after each pause. */
function checkWhileDrawing(modeler, page, form, read) {
  const told = page.querySelector("[data-told]");
  let waiting = 0;
  let asked = 0;
  const check = async () => {
    const mine = ++asked;
    await read();
    const answer = await ask(form, "check"); // without an answer «Ghi vào bản soạn» says the same
    const words = answer?.ok ? await answer.text() : "";
    if (mine !== asked || !words) return;
    told.innerHTML = words;
    mark(modeler, [...told.querySelectorAll("[data-choose]")].map((one) => one.dataset.choose));
  };
  modeler.get("eventBus").on("commandStack.changed", () => {
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE_MS);
  });
}

/** Hours that share the limit as they share their sum now; the server knows which way through is the longest. */
async function share(form, side, read) {
  await read();
  const answer = await ask(form, "share");
  if (answer?.ok) side.setHours(await answer.json());
}

async function ask(form, act) {
  const body = new FormData(form);
  body.set("do", act);
  return fetch(form.action, { method: "POST", body }).catch(() => null);
}

function send(form, kept, read) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    kept.hold(await read());
    form.submit();
  });
}

/** The drawing of this tab, as long as the process it began from is the one that is stored. */
class Kept {
  constructor(page, stamp) {
    const here = `so-do ${location.pathname} `;
    this.key = here + stamp;
    const old = Object.keys(sessionStorage).filter((key) => key.startsWith(here) && key !== this.key);
    old.forEach((key) => sessionStorage.removeItem(key)); // written since, or another process by now
    this.page = page;
    this.notice = page.querySelector("[data-kept]");
    this.notice.querySelector("button").addEventListener("click", () => this.drop());
  }

  begun(source) {
    if (source.dataset.refused !== undefined) return null; // the server gave it back itself
    const held = sessionStorage.getItem(this.key);
    this.notice.hidden = !held;
    return held;
  }

  hold(xml) {
    try {
      sessionStorage.setItem(this.key, xml);
    } catch {
      // A full store: the page still has it.
    }
  }

  drop() {
    sessionStorage.removeItem(this.key);
    location.reload();
  }
}
