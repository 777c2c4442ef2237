import { autosave } from "./autosave.js";
import { showConditional } from "./conditions.js";
import { focusErrors } from "./errors.js";
import { sendOnce } from "./once.js";
import { shrinkPhotos } from "./photos.js";
import { switchTextSize } from "./textsize.js";

document.documentElement.classList.add("js-ready");
autosave();
showConditional();
shrinkPhotos();
switchTextSize();
focusErrors();
sendOnce();
