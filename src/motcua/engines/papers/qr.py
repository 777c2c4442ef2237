"""QR codes: a drawing for screens and papers, a picture for where only pictures go."""

import io

import segno


def qr_svg(text: str, *, scale: int = 4) -> str:
    """SVG for a page or a paper, with the quiet border a scanner needs."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", scale=scale, border=2, xmldecl=False, nl=False
    )
    return out.getvalue().decode()


def qr_png(text: str, *, scale: int = 8) -> bytes:
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=scale, border=4)
    return out.getvalue()
