"""What just happened, shown at the top of the next page."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.dossiers.types import Outcome


def done(request: HttpRequest, sentence: str | Promise) -> None:
    messages.success(request, str(sentence))


def not_done(request: HttpRequest, sentence: object) -> None:
    messages.error(request, str(sentence))


def each(request: HttpRequest, outcomes: Sequence[Outcome], sentence: str) -> None:
    """One banner for what was done, one line for every dossier that was not."""
    count = sum(outcome.ok for outcome in outcomes)
    if count:
        done(request, sentence.format(count=count))
    for outcome in outcomes:
        if not outcome.ok:
            not_done(request, _("{code}: {why}").format(code=outcome.code, why=outcome.message))
