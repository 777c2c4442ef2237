"""Files on their way to a browser: never cached elsewhere, never run as a page."""

from io import BytesIO

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from PIL import Image

from motcua.documents.types import FileRef

SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})
THUMBNAIL = (128, 128)
_PDF_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
    '<path fill="#f4f6f8" d="M0 0h64v64H0z"/>'
    '<path fill="#fff" stroke="#55616e" stroke-width="2" d="M18 10h20l10 10v34H18z"/>'
    '<text x="33" y="42" font-size="12" font-weight="600" text-anchor="middle" fill="#16202b">'
    "PDF</text></svg>"
)


def send_file(
    name: str, media_type: str, content: bytes, *, attached: bool = False
) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    shown = media_type in SHOWN and not attached
    response["Content-Disposition"] = content_disposition_header(not shown, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def send_thumbnail(file: FileRef, content: bytes) -> HttpResponse:
    """Pictures were made anew when they came in, so they are safe to open again."""
    if not file.media_type.startswith("image/"):
        response = HttpResponse(_PDF_MARK, content_type="image/svg+xml")
    else:
        small = BytesIO()
        with Image.open(BytesIO(content)) as image:
            image.thumbnail(THUMBNAIL)
            image.convert("RGB").save(small, "JPEG", quality=80)
        response = HttpResponse(small.getvalue(), content_type="image/jpeg")
    # A stored file never changes under its id.
    response["Cache-Control"] = "private, max-age=3600"
    return response
