"""Papers of single rows in one ZIP: opened in memory, by name, one at a time; nothing is laid on the disk."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from uuid import UUID
from zlib import error as DeflateError  # noqa: N812

from django.conf import settings
from django.utils.translation import gettext

from motcua.catalogue.types import Text
from motcua.directory.types import Actor
from motcua.documents import api as documents
from motcua.dossiers.batches.layout import Layout
from motcua.dossiers.batches.sheet import Fault
from motcua.dossiers.batches.words import in_both, of_refusal
from motcua.dossiers.errors import ArchiveKindError, ArchiveTooFullError
from motcua.kit.errors import DomainError
from motcua.kit.spreadsheets import PACKED_AS_USUAL
from motcua.kit.text import clean, search_key

MOST_FILES = 10_000
MOST_FILES_OF_ROW = 10
_ENCRYPTED = 0x1
_BETWEEN = ";"


class PaperArchive:
    """Raises ArchiveKindError, ArchiveTooFullError. Without a ZIP, it holds nothing."""

    def __init__(self, content: bytes | None) -> None:
        self._zip = _opened(content) if content else None
        self._parts: dict[str, list[zipfile.ZipInfo]] = {}
        for part in self._zip.infolist() if self._zip else ():
            if not part.is_dir():
                name = PurePosixPath(part.filename.replace("\\", "/")).name
                self._parts.setdefault(search_key(name), []).append(part)

    @property
    def is_given(self) -> bool:
        return self._zip is not None

    def content(self, name: str) -> bytes:
        """Raises _NotThereError with what to do."""
        found = self._parts.get(search_key(PurePosixPath(name.replace("\\", "/")).name), [])
        if self._zip is None:
            raise NotThereError(_no_archive)
        if not found:
            raise NotThereError(lambda: _missing(name))
        if len(found) > 1:
            raise NotThereError(lambda: _twice(name))
        if found[0].compress_type not in PACKED_AS_USUAL:
            raise NotThereError(lambda: _broken(name))
        if found[0].file_size > settings.UPLOAD_MAX_BYTES:
            raise NotThereError(lambda: _too_big(name))
        try:
            return self._zip.read(found[0])
        except (zipfile.BadZipFile, DeflateError, EOFError, NotImplementedError) as broken:
            raise NotThereError(lambda: _broken(name)) from broken


class NotThereError(Exception):
    """A file named in a row cannot be taken out of the ZIP."""

    def __init__(self, say: Callable[[], str]) -> None:
        self.words: Text = in_both(say)
        super().__init__(self.words.vi)


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        opened = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, DeflateError, EOFError) as broken:
        raise ArchiveKindError from broken
    if any(part.flag_bits & _ENCRYPTED for part in opened.infolist()):
        raise ArchiveKindError
    if len(opened.infolist()) > MOST_FILES:
        raise ArchiveTooFullError(limit=MOST_FILES)
    return opened


def take_papers(
    actor: Actor, layout: Layout, cells: Mapping[str, str], archive: PaperArchive
) -> tuple[dict[str, list[str]], tuple[Fault, ...]]:
    """The row's own papers, taken in as from a telephone, and what is wrong with the others."""
    papers: dict[str, list[str]] = {}
    faults: list[Fault] = []
    for column in layout.columns:
        named = _names(cells.get(column.name, "")) if column.is_paper else []
        try:
            taken = [str(_take(actor, archive, name)) for name in _few(named)]
        except NotThereError as error:
            faults.append(Fault(column.name, error.words, cells[column.name]))
        except DomainError as refusal:
            faults.append(Fault(column.name, of_refusal(refusal), cells[column.name]))
        else:
            papers |= {column.component: taken} if taken else {}
    return papers, tuple(faults)


def _few(named: list[str]) -> list[str]:
    if len(named) > MOST_FILES_OF_ROW:
        raise NotThereError(_too_many)
    return named


def _take(actor: Actor, archive: PaperArchive, name: str) -> UUID:
    taken = documents.accept_upload(
        actor, name=name, content=archive.content(name), owner_id=actor.owner_id
    )
    return taken.id


def _names(written: str) -> list[str]:
    return [clean(name) for name in written.split(_BETWEEN) if name.strip()]


def _no_archive() -> str:
    return gettext(
        "Dòng này ghi tên tệp nhưng bạn chưa gửi tệp ZIP. Hãy gửi lại danh sách kèm tệp ZIP có tệp này."
    )


def _missing(name: str) -> str:
    return gettext(
        "Không thấy tệp «{name}» trong ZIP. Hãy sửa tên cho đúng, hoặc thêm tệp vào ZIP."
    ).format(name=name)


def _twice(name: str) -> str:
    return gettext("Trong ZIP có hai tệp cùng tên «{name}». Hãy đặt tên khác nhau.").format(
        name=name
    )


def _too_big(name: str) -> str:
    return gettext("Tệp «{name}» nặng quá {limit} MB. Hãy chụp hoặc quét lại nhẹ hơn.").format(
        name=name, limit=settings.UPLOAD_MAX_BYTES // 2**20
    )


def _broken(name: str) -> str:
    return gettext("Tệp «{name}» trong ZIP bị hỏng. Hãy nén lại rồi gửi.").format(name=name)


def _too_many() -> str:
    return gettext(
        "Một giấy có nhiều nhất {most} tệp. Hãy ghép các trang thành một tệp PDF."
    ).format(most=MOST_FILES_OF_ROW)
