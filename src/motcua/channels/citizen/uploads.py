"""Files as a browser sends them, handed to the documents room."""

from collections.abc import Sequence
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from motcua.channels.citizen.paper_boxes import PICTURES
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.kit.errors import InvalidError

MANY = 20


class NoFileError(InvalidError):
    code = "citizen.no_file"
    message = _("Chưa có tệp nào. Hãy chụp ảnh giấy tờ hoặc chọn tệp có sẵn rồi gửi lại.")


class TooManyFilesError(InvalidError):
    code = "citizen.too_many_files"
    message = _("Mỗi lần chỉ gửi được {limit} tệp. Hãy chọn ít hơn; phần còn lại gửi lần sau.")


def take_uploads(
    actor: Actor, uploads: "Sequence[UploadedFile[bytes]]", *, name: str
) -> list[UUID]:
    """Several photographs sent at once are one paper: they become one PDF."""
    if not uploads:
        raise NoFileError
    if len(uploads) > MANY:
        raise TooManyFilesError(limit=MANY)
    files = [
        documents.accept_upload(
            actor, name=upload.name or name, content=upload.read(), owner_id=actor.owner_id
        )
        for upload in uploads
    ]
    if len(files) > 1 and all(file.media_type in PICTURES for file in files):
        joined = documents.join_pictures(actor, [file.id for file in files], name=f"{name}.pdf")
        return [joined.id]
    return [file.id for file in files]
