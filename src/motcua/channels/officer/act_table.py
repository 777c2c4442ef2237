"""What an official may do to one dossier, each with its question, its button and the sentence after.

One table feeds the buttons on the dossier page and the page that asks before acting.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.channels.officer.forms import acts as forms
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import DossierView, Status, StepView, TextUse

Cleaned = Mapping[str, Any]
BuildForm = Callable[[Actor, DossierView, Mapping[str, Any] | None], Form]


def always(dossier: DossierView) -> bool:
    del dossier
    return True


@dataclass(frozen=True, slots=True)
class Act:
    """`permission` is a word of `DossierView.may`; `fits` says whether now is the moment."""

    slug: str
    permission: str
    title: Promise
    button: Promise
    sentence: Promise
    run: Callable[[Actor, DossierView, Cleaned], object]
    form: BuildForm
    warning: Promise | str = ""
    heavy: bool = False
    fits: Callable[[DossierView], bool] = always
    box: str = ""  # where canned texts go, and which
    use: TextUse = TextUse.NOTE


def plain(form: type[Form]) -> BuildForm:
    def build(actor: Actor, dossier: DossierView, posted: Mapping[str, Any] | None) -> Form:
        del actor, dossier
        return form(posted)

    return build


def my_step(dossier: DossierView) -> StepView | None:
    """The open step this actor may work on."""
    return next((step for step in dossier.steps if step.mine and not step.done_at), None)


def open_step(dossier: DossierView) -> StepView | None:
    """The first that somebody here works on: what another agency answers is not theirs to give."""
    here = (step for step in dossier.steps if not step.done_at and step.role != "elsewhere")
    return next(here, None)


COMPLETES = "xong-buoc"
# Outcomes that have a button of their own: sign, number, hand over, propose.
_ELSEWHERE = frozenset({"signed", "issued", "handed_over", "propose"})


def plain_outcomes(step: StepView | None) -> tuple[str, ...]:
    if step is None or step.kind in {"sign", "number"}:
        return ()
    return tuple(outcome for outcome in step.outcomes if outcome not in _ELSEWHERE)


def _outcome_form(actor: Actor, dossier: DossierView, posted: Cleaned | None) -> Form:
    del actor
    step = my_step(dossier)
    said = step.outcome_words if step else {}
    return forms.OutcomeForm(posted, outcomes=plain_outcomes(step), said=said)


def _assign_form(actor: Actor, dossier: DossierView, posted: Cleaned | None) -> Form:
    step = open_step(dossier)
    people = dossiers.colleagues(actor=actor, step_id=step.step_id) if step else ()
    choices = [(str(one.person_id), f"{one.name}, {one.title}") for one in people]
    return forms.AssignForm(posted, people=choices)


def _refuse(actor: Actor, dossier: DossierView, typed: Cleaned) -> None:
    dossiers.refuse(actor=actor, dossier_id=dossier.dossier_id, reason=typed["reason"])


def _stop(actor: Actor, dossier: DossierView, typed: Cleaned) -> None:
    dossiers.stop(actor=actor, dossier_id=dossier.dossier_id, reason=typed["reason"])


def _apologise(actor: Actor, dossier: DossierView, typed: Cleaned) -> None:
    dossiers.send_letter(
        actor=actor, dossier_id=dossier.dossier_id, days=typed["days"], reason=typed["reason"]
    )


def _propose_correction(actor: Actor, dossier: DossierView, typed: Cleaned) -> None:
    dossiers.propose_correction(actor=actor, dossier_id=dossier.dossier_id, reason=typed["reason"])


def _complete(actor: Actor, dossier: DossierView, typed: Cleaned) -> None:
    step = my_step(dossier)
    if step:
        dossiers.complete_step(
            actor=actor, step_id=step.step_id, outcome=typed["outcome"], note=typed["note"]
        )


def _propose(actor: Actor, dossier: DossierView, typed: Cleaned) -> None:
    dossiers.propose_result(actor=actor, dossier_id=dossier.dossier_id, note=typed["note"])


def _assign(actor: Actor, dossier: DossierView, typed: Cleaned) -> None:
    step = open_step(dossier)
    if step:
        dossiers.assign(actor=actor, step_id=step.step_id, person_id=typed["person"])


def _take_back(actor: Actor, dossier: DossierView, typed: Cleaned) -> None:
    del typed
    step = open_step(dossier)
    if step:
        dossiers.take_back(actor=actor, step_id=step.step_id)


def _take(actor: Actor, dossier: DossierView, typed: Cleaned) -> None:
    del typed
    step = open_step(dossier)
    if step:
        dossiers.take(actor=actor, step_id=step.step_id)


def _hand_over(actor: Actor, dossier: DossierView, typed: Cleaned) -> None:
    dossiers.hand_over(
        actor=actor,
        dossier_id=dossier.dossier_id,
        received_by=typed["received_by"],
        method=typed["method"],
    )


def _hand_over_form(actor: Actor, dossier: DossierView, posted: Cleaned | None) -> Form:
    """Most results are fetched by whoever asked for them."""
    del actor
    return forms.HandOverForm(posted, initial={"received_by": dossier.owner_name})


def _no_letter_yet(dossier: DossierView) -> bool:
    """Form 04 goes out once, whether it moved the date or not."""
    return not any(entry.key in {"extended", "apologised"} for entry in dossier.timeline)


def _is_held(dossier: DossierView) -> bool:
    step = open_step(dossier)
    return bool(step and step.assignee_name)


def _is_free(dossier: DossierView) -> bool:
    step = open_step(dossier)
    return bool(step and not step.assignee_name)


def _transfer_again(actor: Actor, dossier: DossierView, typed: Cleaned) -> None:
    dossiers.transfer_again(actor=actor, dossier_id=dossier.dossier_id, note=typed["reason"])


def _came_back(dossier: DossierView) -> bool:
    transfers = [row for row in dossier.referrals if row.kind == "transfer"]
    return bool(transfers) and transfers[-1].outcome == "returned"


ACTS: tuple[Act, ...] = (
    Act(
        slug="nhan-viec",
        permission="work",
        title=_("Nhận việc này về tay"),
        button=_("Nhận việc"),
        sentence=_("Bạn đang giữ hồ sơ này."),
        run=_take,
        form=plain(forms.NothingForm),
        fits=_is_free,
    ),
    Act(
        slug=COMPLETES,
        permission="work",
        title=_("Hoàn thành bước đang giữ"),
        button=_("Hoàn thành bước"),
        sentence=_("Đã ghi kết quả của bước."),
        run=_complete,
        form=_outcome_form,
        fits=lambda dossier: bool(plain_outcomes(my_step(dossier))),
        box="note",
    ),
    Act(
        slug="ban-giao-lai",
        permission="transfer",
        title=_("Bàn giao lại cho cơ quan giải quyết"),
        button=_("Bàn giao lại"),
        sentence=_("Đã bàn giao lại cho cơ quan giải quyết."),
        run=_transfer_again,
        form=plain(forms.PutRightForm),
        fits=_came_back,
    ),
    Act(
        slug="trinh",
        permission="draft_result",
        title=_("Trình dự thảo kết quả"),
        button=_("Trình lên"),
        sentence=_("Đã trình dự thảo lên bước sau."),
        run=_propose,
        form=plain(forms.NoteForm),
        fits=lambda dossier: bool(dossier.result and dossier.result.state == "draft"),
        box="note",
    ),
    Act(
        slug="tra-ket-qua",
        permission="hand_over",
        title=_("Trả kết quả"),
        button=_("Trả kết quả"),
        sentence=_("Đã ghi người nhận kết quả. Hồ sơ kết thúc."),
        run=_hand_over,
        form=_hand_over_form,
        fits=lambda dossier: dossier.status == Status.RESOLVED,
    ),
    Act(
        slug="giao-viec",
        permission="assign",
        title=_("Giao việc"),
        button=_("Giao cho…"),
        sentence=_("Đã giao việc."),
        run=_assign,
        form=_assign_form,
        fits=lambda dossier: open_step(dossier) is not None,
    ),
    Act(
        slug="rut-viec",
        permission="assign",
        title=_("Rút việc về để giao lại"),
        button=_("Rút việc về"),
        sentence=_("Đã rút việc về. Bước này đang chờ người nhận."),
        run=_take_back,
        form=plain(forms.NothingForm),
        fits=_is_held,
    ),
    Act(
        slug="xin-loi",
        permission="apologise",
        title=_("Xin lỗi và đề nghị gia hạn (mẫu 04)"),
        button=_("Xin lỗi và hẹn lại"),
        sentence=_("Đã gửi thư xin lỗi và ngày dự kiến cho người dân."),
        run=_apologise,
        form=plain(forms.ApologyForm),
        fits=_no_letter_yet,
        box="reason",
    ),
    Act(
        slug="tu-choi",
        permission="refuse",
        title=_("Từ chối tiếp nhận (mẫu 03)"),
        button=_("Từ chối tiếp nhận"),
        sentence=_("Đã từ chối tiếp nhận và báo lý do cho người dân."),
        run=_refuse,
        form=plain(forms.ReasonForm),
        warning=_("Hồ sơ sẽ kết thúc tại đây. Nếu chỉ thiếu giấy tờ, hãy yêu cầu bổ sung."),
        heavy=True,
        box="reason",
        use=TextUse.REFUSAL,
    ),
    Act(
        slug="dung",
        permission="stop",
        title=_("Dừng giải quyết hồ sơ (mẫu 05)"),
        button=_("Dừng giải quyết"),
        sentence=_("Đã dừng giải quyết và báo cho người dân."),
        run=_stop,
        form=plain(forms.ReasonForm),
        warning=_("Hồ sơ sẽ kết thúc mà không có kết quả; chỉ mở lại được qua việc sửa sai."),
        heavy=True,
        box="reason",
        use=TextUse.REFUSAL,
    ),
    Act(
        slug="sua-sai",
        permission="propose_correction",
        title=_("Đề nghị sửa sai"),
        button=_("Đề nghị sửa sai"),
        sentence=_("Đã gửi đề nghị. Một người thứ hai cần duyệt."),
        run=_propose_correction,
        form=plain(forms.ReasonForm),
        box="reason",
    ),
)

BY_SLUG = {act.slug: act for act in ACTS}


def offered(dossier: DossierView) -> Iterator[Act]:
    return (act for act in ACTS if act.permission in dossier.may and act.fits(dossier))
