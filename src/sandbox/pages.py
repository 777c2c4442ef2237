"""Plain pages that work without scripts: a heading, words, forms."""

from html import escape

from starlette.responses import HTMLResponse

STYLE = """
:root { color: #16202b; background: #fff; font: 17px/1.55 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 44rem; padding: 1rem; }
header { border-bottom: 4px solid #3e5c76; margin-bottom: 1.5rem; padding-bottom: .5rem; }
h1 { font-size: 1.6rem; line-height: 1.4; margin: 0 0 .5rem; }
a { color: #0b5cad; }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; }
legend { font-weight: 600; padding: 0; margin-bottom: .5rem; }
.choice { display: flex; align-items: center; gap: .6rem; min-height: 48px; border-bottom: 1px solid #d5dbe1; }
.choice input { width: 24px; height: 24px; flex: none; }
.choice label { flex: 1; padding: .5rem 0; }
button { font: inherit; min-height: 48px; padding: 0 1.2rem; border: 2px solid #16202b; border-radius: 3px;
  background: #fff; color: #16202b; }
button.go { background: #0f6e4f; border-color: #0f6e4f; color: #fff; }
select { font: inherit; min-height: 48px; }
:focus-visible { outline: 3px solid #ffd54a; box-shadow: 0 0 0 6px #16202b; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .5rem; border-bottom: 1px solid #d5dbe1; }
pre { white-space: pre-wrap; background: #f4f6f8; padding: 1rem; }
.soft { color: #55616e; } .code { font: 600 2.4rem/1.4 monospace; letter-spacing: .15em; }
"""


def page(title: str, body: str, *, status: int = 200) -> HTMLResponse:
    """`body` is HTML, already escaped."""
    return HTMLResponse(
        "<!doctype html><html lang=vi><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style>"
        f"<body><header><p class=soft>Thế giới giả lập, không có người thật</p></header>"
        f"<main><h1>{escape(title)}</h1>{body}</main></body></html>",
        status_code=status,
    )


def hidden(values: dict[str, str]) -> str:
    return "".join(
        f'<input type=hidden name="{escape(name)}" value="{escape(value)}">'
        for name, value in values.items()
    )


def choice(name: str, value: str, label: str, *, chosen: bool = False, note: str = "") -> str:
    ident = f"{name}-{escape(value)}"
    return (
        f'<div class=choice><input type=radio id="{ident}" name="{name}" value="{escape(value)}"'
        f'{" checked" if chosen else ""} required><label for="{ident}">{escape(label)}'
        f" <span class=soft>{escape(note)}</span></label></div>"
    )
