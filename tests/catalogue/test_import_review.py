"""What administrators decide about imported rows, and that it takes two of them."""

import pytest
from django.db import IntegrityError, transaction

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import (
    AdministratorRequiredError,
    NothingReadyError,
    OwnRowsError,
    ReturnReasonMissingError,
    RowClosedError,
    RowUnsoundError,
)
from motcua.catalogue.models import ImportedRow
from motcua.catalogue.types import LimitMend, RowMend
from motcua.directory.types import Role
from motcua.kit.scope import NOBODY, SYSTEM, Scope, acting
from tests.catalogue.factories import MACHINE, seated
from tests.catalogue.landing import CODE, bring, everything, only
from tests.catalogue.national import CLEAN, DOUBTFUL, a_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]
OWN = "1.001193"  # the province's own birth registration


# ------------------------------------------------------------------ two people


def test_who_brought_it_in_does_not_publish_it():
    first = seated()
    bring(CLEAN, actor=first)
    before = everything()
    with pytest.raises(OwnRowsError):
        catalogue.publish_import(actor=first)
    assert everything() == before
    assert catalogue.publish_import(actor=seated()) == 1


def test_who_accepted_or_mended_a_row_does_not_publish_it():
    second = seated()
    bring(DOUBTFUL["no_time"], actor=seated())
    catalogue.accept_rows(actor=second, row_ids=[only().id])
    with pytest.raises(OwnRowsError):
        catalogue.publish_import(actor=second)
    assert only().state == "ready"


def test_the_database_holds_it_too():
    first = seated()
    bring(CLEAN, actor=first)
    version = catalogue.procedure(OWN)
    row = only()
    row.state, row.published_by, row.version_id = "published", first.person_id, version.id
    with pytest.raises(IntegrityError), acting(SYSTEM), transaction.atomic():
        row.save()


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.LEADER, Role.SUPERVISOR])
def test_only_administrators_import_decide_and_publish(role):
    bring(CLEAN, DOUBTFUL["no_time"] | {"code": "1.900009"})
    other, row_id, before = seated(role), only().id, everything()
    for act in (
        lambda: bring(CLEAN, actor=other),
        lambda: catalogue.upload_catalogue(actor=other, name="x", content=a_file(CLEAN)),
        lambda: catalogue.publish_import(actor=other),
        lambda: catalogue.accept_rows(actor=other, row_ids=[row_id]),
        lambda: catalogue.accept_sure_rows(actor=other),
        lambda: catalogue.reject_row(actor=other, row_id=row_id, reason="x"),
        lambda: catalogue.take_over_row(actor=other, row_id=row_id),
        lambda: catalogue.review_queue(actor=other),
        lambda: catalogue.imports(actor=other),
    ):
        with pytest.raises(AdministratorRequiredError):
            act()
    assert everything() == before


# ------------------------------------------------------------------ deciding


def test_a_row_is_mended_and_then_ready():
    bring(DOUBTFUL["no_time"])
    mend = RowMend(
        "Tên đã sửa", (LimitMend(12, "working_day"),), "H53.09", charges=True, amount=30_000
    )
    catalogue.mend_row(actor=seated(), row_id=only().id, mend=mend)
    catalogue.publish_import(actor=seated())
    version = catalogue.procedure(CODE)
    assert version.name.vi == "Tên đã sửa"
    assert version.cases[0].limit.value == 12
    assert version.offered_by == ("H53.09",)
    assert version.cases[0].fees[0].amount == 30_000


def test_a_mend_that_would_not_work_is_refused():
    bring(DOUBTFUL["no_time"])
    before = everything()
    mend = RowMend("", (LimitMend(5, "working_day"),), "", charges=False, amount=None)
    with pytest.raises(RowUnsoundError):
        catalogue.mend_row(actor=seated(), row_id=only().id, mend=mend)
    assert everything() == before


def test_only_what_the_row_itself_says_is_accepted_in_one_act():
    bring(DOUBTFUL["free_with_note"], DOUBTFUL["no_time"] | {"code": "1.900009"})
    assert catalogue.accept_sure_rows(actor=seated()) == 1
    assert (only().state, only("1.900009").state) == ("ready", "review")


def test_a_rejected_row_stays_out_and_the_same_file_does_not_bring_it_back():
    bring(CLEAN)
    with pytest.raises(ReturnReasonMissingError):
        catalogue.reject_row(actor=seated(), row_id=only().id, reason=" ")
    catalogue.reject_row(actor=seated(), row_id=only().id, reason="Tỉnh không có việc này")
    bring(CLEAN)
    assert only().state == "rejected"
    with pytest.raises(NothingReadyError):
        catalogue.publish_import(actor=MACHINE)
    with pytest.raises(RowClosedError):
        catalogue.reject_row(actor=seated(), row_id=only().id, reason="nữa")


def test_citizens_and_nobody_see_no_rows():
    bring(CLEAN)
    for scope in (NOBODY, Scope(person=seated().person_id)):
        with acting(scope):
            assert ImportedRow.objects.count() == 0
