"""Bring rows in, and look at what the tables hold of them."""

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import ImportedRow, ProcedureVersion, VersionDraft
from motcua.kit.scope import SYSTEM, acting
from tests.catalogue.factories import MACHINE
from tests.catalogue.national import CLEAN, a_file

CODE = CLEAN["code"]


def bring(*rows, actor=MACHINE):
    return catalogue.import_catalogue(actor=actor, name="thu.jsonl", content=a_file(*rows))


def stored(code=CODE):
    with acting(SYSTEM):
        return list(ImportedRow.objects.filter(code=code).order_by("id"))


def only(code=CODE):
    (row,) = stored(code)
    return row


def everything():
    with acting(SYSTEM):
        return (
            list(ImportedRow.objects.order_by("id").values()),
            list(ProcedureVersion.objects.order_by("id").values_list("id", "content_hash")),
            VersionDraft.objects.count(),
        )


def numbers(report):
    return (report.read, report.clean, report.review, report.refused)
