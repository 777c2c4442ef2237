"""After an act that makes a form, the dossier page offers it to the printer at once."""

from uuid import UUID

from django.http import HttpResponseRedirect
from django.urls import reverse


def to_print(dossier_id: UUID, number: str) -> HttpResponseRedirect:
    address = reverse("officer:dossier", args=[dossier_id])
    return HttpResponseRedirect(f"{address}?in={number}")
