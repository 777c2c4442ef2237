// A second tap while the first is on its way must not send the form twice (the server refuses it anyway).
const QUIET_MS = 8000;

export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // What only goes to a frame of this page is shown there, not sent in.
    if (event.defaultPrevented || event.submitter?.formTarget || form.target) return;
    if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < QUIET_MS) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = String(Date.now());
  });
  // Coming back with the browser's own button: the form may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}
