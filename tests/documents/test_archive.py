"""A person's archive: what enters, what leaves, who may look."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from motcua.directory.types import Role
from motcua.documents import api as documents, rules
from motcua.documents.errors import (
    AlreadyArchivedError,
    ArchiveSeatError,
    FileMissingError,
)
from motcua.documents.models import ArchivedPaper, ArchiveOpening
from motcua.kit import clock
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import make_citizen, receptionist
from tests.dossiers.archives import LAND_CERT, archived
from tests.dossiers.factories import MACHINE, another_citizen, stored_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def citizen(province_with_procedures):
    return make_citizen()


def usable(citizen, kind=LAND_CERT, scope=None):
    with acting(scope or citizen.scope):
        return documents.usable_papers(citizen.person_id, [kind])


def opened(owner, counter, until=None):
    documents.open_archive(
        actor=counter,
        owner_id=owner.person_id,
        agencies=counter.agencies,
        purpose="1.013225",
        until=until or clock.now() + timedelta(hours=1),
    )


def new_paper(citizen, agency_id, **changed):
    plain = {
        "owner_id": citizen.person_id,
        "agency_id": agency_id,
        "kind": LAND_CERT,
        "title": "Giấy chứng nhận",
        "number": "BĐ 1",
        "issuer": "UBND huyện",
        "valid_from": date(2020, 5, 4),
        "valid_to": None,
        "file_ids": (stored_file(citizen).id,),
        "dossier_id": new_id(),
        "source": "H53.31.61-250701-0001",
    }
    return documents.NewArchived(**{**plain, **changed})


# ------------------------------------------------------------------ results enter by themselves


def test_an_issued_result_is_in_the_archive_with_number_issuer_and_hash(office):
    document_id = office.issued()

    (one,) = usable(office.citizen, "GXN")

    issued = office.view(document_id)
    assert one.number == issued.number
    assert one.issuer == office.agency.name
    assert one.valid_from == issued.issued_on
    assert one.file_ids == (issued.file_id,)
    with acting(SYSTEM):
        row = ArchivedPaper.objects.get(document_id=document_id)
        assert documents.file(MACHINE, issued.file_id).sha256 == row.sha256
    assert issued.number.encode() not in bytes(row.face_sealed)


def test_a_signed_but_not_issued_result_is_not_there(office):
    office.signed()

    assert usable(office.citizen, "GXN") == []


def test_a_recalled_result_is_no_longer_usable_and_stays_on_record(office):
    document_id = office.issued()

    documents.recall(actor=office.leader, document_id=document_id, reason="Sai ngày sinh")

    assert usable(office.citizen, "GXN") == []
    with acting(SYSTEM):
        assert ArchivedPaper.objects.get(document_id=document_id).state == "recalled"


@pytest.mark.parametrize(
    ("issued_on", "months", "until"),
    [
        (date(2025, 11, 3), 6, date(2026, 5, 3)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
        (date(2025, 12, 31), None, None),
    ],
)
def test_until_when_a_paper_is_valid(issued_on, months, until):
    assert rules.valid_until(issued_on, months) == until


# ------------------------------------------------------------------ confirmed papers


def test_the_same_paper_twice_is_refused_however_its_number_is_written(citizen):
    archived(citizen, number="BĐ 123456", valid_from=date(2020, 5, 4))

    with pytest.raises(AlreadyArchivedError):
        archived(citizen, number="bđ123456", valid_from=date(2020, 5, 4))

    assert len(usable(citizen)) == 1


def test_a_later_paper_of_the_same_number_replaces_the_earlier(citizen):
    archived(citizen, number="07", valid_from=date(2020, 5, 4))
    later = archived(citizen, number="07", valid_from=date(2022, 5, 4))

    assert [one.id for one in usable(citizen)] == [later]
    with acting(SYSTEM):
        assert ArchivedPaper.objects.filter(state="superseded").count() == 1


def test_somebody_elses_file_does_not_become_this_persons_paper(citizen):
    theirs = stored_file(another_citizen()).id

    with pytest.raises(FileMissingError):
        archived(citizen, file_ids=(theirs,))

    assert usable(citizen) == []


@pytest.mark.parametrize("role", [Role.LEADER, Role.REGISTRY_CLERK, Role.SUPERVISOR])
def test_only_who_received_the_paper_may_confirm_it(office, role):
    actor = office.official(role, "Lý Văn Thư")

    with pytest.raises(ArchiveSeatError):
        documents.archive_paper(actor=actor, new=new_paper(office.citizen, office.agency.id))

    with acting(SYSTEM):
        assert not ArchivedPaper.objects.exists()


def test_the_database_refuses_approved_without_confirmer_and_a_result_without_document(citizen):
    archived_id = archived(citizen)

    for change in ({"confirmed_by_id": None}, {"origin": "result"}, {"file_ids": []}):
        with pytest.raises(IntegrityError), acting(SYSTEM), transaction.atomic():
            ArchivedPaper.objects.filter(pk=archived_id).update(**change)

    assert len(usable(citizen)) == 1


def test_forgetting_a_dossier_leaves_the_archive_its_files(citizen):
    archived_id = archived(citizen)
    loose = stored_file(citizen).id
    with acting(SYSTEM):
        kept = ArchivedPaper.objects.get(pk=archived_id).file_ids

        assert documents.erase([*kept, loose]) == 1

        assert set(documents.files(kept)) == set(kept)


# ------------------------------------------------------------------ who may look


def test_an_agency_sees_it_while_it_is_open_and_not_after(citizen):
    archived(citizen)
    counter = receptionist(agency="H53.31.01")
    assert usable(citizen, scope=counter.scope) == []

    opened(citizen, counter, until=clock.now() - timedelta(minutes=1))
    assert usable(citizen, scope=counter.scope) == []

    opened(citizen, counter)
    assert len(usable(citizen, scope=counter.scope)) == 1


def test_opening_one_persons_archive_shows_nobody_elses(citizen):
    archived(citizen)
    other = another_citizen()
    counter = receptionist(agency="H53.31.01")

    opened(other, counter)

    assert usable(citizen, scope=counter.scope) == []


def test_its_file_is_seen_with_it_and_no_other_file_of_the_person(citizen):
    archived_id = archived(citizen)
    loose = stored_file(citizen).id
    with acting(SYSTEM):
        (kept,) = ArchivedPaper.objects.get(pk=archived_id).file_ids
    counter = receptionist(agency="H53.31.01")

    opened(citizen, counter)

    with acting(counter.scope):
        assert set(documents.files([kept, loose])) == {kept}


def test_a_citizen_opens_only_their_own_and_no_specialist_opens_any(citizen, office):
    for actor in (another_citizen(), office.officer, office.leader):
        with pytest.raises(ArchiveSeatError):
            opened(citizen, actor)
    with acting(SYSTEM):
        assert not ArchiveOpening.objects.exists()


def test_an_opening_is_never_taken_back_or_lengthened(citizen):
    counter = receptionist(agency="H53.31.01")
    opened(citizen, counter)

    for change in (
        lambda rows: rows.update(until=clock.now() + timedelta(days=900)),
        lambda rows: rows.delete(),
    ):
        with pytest.raises(DatabaseError), acting(SYSTEM), transaction.atomic():
            change(ArchiveOpening.objects.all())

    with acting(SYSTEM):
        assert ArchiveOpening.objects.count() == 1


def test_the_look_of_an_official_is_written_down(citizen):
    from motcua.audit.models import Entry  # noqa: PLC0415

    opened(citizen, receptionist(agency="H53.31.01"))

    with acting(SYSTEM):
        assert Entry.objects.filter(
            verb="documents.open_archive", object_id=citizen.person_id
        ).exists()
