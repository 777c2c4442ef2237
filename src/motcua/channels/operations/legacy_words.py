"""How an import from another system is told in words."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from motcua.channels import wording
from motcua.dossiers.types import STATUS_NAMES
from motcua.dossiers.types.legacy_uploads import UploadState, UploadView

KINDS: dict[str, Promise] = {
    "unit": gettext_lazy("Đơn vị"),
    "procedure": gettext_lazy("Thủ tục"),
    "status": gettext_lazy("Trạng thái"),
    "channel": gettext_lazy("Kênh nộp"),
    "answer": gettext_lazy("Câu hỏi"),
    "paper": gettext_lazy("Giấy tờ"),
}
SHEETS = {"answers": gettext_lazy("Câu trả lời"), "papers": gettext_lazy("Giấy tờ")}
STATES: dict[UploadState, tuple[str, Promise]] = {
    UploadState.WAITING: ("on_time", gettext_lazy("Chờ đọc")),
    UploadState.READING: ("on_time", gettext_lazy("Đang đọc tệp")),
    UploadState.REFUSED: ("overdue", gettext_lazy("Không đọc được tệp")),
    UploadState.MAPPING: ("due_soon", gettext_lazy("Chờ điền bảng ánh xạ và chạy thử")),
    UploadState.TRYING: ("on_time", gettext_lazy("Đang chạy thử")),
    UploadState.TRIED: ("due_soon", gettext_lazy("Đã chạy thử, chờ xem và nhập thật")),
    UploadState.LANDING: ("on_time", gettext_lazy("Đang nhập thật")),
    UploadState.DONE: ("ended", gettext_lazy("Đã nhập xong")),
}


def place_of(field: str) -> str:
    """The column; of answers and papers, with the file that it belongs to."""
    sheet, _space, column = field.partition(" ")
    return f"{SHEETS[sheet]}: {column}" if sheet in SHEETS else field


def standings(counted: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """(words of a status, how many)."""
    names = {status.name.lower(): words for status, words in STATUS_NAMES.items()}
    return [(str(names.get(name, name)), count) for name, count in counted]


def how_far(seen: UploadView) -> str:
    read, total = wording.number(seen.read), wording.number(seen.total)
    match seen.state:
        case UploadState.WAITING:
            return _("Đang chờ đến lượt đọc tệp.")
        case UploadState.READING:
            return _("Đã đọc {read} dòng.").format(read=read)
        case UploadState.TRYING:
            return _("Đã chạy thử {read}/{total} dòng.").format(read=read, total=total)
        case UploadState.LANDING:
            return _("Đã nhập {read}/{total} dòng.").format(read=read, total=total)
        case _:
            return str(STATES[seen.state][1])
