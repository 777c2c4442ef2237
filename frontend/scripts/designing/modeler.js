// bpmn-js with the parts that a process of ours needs; the mark of bpmn.io stays, as its licence asks.
import BaseModeler from "bpmn-js/lib/BaseModeler";
import Viewer from "bpmn-js/lib/Viewer";
import InteractionEvents from "bpmn-js/lib/features/interaction-events";
import LabelEditing from "bpmn-js/lib/features/label-editing";
import Modeling from "bpmn-js/lib/features/modeling";
import Outline from "bpmn-js/lib/features/outline";
import Snapping from "bpmn-js/lib/features/snapping";
import Bendpoints from "diagram-js/lib/features/bendpoints";
import Connect from "diagram-js/lib/features/connect";
import ConnectionPreview from "diagram-js/lib/features/connection-preview";
import ContextPad from "diagram-js/lib/features/context-pad";
import Create from "diagram-js/lib/features/create";
import KeyboardMoveSelection from "diagram-js/lib/features/keyboard-move-selection";
import Move from "diagram-js/lib/features/move";
import Palette from "diagram-js/lib/features/palette";
import MoveCanvas from "diagram-js/lib/navigation/movecanvas";

import { OurPad } from "./pad";
import { OurPalette } from "./palette";
import { Shapes } from "./shapes";

class Designer extends BaseModeler {}

Designer.prototype._modules = [
  ...Viewer.prototype._modules,
  Bendpoints,
  Connect,
  ConnectionPreview,
  ContextPad,
  Create,
  InteractionEvents,
  KeyboardMoveSelection,
  LabelEditing,
  Modeling,
  Move,
  MoveCanvas,
  Outline,
  Palette,
  Snapping,
];

/** What bpmn-js and diagram-js say, in the language of the page. */
const spoken = (words) => [
  "value",
  (said, values = {}) => (words[said] || said).replace(/{([^}]+)}/g, (_all, name) => values[name] ?? `{${name}}`),
];

export function designer(container, paletteHome, words, moddleExtensions) {
  return new Designer({
    container,
    moddleExtensions,
    textRenderer: { defaultStyle: { fontFamily: getComputedStyle(container).fontFamily, fontSize: 13 } },
    additionalModules: [
      {
        __init__: ["ourPalette", "ourPad"],
        translate: spoken(words),
        words: ["value", words],
        paletteHome: ["value", paletteHome],
        shapes: ["type", Shapes],
        ourPalette: ["type", OurPalette],
        ourPad: ["type", OurPad],
      },
    ],
  });
}
