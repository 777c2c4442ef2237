"""The specialist drafts the result: the template's questions on one side, the paper on the other."""

from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake
from motcua.channels.desk.navigation import READERS
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.officer import result_form
from motcua.channels.officer.result_form import Question
from motcua.channels.sessions import actor_of, kept_values, staff_view
from motcua.directory.types import Actor, Role
from motcua.dossiers import api as dossiers


@staff_view(Role.CASE_OFFICER)
def draft(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    template, held = dossiers.result_fields(actor=actor, dossier_id=dossier_id)
    posted = request.POST.dict() or {name: v[-1] for name, v in kept_values(request).items()}
    typed = result_form.read(template, posted)
    asked = result_form.questions(template, {**held, **typed})
    wrong: list[Mistake] = []
    if request.method == "POST":
        wrong = _draft(actor, dossier_id, asked, typed)
        if not wrong:
            banners.done(request, _("Đã lập dự thảo. Đọc lại bên cạnh rồi trình lên."))
            return redirect("officer:draft_result", dossier_id)
    dossier = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    context = {"dossier": dossier, "questions": asked, "errors": wrong}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(request, "officer/draft_result.html", context, status=status)


def _draft(
    actor: Actor, dossier_id: UUID, asked: tuple[Question, ...], typed: Mapping[str, object]
) -> list[Mistake]:
    lacking = result_form.unanswered(asked)
    if lacking:
        return [Mistake(one.id, _("Nhập «{label}».").format(label=one.label)) for one in lacking]
    refusal = attempt(lambda: dossiers.draft_result(actor=actor, dossier_id=dossier_id, data=typed))
    return [Mistake("", str(refusal))] if refusal else []


@staff_view(*READERS)
@require_safe
def read_draft(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Page by page as pictures: every phone shows them, nothing to download."""
    dossier = dossiers.dossier(actor=actor_of(request), dossier_id=dossier_id)
    return show(request, "officer/read_draft.html", {"dossier": dossier})
