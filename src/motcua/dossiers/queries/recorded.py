"""What each turn is called in the chronicle that officials read."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from motcua.dossiers.models import Turn, TurnKind

K = TurnKind


def was_told_elsewhere(turn: Turn) -> bool:
    """It happened in another system, which told of it; nobody here did it."""
    return turn.facts.get("told_elsewhere") is True


RECORDED: Mapping[str, Promise] = {
    K.SUBMITTED: _("Nộp hồ sơ"),
    K.ACCEPTED: _("Tiếp nhận (mẫu 01)"),
    K.REFUSED: _("Từ chối tiếp nhận (mẫu 03)"),
    K.TRANSFERRED: _("Bàn giao cho cơ quan giải quyết"),
    K.TAKEN_OVER: _("Cơ quan giải quyết nhận hồ sơ"),
    K.SENT_BACK: _("Cơ quan giải quyết trả lại nơi nhận"),
    K.CONSULTED: _("Hỏi ý kiến cơ quan khác"),
    K.OPINION: _("Ý kiến của cơ quan được hỏi"),
    K.LINKED: _("Mở hồ sơ liên thông"),
    K.STARTED: _("Chuyển đơn vị giải quyết"),
    K.STEP_DONE: _("Hoàn thành một bước"),
    K.ASSIGNED: _("Giao việc"),
    K.TAKEN_BACK: _("Rút việc về"),
    K.SUPPLEMENT_REQUESTED: _("Yêu cầu bổ sung (mẫu 02)"),
    K.SUPPLEMENT_ANSWERED: _("Nhận phần bổ sung"),
    K.OBLIGATION_REQUIRED: _("Chờ nghĩa vụ tài chính"),
    K.OBLIGATION_SETTLED: _("Xong nghĩa vụ tài chính"),
    K.POSTING_STARTED: _("Bắt đầu niêm yết công khai"),
    K.POSTING_ENDED: _("Kết thúc niêm yết công khai"),
    K.EXTENDED: _("Xin lỗi và hẹn lại (mẫu 04)"),
    K.APOLOGISED: _("Xin lỗi khi đã trễ (mẫu 04, không đổi ngày hẹn)"),
    K.DUE_MOVED: _("Ngày hẹn đổi theo lịch nghỉ"),
    K.VERSION_CHANGED: _("Chuyển sang phiên bản mới của thủ tục"),
    K.RESOLVED: _("Có kết quả"),
    K.RETURNED: _("Trả kết quả"),
    K.WITHDRAWN: _("Người dân rút hồ sơ"),
    K.STOPPED: _("Dừng giải quyết (mẫu 05)"),
    K.REOPENED: _("Mở lại để sửa sai"),
    K.IMPORTED: _("Nhập từ hệ thống cũ"),
}


def recorded(turn: Turn, steps: Mapping[str, str]) -> str:
    """`steps`: key of a step → its name in the language of whoever reads."""
    step = steps.get(str(turn.facts.get("step", "")))
    if turn.kind == K.STEP_DONE and step:
        return gettext("Xong bước «{step}»").format(step=step)
    return str(RECORDED[turn.kind])
