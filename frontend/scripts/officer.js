import htmx from "htmx.org";

import { autosave } from "./autosave.js";
import { previewWhileTyping } from "./builder.js";
import { showConditional } from "./conditions.js";
import { focusErrors } from "./errors.js";
import { listenToKeys } from "./keys.js";
import { sendOnce } from "./once.js";
import { helpWithFiles } from "./photos.js";
import { pickRows } from "./picks.js";
import { helpTheCounter } from "./scan.js";
import { switchTextSize } from "./textsize.js";

document.documentElement.classList.add("js-ready");
window.htmx = htmx;
// The content policy forbids eval and inline styles; a refusal (4xx, 5xx) is a page part to be shown.
Object.assign(htmx.config, { allowEval: false, includeIndicatorStyles: false, historyCacheSize: 0 });
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[2345]..", swap: true },
];
autosave();
previewWhileTyping();
showConditional();
listenToKeys();
pickRows();
helpWithFiles();
helpTheCounter();
switchTextSize();
focusErrors();
sendOnce();
document.addEventListener("htmx:afterSwap", showConditional);
