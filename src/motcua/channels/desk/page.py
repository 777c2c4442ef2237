"""Every page of the desk: who is here, where they may go, then the screen itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode

from motcua.channels.desk.controls import controls, mistakes
from motcua.channels.desk.navigation import places_of
from motcua.channels.sessions import actor_of
from motcua.directory import api as directory
from motcua.directory.types import Actor


@dataclass(frozen=True, slots=True)
class NavLink:
    title: Promise
    href: str
    current: bool


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    actor = actor_of(request)
    shown = {"places": list(_links(actor, request.path)), "desk_name": _desk_name(actor)}
    return render(request, template, {**shown, **context}, status=status)


def _links(actor: Actor, path: str) -> Iterator[NavLink]:
    for place in places_of(actor):
        href = reverse(place.name)
        yield NavLink(place.title, href, path == href)


def _desk_name(actor: Actor) -> str:
    """The unit one sits in, as on the door of the room."""
    return directory.organisation(actor.seats[0].unit_id).name if actor.seats else ""


def ask(
    request: HttpRequest, template: str, form: forms.Form, context: Mapping[str, object]
) -> HttpResponse:
    """A page with a form: what was typed stays, and each mistake says what to do."""
    wrong = mistakes(form) if form.is_bound else ()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    asked = {"form": form, "controls": controls(form), "errors": wrong}
    return show(request, template, {**asked, **context}, status=status)


def page_number(request: HttpRequest) -> int:
    typed = request.GET.get("trang", "1")
    return max(1, int(typed)) if typed.isdecimal() and len(typed) < 6 else 1


def neighbours(request: HttpRequest, page: int, *, has_next: bool) -> dict[str, str]:
    """Addresses of the page before and after, with the search kept."""
    kept = {name: request.GET.get(name, "") for name in request.GET if name != "trang"}

    def address(number: int) -> str:
        return "?" + urlencode({**kept, "trang": str(number)})

    return {
        "previous_href": address(page - 1) if page > 1 else "",
        "next_href": address(page + 1) if has_next else "",
    }
