"""Three small views behind the real middleware, one for each kind of door."""

from django.http import HttpResponse, JsonResponse
from django.template import Origin
from django.template.loaders.base import Loader
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from motcua.channels.sessions import (
    actor_of,
    citizen_view,
    kept_values,
    public_view,
    sign_in_citizen,
    sign_out_citizen,
    staff_view,
    visitor,
)
from motcua.directory.models import Person
from motcua.directory.types import Role, SignedIn
from motcua.kit import clock, http


def whose(actor):
    return JsonResponse({"actor": str(actor.person_id) if actor else None})


class BarePages(Loader):
    """Every template is there, and says nothing."""

    def get_template_sources(self, template_name):
        yield Origin(name=template_name, template_name=template_name, loader=self)

    def get_contents(self, origin):
        return ""


@public_view
def home(request):
    return whose(visitor(request))


@csrf_exempt
@citizen_view
def mine(request):
    if request.method == "POST":
        return JsonResponse({"saved": request.POST.dict()})
    return JsonResponse({"actor": str(actor_of(request).person_id), "kept": kept_values(request)})


@citizen_view(min_level=3)
def above(request):
    return whose(actor_of(request))


@citizen_view
def persons(request):
    return JsonResponse({"seen": sorted(Person.objects.values_list("name", flat=True))})


@citizen_view(outside_transaction=True)
def outside(request):
    http.refuse_in_transaction()
    return HttpResponse("ok")


@staff_view()
def desk(request):
    return whose(actor_of(request))


@csrf_exempt
@staff_view(Role.LEADER)
def signing(request):
    return JsonResponse({"kept": kept_values(request)})


def enter(request, person_id, name):
    sign_in_citizen(request, SignedIn(person_id, name, 2, clock.now()))
    return HttpResponse("in")


def leave(request):
    sign_out_citizen(request)
    return HttpResponse("out")


urlpatterns = [
    path("", home),
    path("cua-toi/", mine),
    path("cao/", above),
    path("nguoi/", persons),
    path("ngoai/", outside),
    path("vao/<uuid:person_id>/<str:name>/", enter),
    path("ra/", leave),
    path("can-bo/", desk),
    path("can-bo/ky/", signing),
    path("can-bo/dang-nhap/", include("motcua.channels.officer.login_urls")),
]
