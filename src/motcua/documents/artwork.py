"""Pictures for the demo: an invented signature and a round seal. Real ones are scanned and enrolled."""

import hashlib
import io
import math
import random
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from motcua.engines.papers.api import serif_bold

BLUE = (22, 62, 150, 255)
RED = (200, 24, 30, 235)
_SIGNATURE = (1080, 480)
_SEAL = 900


@lru_cache(maxsize=64)
def make_signature_image(name: str) -> bytes:
    """A scribble that is always the same for the same name: blue on transparent ground, PNG."""
    chance = random.Random(hashlib.sha256(name.encode()).digest())  # noqa: S311  (a drawing)
    picture = Image.new("RGBA", _SIGNATURE, (255, 255, 255, 0))
    pen = ImageDraw.Draw(picture)
    width, height = _SIGNATURE
    loops, phase = chance.uniform(3.5, 6.0), chance.uniform(0, math.tau)
    tilt, wild = chance.uniform(-0.25, -0.05), chance.uniform(0.25, 0.4)
    points = []
    for step in range(400):
        t = step / 399
        swing = math.sin(phase + loops * math.tau * t) * (1 - 0.55 * t)
        x = width * (0.08 + 0.8 * t) + width * 0.05 * math.cos(phase + loops * math.tau * t)
        y = height * (0.55 + tilt * (t - 0.5)) - height * wild * swing
        points.append((x, y))
    pen.line(points, fill=BLUE, width=11, joint="curve")
    pen.line([(width * 0.2, height * 0.86), (width * 0.9, height * 0.7)], fill=BLUE, width=9)
    return _png(picture)


@lru_cache(maxsize=64)
def make_seal_image(agency_name: str) -> bytes:
    """A red ring with the agency's name around a star, transparent ground, PNG."""
    picture = Image.new("RGBA", (_SEAL, _SEAL), (255, 255, 255, 0))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((8, 8, _SEAL - 8, _SEAL - 8), outline=RED, width=16)
    pen.ellipse((36, 36, _SEAL - 36, _SEAL - 36), outline=RED, width=5)
    pen.ellipse((190, 190, _SEAL - 190, _SEAL - 190), outline=RED, width=5)
    pen.polygon(_star(_SEAL / 2, 150), fill=RED)
    _write_around(picture, agency_name.upper())
    return _png(picture)


def _star(middle: float, radius: float) -> list[tuple[float, float]]:
    corners = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.4
        angle = math.pi * corner / 5 - math.pi / 2
        corners.append((middle + reach * math.cos(angle), middle + reach * math.sin(angle)))
    return corners


def _write_around(picture: Image.Image, text: str) -> None:
    """Letter by letter along the ring, each turned to stand on it."""
    font = ImageFont.truetype(io.BytesIO(serif_bold()), 84)
    widths = [font.getlength(letter) + 6 for letter in text]
    radius = 330
    spread = min(sum(widths) / radius, math.tau * 0.92)
    angle = -math.pi / 2 - spread / 2
    for letter, width in zip(text, widths, strict=True):
        share = width / sum(widths) * spread
        _write_letter(picture, _tile(letter, font), angle=angle + share / 2, radius=radius)
        angle += share


def _write_letter(picture: Image.Image, tile: Image.Image, *, angle: float, radius: float) -> None:
    turned = tile.rotate(-math.degrees(angle) - 90, resample=Image.Resampling.BICUBIC)
    x = _SEAL / 2 + radius * math.cos(angle) - 80
    y = _SEAL / 2 + radius * math.sin(angle) - 80
    picture.alpha_composite(turned, (round(x), round(y)))


def _tile(letter: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    tile = Image.new("RGBA", (160, 160), (255, 255, 255, 0))
    ImageDraw.Draw(tile).text((80, 80), letter, font=font, fill=RED, anchor="mm")
    return tile


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
