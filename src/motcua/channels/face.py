"""Small things every page links to."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control

_NAMESPACE = '<svg xmlns="http://www.w3.org/2000/svg" '


@cache_control(public=True, max_age=86400)
def site_icon(request: HttpRequest) -> HttpResponse:
    mark = render_to_string("ui/door.svg").replace("<svg ", _NAMESPACE, 1)
    return HttpResponse(mark, content_type="image/svg+xml")
