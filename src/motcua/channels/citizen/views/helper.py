"""For who would rather be helped by a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.channels.sessions import public_view


@public_view
@require_safe
def helper(request: HttpRequest) -> HttpResponse:
    return render(request, "citizen/helper.html")
