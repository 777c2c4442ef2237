"""Papers as people send them: photographs in the formats of phones, and what must be refused."""

import io
import struct
import zipfile
import zlib

import pillow_heif
from PIL import Image, ImageDraw

PAGE = (1240, 1754)


def photograph(words, *, size=PAGE, form="JPEG"):
    """A sheet on a table, slightly turned, as a phone sees it."""
    sheet = Image.new("RGB", size, "#f7f5ef")
    pen = ImageDraw.Draw(sheet)
    for line in range(12):
        pen.text((90, 120 + line * 90), f"{words} - {line + 1}", fill="#222222", font_size=46)
    picture = sheet.rotate(2, fillcolor="#6b5844")
    kept = io.BytesIO()
    if form == "HEIC":
        pillow_heif.from_pillow(picture).save(kept, quality=60)
    else:
        picture.save(kept, form, quality=85)
    return kept.getvalue()


def upload(name, content, media_type):
    """As Playwright hands a file to an input."""
    return {"name": name, "mimeType": media_type, "buffer": content}


def jpeg(name="IMG_0001.jpg", words="GIAY CHUNG SINH"):
    return upload(name, photograph(words), "image/jpeg")


def heic(name="IMG_0002.HEIC", words="GIAY CHUNG SINH"):
    return upload(name, photograph(words, form="HEIC"), "image/heic")


def big_jpeg(name="IMG_0003.jpg"):
    """Twelve megapixels with the grain of a small lens: some megabytes."""
    picture = Image.effect_noise((4000, 3000), 90).convert("RGB")
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=80)
    return upload(name, kept.getvalue(), "image/jpeg")


def page_dressed_as_pdf():
    content = b"<!doctype html><script>alert(1)</script><p>Khai sinh"
    return upload("giay-chung-sinh.pdf", content, "application/pdf")


def archive():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bomb.txt", b"0" * 50_000_000)
    return upload("giay-to.zip", kept.getvalue(), "application/zip")


def pdf_with_script():
    content = (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )
    return upload("don.pdf", content, "application/pdf")


def enormous_picture(side=30_000):
    """900 megapixels in a few kilobytes: a PNG that says so in its first bytes."""
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    chunks = [(b"IHDR", header), (b"IDAT", rows), (b"IEND", b"")]
    return upload("anh.png", b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, chunks)), "image/png")


def _chunk(named):
    name, body = named
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
