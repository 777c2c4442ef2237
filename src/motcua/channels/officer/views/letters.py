"""Dossiers about to be late or late already: the letters that lie ready, sent many at once."""

from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.channels.desk.controls import Mistake
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.officer import bulk
from motcua.channels.officer.views.files import PDF, send_file
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Actor, Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import LetterView, Outcome

MOST_DAYS = 60


@staff_view(Role.HEAD, Role.LEADER, outside_transaction=True)
def letters(request: HttpRequest) -> HttpResponse:
    """One reason for all that were ticked, days for each; what is refused is told per dossier."""
    actor = actor_of(request)
    rows = dossiers.letters(actor=actor)
    picked = [row for row in rows if str(row.dossier_id) in request.POST.getlist("picked")]
    reason = request.POST.get("reason", "").strip()
    mistake = _mistake(picked, reason, request.POST) if request.method == "POST" else None
    if mistake and not picked and "picked" in request.POST:  # from an older page
        mistake = Mistake("", _("Những hồ sơ đã chọn không còn trong danh sách: thư đã gửi."))
    if request.method == "POST" and mistake is None:
        outcomes = [_send(actor, row, _days(request.POST, row), reason) for row in picked]
        sentence = _("Đã gửi {count} thư xin lỗi.")
        return bulk.report(request, outcomes, sentence, back="officer:letters")
    context = {
        "rows": [(row, request.POST.get(f"days:{row.dossier_id}", row.days)) for row in rows],
        "picked": picked,
        "reason": reason,
        "errors": [mistake] if mistake else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if mistake else HTTPStatus.OK
    return show(request, "officer/letters.html", context, status=status)


@staff_view(Role.HEAD, Role.LEADER, outside_transaction=True)
@require_POST
def preview(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """The letter with the days and the reason as they stand on the page, sent or not."""
    days = _number(request.POST.get(f"days:{dossier_id}", ""))
    name, content = dossiers.preview_letter(
        actor=actor_of(request),
        dossier_id=dossier_id,
        days=min(max(days, 1), MOST_DAYS),
        reason=request.POST.get("reason", ""),
    )
    return send_file(name, PDF, content, attached=False)


def _mistake(picked: list[LetterView], reason: str, posted: Mapping[str, str]) -> Mistake | None:
    if not picked:
        return Mistake("", _("Chưa chọn hồ sơ nào. Đánh dấu ô đầu dòng rồi làm lại."))
    if not reason:
        return Mistake("reason", _("Ghi lý do chậm để người dân hiểu, rồi gửi lại."))
    wrong = next((row for row in picked if not 1 <= _days(posted, row) <= MOST_DAYS), None)
    if wrong:
        sentence = _("Hồ sơ {code}: nhập số ngày làm việc xin thêm, từ 1 đến 60.")
        return Mistake(f"days-{wrong.dossier_id}", sentence.format(code=wrong.code))
    return None


def _days(posted: Mapping[str, str], row: LetterView) -> int:
    return _number(posted.get(f"days:{row.dossier_id}", ""))


def _number(text: str) -> int:
    """0 where what was typed is no number."""
    typed = text.strip()
    return int(typed) if typed.isdecimal() and len(typed) < 4 else 0


def _send(actor: Actor, row: LetterView, days: int, reason: str) -> Outcome:
    refusal = attempt(
        lambda: dossiers.send_letter(
            actor=actor, dossier_id=row.dossier_id, days=days, reason=reason
        )
    )
    return Outcome(row.dossier_id, row.code, ok=refusal is None, message=str(refusal or ""))
