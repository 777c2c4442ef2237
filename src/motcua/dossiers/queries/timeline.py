"""«Hồ sơ đang ở đâu»: what has happened, who has it now, what comes next — for the applicant."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from motcua.dossiers.models import Dossier, PrintedForm, Turn, TurnKind
from motcua.dossiers.queries.form_data import FORM_OF
from motcua.dossiers.queries.names import unit_name
from motcua.dossiers.queries.recorded import was_told_elsewhere
from motcua.dossiers.types import ENDED, Status, StepView, TimelineEntry

K = TurnKind

TOLD: Mapping[str, Promise] = {
    K.SUBMITTED: gettext_lazy("Bạn nộp hồ sơ"),
    K.ACCEPTED: gettext_lazy("{unit} tiếp nhận"),
    K.TRANSFERRED: gettext_lazy("Bàn giao cho {unit}"),
    K.TAKEN_OVER: gettext_lazy("{unit} nhận hồ sơ"),
    K.SENT_BACK: gettext_lazy("{unit} trả lại nơi nhận để làm rõ"),
    K.CONSULTED: gettext_lazy("Hỏi ý kiến {unit}"),
    K.LINKED: gettext_lazy("Mở hồ sơ liên thông tại {unit}"),
    K.REFUSED: gettext_lazy("{unit} không tiếp nhận hồ sơ"),
    K.SUPPLEMENT_REQUESTED: gettext_lazy("Cán bộ yêu cầu bổ sung"),
    K.SUPPLEMENT_ANSWERED: gettext_lazy("Bạn đã gửi phần bổ sung"),
    K.OBLIGATION_REQUIRED: gettext_lazy("Chờ thực hiện nghĩa vụ tài chính"),
    K.OBLIGATION_SETTLED: gettext_lazy("Đã xác nhận nghĩa vụ tài chính"),
    K.POSTING_STARTED: gettext_lazy("Niêm yết công khai, ngày hẹn lùi theo"),
    K.POSTING_ENDED: gettext_lazy("Kết thúc niêm yết công khai"),
    K.EXTENDED: gettext_lazy("Xin lỗi và hẹn lại ngày trả"),
    K.APOLOGISED: gettext_lazy("Xin lỗi vì chậm trả kết quả"),
    K.DUE_MOVED: gettext_lazy("Ngày hẹn thay đổi theo lịch nghỉ"),
    K.VERSION_CHANGED: gettext_lazy("Hồ sơ theo quy định mới của thủ tục"),
    K.RESOLVED: gettext_lazy("Đã có kết quả"),
    K.RETURNED: gettext_lazy("Đã trả kết quả"),
    K.WITHDRAWN: gettext_lazy("Bạn đã rút hồ sơ"),
    K.STOPPED: gettext_lazy("Dừng xử lý"),
    K.REOPENED: gettext_lazy("Mở lại để sửa sai"),
    K.IMPORTED: gettext_lazy("Hồ sơ được chuyển từ hệ thống cũ sang đây"),
}
FORM_TITLES: Mapping[str, Promise] = {
    "01": gettext_lazy("Giấy tiếp nhận và hẹn trả"),
    "02": gettext_lazy("Phiếu yêu cầu bổ sung"),
    "03": gettext_lazy("Phiếu từ chối"),
    "04": gettext_lazy("Văn bản xin lỗi và hẹn lại"),
    "05": gettext_lazy("Thông báo dừng giải quyết"),
}


def timeline(
    dossier: Dossier,
    turns: Sequence[Turn],
    steps: Sequence[StepView],
    printed: Iterable[PrintedForm],
) -> tuple[TimelineEntry, ...]:
    forms = {form.turn_id: form for form in printed}
    past = [*_turns(turns, forms), *_done(steps)]
    past.sort(key=lambda entry: (entry.at is None, entry.at))
    return (*past, *_now(dossier, steps), *_next(dossier))


def _turns(turns: Iterable[Turn], forms: Mapping[UUID, PrintedForm]) -> Iterable[TimelineEntry]:
    for turn in turns:
        if turn.kind not in TOLD:
            continue
        form = forms.get(turn.id)
        number = FORM_OF.get(K(turn.kind), "")
        yield TimelineEntry(
            key=turn.kind,
            title=str(TOLD[turn.kind]).format(unit=_unit_of(turn)),
            at=turn.at,
            state="done",
            detail=_("Theo hệ thống cũ") if was_told_elsewhere(turn) else "",
            file_id=form.file_id if form else None,
            file_title=str(FORM_TITLES[number]) if form else "",
            elsewhere=was_told_elsewhere(turn),
        )


def _unit_of(turn: Turn) -> str:
    """An office of another system stands nowhere in the directory of today."""
    elsewhere = turn.facts.get("old_unit")
    return elsewhere if isinstance(elsewhere, str) else unit_name(turn.unit_id)


def _done(steps: Iterable[StepView]) -> Iterable[TimelineEntry]:
    """Steps of the same unit one after another are told once: where it was, not what they clicked."""
    for step in steps:
        if step.done_at is not None and step.kind != "return":
            title = _("{unit}: {step}").format(unit=step.unit_name, step=_small(step.name))
            yield TimelineEntry(key=step.key, title=title, at=step.done_at, state="done")


def _now(dossier: Dossier, steps: Iterable[StepView]) -> Iterable[TimelineEntry]:
    if dossier.state in ENDED or dossier.state is Status.SUPPLEMENT_REQUESTED:
        return
    if dossier.state is Status.SUBMITTED:
        title = _("{unit} đang kiểm tra").format(unit=unit_name(dossier.received_by_unit_id))
        yield TimelineEntry(key="checking", title=title, at=dossier.submitted_at, state="current")
    for step in steps:
        if step.done_at is None:
            title = _("{unit}: {step}").format(unit=step.unit_name, step=_small(step.name))
            yield TimelineEntry(key=step.key, title=title, at=step.opened_at, state="current")


def _next(dossier: Dossier) -> Iterable[TimelineEntry]:
    if dossier.state in ENDED or dossier.state is Status.RESOLVED:
        return
    yield TimelineEntry(
        key="result",
        title=_("Trả kết quả"),
        at=None,
        state="next",
        detail=_("Bạn nhận bản điện tử ngay khi có, bản giấy tại nơi nộp"),
    )


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]
