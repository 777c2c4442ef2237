// While a question is being written, the telephone beside it shows what people will see. Without a script the
// button «Xem thử trước khi ghi» does the same; nothing is written either way.
const PAUSE_MS = 700;

export function previewWhileTyping() {
  const form = document.querySelector("form[data-live]");
  const frame = document.querySelector("[data-live-frame]");
  const button = form?.querySelector("[data-live-button]");
  if (!frame || !button) return;
  let waiting = 0;
  let asked = 0;
  const show = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(button.formAction, { method: "POST", body: new FormData(form) });
      const page = await answer.text();
      // An older answer must not replace a newer one; half a sentence is no mistake yet.
      if (mine === asked && answer.ok) frame.srcdoc = page;
    } catch {
      // The button is still there.
    }
  };
  // To the question that is being written, without taking the keyboard away from its boxes.
  frame.addEventListener("load", () => {
    const place = frame.dataset.liveFrame && frame.contentDocument?.getElementById(frame.dataset.liveFrame);
    if (place) frame.contentWindow.scrollTo(0, place.getBoundingClientRect().top + frame.contentWindow.scrollY - 120);
  });
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE_MS);
  });
  // A page put in by the script hides what the button loads.
  button.addEventListener("click", () => frame.removeAttribute("srcdoc"));
}
