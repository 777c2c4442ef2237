from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from motcua.channels.desk.controls import controls
from motcua.channels.desk.navigation import READERS
from motcua.channels.desk.page import ask
from motcua.channels.officer.forms.search import NarrowForm, address_of
from motcua.channels.officer.views.files import PDF, send_file
from motcua.channels.sessions import actor_of, staff_view
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import FoundPage, Narrowing, SavedFilterView

AFTER = "sau"


@staff_view(*READERS)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A whole code, as a scanner types it, opens the dossier at once."""
    words = request.GET.get("q", "").strip()
    form = NarrowForm(request.GET)
    found = _found(request, words, form.narrowing) if form.is_valid() else FoundPage(())
    narrowed = any(request.GET.get(name, "").strip() for name in form.names)
    if not narrowed and len(found.rows) == 1 and _is_code(found, words):
        return redirect("officer:dossier", found.rows[0].dossier_id)
    context = {
        "words": words,
        "rows": found.rows,
        "since": found.since,
        "saved": [(one.name, address_of(one.asked)) for one in _saved(request)],
        "narrowed": narrowed,
        "controls": [replace(one, optional=False) for one in controls(form)],
        "export_kept": _kept(request),
        "register_href": _register(request) if found.rows else "",
        "next_href": _address(request, found.after),
    }
    return ask(request, "officer/search.html", form, context)


def _found(request: HttpRequest, words: str, narrowing: Narrowing) -> FoundPage:
    after = request.GET.get(AFTER, "")
    return dossiers.search(actor=actor_of(request), words=words, narrowing=narrowing, after=after)


def _saved(request: HttpRequest) -> tuple[SavedFilterView, ...]:
    return dossiers.saved_filters(actor=actor_of(request))


def _is_code(found: FoundPage, words: str) -> bool:
    """All of it, or the day and the serial at its end."""
    code, typed = found.rows[0].code.casefold(), words.casefold()
    return code == typed or ("-" in typed and code.endswith(f"-{typed}"))


@staff_view(*READERS, outside_transaction=True)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Form 07 of the same search, for the printer."""
    form = NarrowForm(request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('officer:search')}?{request.GET.urlencode()}")
    words = request.GET.get("q", "").strip()
    name, content = dossiers.print_register(
        actor=actor_of(request), words=words, narrowing=form.narrowing
    )
    return send_file(name, PDF, content, attached=False)


def _register(request: HttpRequest) -> str:
    return f"{reverse('officer:register')}?{urlencode(_kept(request))}"


def _kept(request: HttpRequest) -> dict[str, str]:
    names = ("q", *NarrowForm.names)
    return {name: request.GET[name] for name in names if request.GET.get(name)}


def _address(request: HttpRequest, after: str) -> str:
    if not after:
        return ""
    return "?" + urlencode({**_kept(request), AFTER: after})
