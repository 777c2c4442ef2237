"""Between agencies: what others need of ours, what ours waits for, and the answer to one of them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.channels.desk import banners
from motcua.channels.desk.navigation import HANDLERS, READERS
from motcua.channels.desk.page import ask, show
from motcua.channels.desk.refused import attempt
from motcua.channels.officer.forms.linked import AnswerForm, ConsultForm, PeriodForm
from motcua.channels.officer.views.files import PDF, send_file
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Actor, Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import ReferralKind, ReferralView
from motcua.kit import clock

OVERSEERS = (Role.HEAD, Role.LEADER, Role.SUPERVISOR, Role.AUDITOR)


@staff_view(*READERS, outside_transaction=True)
@require_safe
def between_agencies(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    waiting = dossiers.waiting_for_us(actor=actor)
    context = {
        "transfers": [row for row in waiting if row.kind is ReferralKind.TRANSFER],
        "questions": [row for row in waiting if row.kind is ReferralKind.CONSULT],
        "held": dossiers.waiting_on_others(actor=actor),
        "oversees": any(actor.holds(role) for role in OVERSEERS),
    }
    return show(request, "officer/linked.html", context)


@staff_view(*OVERSEERS, outside_transaction=True)
@require_safe
def workload(request: HttpRequest) -> HttpResponse:
    """Of some days, this month's unless told otherwise; at most a year."""
    actor, today = actor_of(request), clock.today()
    days = {"since": today.replace(day=1), "until": today}
    typed = request.GET if "since" in request.GET else None
    form = PeriodForm(typed, initial={name: f"{day:%d/%m/%Y}" for name, day in days.items()})
    if form.is_valid():
        days = {"since": form.cleaned_data["since"], "until": form.cleaned_data["until"]}
    figures = dossiers.workload(actor=actor, **days)
    return ask(request, "officer/workload.html", form, {"figures": figures, **days})


@staff_view(*READERS, outside_transaction=True)
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The question with its papers; whoever may answer it answers here."""
    actor = actor_of(request)
    row = dossiers.referral(actor=actor, referral_id=referral_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if row.kind is not ReferralKind.CONSULT or not row.may_act:
        return show(request, "officer/referral.html", {"row": row})
    if form.is_valid():
        refusal = attempt(lambda: _answer(actor, row, form))
        if refusal is None:
            banners.done(request, _("Đã gửi ý kiến về {agency}.").format(agency=row.from_agency))
            return redirect("officer:linked")
        form.add_error(None, str(refusal))
    return ask(request, "officer/referral.html", form, {"row": row})


def _answer(actor: Actor, row: ReferralView, form: AnswerForm) -> None:
    typed = form.cleaned_data
    dossiers.answer_consultation(
        actor=actor, referral_id=row.referral_id, opinion=typed["opinion"], words=typed["words"]
    )


@staff_view(*READERS, outside_transaction=True)
@require_safe
def file(request: HttpRequest, referral_id: UUID, file_id: UUID) -> HttpResponse:
    name, media_type, content = dossiers.referral_file(
        actor=actor_of(request), referral_id=referral_id, file_id=file_id
    )
    return send_file(name, media_type, content, attached=media_type != PDF)


@staff_view(*HANDLERS)
@require_POST
def decide(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """A transfer: `decision` says which of the two buttons was pressed."""
    actor = actor_of(request)
    if request.POST.get("decision") == "take":
        sentence = _("Đã nhận hồ sơ. Quy trình giải quyết bắt đầu tại cơ quan bạn.")
        refusal = attempt(lambda: dossiers.take_over(actor=actor, referral_id=referral_id))
    else:
        sentence = _("Đã trả lại nơi nhận kèm lý do.")
        reason = request.POST.get("reason", "")
        refusal = attempt(
            lambda: dossiers.send_back(actor=actor, referral_id=referral_id, reason=reason)
        )
    if refusal:
        banners.not_done(request, refusal)
    else:
        banners.done(request, sentence)
    return redirect("officer:linked")


@staff_view(Role.CASE_OFFICER, Role.HEAD)
def consult(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Several agencies at once, each with the same question and its own clock."""
    actor = actor_of(request)
    dossier = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    typed = request.POST if request.method == "POST" else None
    form = ConsultForm(typed, dossier=dossier)
    if form.is_valid():
        refusal = attempt(
            lambda: dossiers.consult(
                actor=actor,
                dossier_id=dossier_id,
                agency_ids=form.cleaned_data["agencies"],
                question=form.question(),
            )
        )
        if refusal is None:
            banners.done(request, _("Đã gửi câu hỏi. Hồ sơ vẫn được làm tiếp trong khi chờ."))
            return redirect("officer:dossier", dossier_id)
        form.add_error(None, str(refusal))
    return ask(request, "officer/consult.html", form, {"dossier": dossier})
