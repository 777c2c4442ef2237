// Keeps what is typed on the server while it is typed, and says so.
const QUIET_MS = 1200;

export function autosave() {
  for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
}

function watch(form) {
  const status = document.querySelector("[data-saved]");
  let timer = 0;
  let leaving = false;
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
  });
  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    clearTimeout(timer);
    timer = setTimeout(() => !leaving && save(form, status), QUIET_MS);
  });
}

async function save(form, status) {
  const body = new FormData(form);
  for (const field of form.querySelectorAll("input[type=file]")) body.delete(field.name);
  try {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body, redirect: "manual", headers: { Accept: "text/plain" } });
    const said = answer.ok || answer.status === 409; // what happened in another window
    const words = said ? await answer.text() : answer.status >= 500 ? status.dataset.lost : status.dataset.expired;
    say(status, words, !answer.ok);
  } catch {
    say(status, status.dataset.lost, true);
  }
}

function say(status, words, lost) {
  status.textContent = words;
  status.classList.toggle("saved--lost", lost);
}
