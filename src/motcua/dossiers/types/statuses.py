"""Where a dossier is, how it came, and what its papers are."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Status(IntEnum):
    """TrangThaiHoSo, as exchanged with the National Public Service Portal."""

    SUBMITTED = 1
    ACCEPTED = 2
    NOT_ACCEPTED = 3
    IN_PROGRESS = 4
    SUPPLEMENT_REQUESTED = 5
    PAYMENT_REQUIRED = 6
    WITHDRAWN = 7
    STOPPED = 8
    RESOLVED = 9
    RESULT_RETURNED = 10


STATUS_NAMES: Mapping[Status, Promise] = {
    Status.SUBMITTED: _("Mới nộp, chờ tiếp nhận"),
    Status.ACCEPTED: _("Đã tiếp nhận"),
    Status.NOT_ACCEPTED: _("Không được tiếp nhận"),
    Status.IN_PROGRESS: _("Đang xử lý"),
    Status.SUPPLEMENT_REQUESTED: _("Chờ bổ sung"),
    Status.PAYMENT_REQUIRED: _("Chờ thực hiện nghĩa vụ tài chính"),
    Status.WITHDRAWN: _("Đã rút hồ sơ"),
    Status.STOPPED: _("Đã dừng xử lý"),
    Status.RESOLVED: _("Đã có kết quả"),
    Status.RESULT_RETURNED: _("Đã trả kết quả"),
}

ENDED = frozenset({Status.NOT_ACCEPTED, Status.WITHDRAWN, Status.STOPPED, Status.RESULT_RETURNED})
RUNNING = frozenset({Status.ACCEPTED, Status.IN_PROGRESS})
PAUSED = frozenset({Status.SUPPLEMENT_REQUESTED, Status.PAYMENT_REQUIRED})


class Channel(StrEnum):
    """KenhThucHien."""

    DIRECT = "1"
    ONLINE = "2"
    POSTAL = "3"


class PaperSource(StrEnum):
    """How a component was met; reuse is a reference to what was stored, never a flag."""

    UPLOAD = "upload"
    COUNTER = "counter"
    DATA = "data"
    ARCHIVE = "archive"
    TOLD = (
        "told"  # handed in elsewhere, says the system before; without files where none came along
    )


class Tab(StrEnum):
    """The lists of the officials' desk."""

    MINE = "cua-toi"
    UNIT = "cho-nhan"
    OTHERS = "cho-nguoi-khac"
    CITIZEN = "cho-cong-dan"
    DONE = "da-xong"
