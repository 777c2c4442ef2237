"""The door of the papers engine."""

from motcua.engines.papers.fonts import digits as digit_font, serif_bold
from motcua.engines.papers.forms import form_source, render_form
from motcua.engines.papers.pictures import page_count, page_picture
from motcua.engines.papers.press import render
from motcua.engines.papers.qr import qr_png, qr_svg
from motcua.engines.papers.types import Box, Paper, PaperError

__all__ = [
    "Box",
    "Paper",
    "PaperError",
    "digit_font",
    "form_source",
    "page_count",
    "page_picture",
    "qr_png",
    "qr_svg",
    "render",
    "render_form",
    "serif_bold",
]
