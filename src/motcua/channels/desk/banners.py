"""What just happened, shown at the top of the next page."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise


def done(request: HttpRequest, sentence: str | Promise) -> None:
    messages.success(request, str(sentence))


def not_done(request: HttpRequest, sentence: object) -> None:
    messages.error(request, str(sentence))
