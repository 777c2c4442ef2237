import { autosave } from "./autosave.js";
import { showConditional } from "./conditions.js";
import { focusErrors } from "./errors.js";
import { sendOnce } from "./once.js";
import { helpWithFiles } from "./photos.js";
import { runMachines } from "./queue.js";
import { switchTextSize } from "./textsize.js";

document.documentElement.classList.add("js-ready");
autosave();
showConditional();
helpWithFiles();
switchTextSize();
focusErrors();
sendOnce();
runMachines();
