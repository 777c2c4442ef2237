// The machines of a hall. Without this script the wall renews itself as a whole, silently.
const WALL_MS = 4000;
const SPOKEN = "motcua-spoken";

export function runMachines() {
  const wall = document.querySelector("[data-wall]");
  if (wall) watchWall(wall);
  offerPrint();
  const follow = document.querySelector("[data-refresh]");
  if (follow) setTimeout(() => window.location.reload(), Number(follow.dataset.refresh) * 1000);
  const back = document.querySelector("[data-return-after]");
  if (back) returnWhenIdle(back);
}

function returnWhenIdle(back) {
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => window.location.assign(back.href), Number(back.dataset.returnAfter) * 1000);
  };
  for (const act of ["pointerdown", "keydown"]) document.addEventListener(act, wait);
  wait();
}

function offerPrint() {
  const button = document.querySelector("[data-print]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

function watchWall(wall) {
  speakNew(wall);
  setInterval(async () => {
    try {
      const answer = await fetch(wall.dataset.wall, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok) return;
      const part = await answer.text();
      if (part.trim() === (wall.dataset.last || "")) return; // nothing new: a live region stays quiet
      wall.dataset.last = part.trim();
      wall.innerHTML = part;
      speakNew(wall);
    } catch {
      // The server is away for a moment: the last calls stay on the wall.
    }
  }, WALL_MS);
}

// Each call once, also after the page is loaded again; the oldest first.
function speakNew(wall) {
  const said = new Set(JSON.parse(sessionStorage.getItem(SPOKEN) || "[]"));
  const calls = [...wall.querySelectorAll("[data-call]")].reverse();
  for (const call of calls) if (!said.has(call.dataset.call)) speak(call.dataset.say);
  sessionStorage.setItem(SPOKEN, JSON.stringify(calls.map((call) => call.dataset.call)));
}

function speak(words) {
  if (!("speechSynthesis" in window)) return;
  const language = document.documentElement.lang || "vi";
  const voice = speechSynthesis.getVoices().find((one) => one.lang.startsWith(language));
  if (!voice) return; // a foreign voice would not be understood
  const utterance = new SpeechSynthesisUtterance(words);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = 0.9;
  speechSynthesis.speak(utterance);
}
