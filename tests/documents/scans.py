"""Pages as a scanner makes them: lines of text, a little crooked."""

import io
import random

import img2pdf
from PIL import Image, ImageDraw

A4 = (1240, 1754)


def page(degrees=0.0, seed=1):
    """A page of lines, laid on the glass turned by so many degrees (counter-clockwise)."""
    chance = random.Random(seed)  # noqa: S311  (a test, no secret)
    paper = Image.new("RGB", A4, "white")
    draw = ImageDraw.Draw(paper)
    for line in range(40):
        x, y = 140, 150 + line * 36
        while x < chance.randint(800, 1100):
            word = chance.randint(20, 110)
            draw.rectangle((x, y, x + word, y + 14), fill="black")
            x += word + 14
    return paper.rotate(degrees, Image.Resampling.BICUBIC, fillcolor="white")


def jpeg(picture):
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def pile(*degrees):
    """One PDF, a scanned page for each angle."""
    return img2pdf.convert([jpeg(page(turned, seed)) for seed, turned in enumerate(degrees)])
