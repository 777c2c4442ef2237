// Bring the reader to the list of errors, and each link to the field it names.
export function focusErrors() {
  const summary = document.querySelector(".govuk-error-summary, [data-focus-me]");
  if (!summary) return;
  summary.setAttribute("tabindex", "-1");
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const group = field.closest("fieldset, .govuk-form-group, .paper") || field;
    group.scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  });
}
