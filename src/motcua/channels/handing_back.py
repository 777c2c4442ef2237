"""After an official's session ended while sending: a page that has no place for what was typed shows it
and sends it again at one press; nothing is done by coming back alone.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from motcua.channels import kept_form

LEFT = "bo-giu"


def instead(request: HttpRequest, person_id: UUID, response: HttpResponse) -> HttpResponse:
    """`response`, unless something waits for this address that its view has not taken up."""
    if request.method != "GET" or request.headers.get("HX-Request"):
        return response
    kept = kept_form.waiting(request, person_id)
    if kept is None:
        return response
    opens = response.status_code != HTTPStatus.METHOD_NOT_ALLOWED
    if LEFT in request.GET and opens:
        kept_form.take(request, person_id)
        return HttpResponseRedirect(request.path)
    context = {
        "texts": _texts(kept.values),
        "repeat": [] if kept.with_files else _pairs(kept.values),
        "again": f"{request.path}?{LEFT}=1" if opens else "",
    }
    return render(request, "refusal/kept.html", context)


def _pairs(values: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, several in values.items() for value in several]


def _texts(values: Mapping[str, Sequence[str]]) -> list[str]:
    """What was written by hand: of several words, and no data of the page."""
    texts = (value.strip() for _name, value in _pairs(values))
    return [text for text in texts if " " in text and text[0] not in "[{"]
