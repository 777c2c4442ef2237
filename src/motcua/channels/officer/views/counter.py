"""A person stands at the counter: find the procedure, scan the card, tick the papers, accept.

One page, from the keyboard, in under two minutes. Every button posts the whole page, so nothing typed is lost.
"""

from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue import api as catalogue
from motcua.channels.desk import banners
from motcua.channels.desk.controls import Mistake, controls, mistakes
from motcua.channels.desk.navigation import HELPING
from motcua.channels.desk.page import show
from motcua.channels.desk.refused import attempt
from motcua.channels.officer import card_fill, counter_agency, counter_entry, paper_ticks
from motcua.channels.officer.counter_endings import ENDINGS, Ending, finish, leave_to_citizen
from motcua.channels.officer.counter_entry import Entry
from motcua.channels.officer.printing import to_print
from motcua.channels.sessions import actor_of, kept_values, staff_view
from motcua.channels.wording import say
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import DossierView


@staff_view(*HELPING)
@require_safe
def choose_procedure(request: HttpRequest) -> HttpResponse:
    """Without accents, words in any order; one match goes straight on."""
    words = request.GET.get("q", "").strip()
    found = catalogue.search(words)
    if words and len(found) == 1:
        return redirect("officer:walk_in", found[0].code)
    context = {"words": words, "found": found, "receives": _receives(request)}
    return show(request, "officer/choose_procedure.html", context)


@staff_view(*HELPING)
def walk_in(request: HttpRequest, code: str) -> HttpResponse:
    version = catalogue.procedure(code)
    if request.method != "POST":
        case = counter_entry.case_of(version, request.GET.get("truong-hop", ""))
        return _page(request, counter_entry.blank(version, case, kept_values(request)))
    case = counter_entry.case_of(version, request.POST.get("case", ""))
    entry = _looked_up(request, counter_entry.read(version, case, request.POST))
    act = request.POST.get("act", "")
    if act in ENDINGS and _receives(request):
        return _finish(request, entry, ENDINGS[act])
    if act == "confirm":
        return _leave_to_citizen(request, entry)
    if act == "all":
        entry = replace(entry, checklist=paper_ticks.all_present(entry.checklist))
    scanned = request.POST.get("scan", "").strip()
    filled = card_fill.fill(entry, scanned) if scanned else card_fill.Filled(entry)
    seen = _looked_up(request, filled.entry) if scanned else filled.entry
    return _page(request, seen, scan_error=filled.error)


def _looked_up(request: HttpRequest, entry: Entry) -> Entry:
    """As soon as it is known who stands here: what need not be asked of this person."""
    if not entry.person.is_valid() or not _receives(request):
        return entry
    held = dossiers.look_up_archive(
        actor=actor_of(request),
        applicant=entry.person.applicant(),
        procedure_code=entry.version.code,
        case_code=entry.case.code,
    )
    return replace(entry, checklist=paper_ticks.with_held(entry.checklist, held))


def _receives(request: HttpRequest) -> bool:
    """Who only helps neither looks into an archive nor accepts."""
    return actor_of(request).holds(Role.RECEPTION)


def _finish(request: HttpRequest, entry: Entry, ending: Ending) -> HttpResponse:
    lacking = ending.lacks(entry)
    if not entry.person.is_valid() or entry.faults or lacking:
        return _refused(request, entry, lacking)
    actor = actor_of(request)
    ended: list[DossierView] = []
    refusal = attempt(lambda: ended.append(finish(actor, entry, ending, request.FILES)))
    if refusal is not None:
        return _refused(request, entry, str(refusal))
    banners.done(request, str(ending.sentence).format(code=ended[0].code))
    return to_print(ended[0].dossier_id, ending.form)


def _leave_to_citizen(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Typed for a citizen who has yet to confirm it: no dossier before that."""
    if not entry.person.is_valid() or entry.faults:
        return _refused(request, entry, "")
    actor = actor_of(request)
    refusal = attempt(lambda: leave_to_citizen(actor, entry, request.FILES))
    if refusal is not None:
        return _refused(request, entry, str(refusal))
    banners.done(request, _("Đã lưu bản khai. Hồ sơ chỉ được nộp khi người dân xác nhận."))
    return redirect("officer:assisted_entry", entry.key)


def _refused(request: HttpRequest, entry: Entry, why: str) -> HttpResponse:
    wrong = [*mistakes(entry.person), *_form_mistakes(entry)]
    if why:
        wrong.append(Mistake("papers", why))
    return _show(request, entry, {"errors": wrong}, HTTPStatus.UNPROCESSABLE_ENTITY)


def _page(request: HttpRequest, entry: Entry, scan_error: str = "") -> HttpResponse:
    """While the page is being filled nothing is called wrong yet."""
    typed = {name: entry.person[name].value() for name in entry.person.fields}
    calm = replace(entry, errors=(), person=type(entry.person)(initial=typed))
    return _show(request, calm, {"scan_error": scan_error}, HTTPStatus.OK)


def _show(
    request: HttpRequest, entry: Entry, context: dict[str, object], status: HTTPStatus
) -> HttpResponse:
    competent = counter_agency.choices(actor_of(request), entry.version, entry.agency_id)
    shown = {
        "entry": entry,
        "controls": controls(entry.person),
        "competent": competent,
        "may_accept": _receives(request),
        "competent_chosen": any(item.chosen for item in competent),
        **context,
    }
    return show(request, "officer/counter.html", shown, status=status)


def _form_mistakes(entry: Entry) -> Iterator[Mistake]:
    for error in entry.faults:
        yield Mistake(error.element, say(error.message))
