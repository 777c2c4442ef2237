"""The share of the scanners, as its officials and the worker meet it."""

import io
from datetime import timedelta
from pathlib import Path

from django.conf import settings as site

from motcua.audit.models import Entry
from motcua.documents import api as documents
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting

QUIET = timedelta(seconds=site.SCANS_QUIET_SECONDS)


def opened(administrator, official):
    name = documents.open_scan_folder(
        actor=administrator,
        person_id=official.person_id,
        agency_id=official.seats[0].agency_id,
    )
    return Path(site.SCANS) / name


def after(*seconds):
    """The worker looks, and again so many seconds later each time; how many files it took."""
    taken, now = documents.take_scans(), clock.now()
    for later in seconds or (QUIET.total_seconds(),):
        now += timedelta(seconds=later)
        with clock.set_to(now):
            taken += documents.take_scans()
    return taken


def found(actor):
    with acting(actor.scope):
        return documents.scanned(actor)


def lying(folder):
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def tiff(*pages, **how):
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], **how)
    return out.getvalue()


def verbs(about):
    with acting(SYSTEM):
        return list(
            Entry.objects.filter(object_id=str(about)).order_by("id").values_list("verb", flat=True)
        )
