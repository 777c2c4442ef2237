// Small pictures of what can be drawn.
const picture = (inside) =>
  `<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2">${inside}</svg>`;

export const ICONS = {
  step: picture('<rect x="3" y="7" width="26" height="18" rx="3"/>'),
  wait: picture('<rect x="3" y="7" width="26" height="18" rx="3"/><path d="M16 11v5l4 3"/>'),
  choice: picture('<path d="M16 3 29 16 16 29 3 16Z"/><path d="m12 12 8 8m0-8-8 8"/>'),
  parallel: picture('<path d="M16 3 29 16 16 29 3 16Z"/><path d="M16 10v12m-6-6h12"/>'),
  end: picture('<circle cx="16" cy="16" r="11" stroke-width="4"/>'),
  arrow: picture('<path d="M4 16h23m-7-7 7 7-7 7"/>'),
  bin: picture('<path d="M6 9h20M13 9V5h6v4M9 9l1 18h12l1-18"/>'),
};
