// The size of letters changes at once; without scripts the same button asks the server.
const YEAR = 31536000;

export function switchTextSize() {
  for (const form of document.querySelectorAll("form[data-text-size]")) {
    form.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (!button) return;
      event.preventDefault();
      const large = document.documentElement.dataset.text === "large";
      const size = "toggle" in button.dataset ? (large ? "normal" : "large") : button.value;
      document.documentElement.dataset.text = size;
      document.cookie = `text_size=${size}; path=/; max-age=${YEAR}; samesite=lax`;
      for (const other of document.querySelectorAll("form[data-text-size] button")) {
        other.setAttribute("aria-pressed", String("toggle" in other.dataset ? size === "large" : other.value === size));
      }
    });
  }
}
