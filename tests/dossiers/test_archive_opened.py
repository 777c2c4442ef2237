"""What enters the archive at acceptance, who may look into it, and what is counted."""

from datetime import timedelta

import pytest

from motcua.documents.models import ArchivedPaper, ArchiveOpening
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    FaceMissingError,
    NothingToDigitiseError,
)
from motcua.dossiers.models import Paper
from motcua.dossiers.types import (
    Applicant,
    Confirmed,
    ReuseFigures,
    Status,
    SupplementItem,
)
from motcua.kit import clock
from motcua.kit.errors import NotAllowedError
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import receptionist
from tests.dossiers import factories as make
from tests.dossiers.archives import BUILDING, archived, draft_reusing

pytestmark = pytest.mark.django_db
REASON = "Bản trong kho chụp thiếu trang 3, cần đối chiếu phần biến động"


def submitted_reusing(citizen, archived_id):
    return dossiers.submit(actor=citizen, draft_id=draft_reusing(citizen, archived_id)).dossier_id


def ask(desk, dossier_id, again="", ref="LAND_CERT"):
    return dossiers.request_supplement(
        actor=desk.receptionist,
        dossier_id=dossier_id,
        items=[SupplementItem("paper", ref, "Nộp bản rõ hơn", again)],
        reason="Cần xem lại giấy tờ đất",
    )


# ------------------------------------------------------------------ what enters at acceptance


def accept_confirming(desk, dossier_id, **changed):
    face = {
        "component": "LAND_CERT",
        "number": "BĐ 987654",
        "issuer": "Sở Nông nghiệp và Môi trường",
        "issued_on": clock.today() - timedelta(days=400),
    }
    dossiers.accept(
        actor=desk.receptionist,
        dossier_id=dossier_id,
        confirmed=[Confirmed(**{**face, **changed})],
    )


def test_what_is_confirmed_at_acceptance_is_offered_next_time(citizen, desk):
    dossier_id = make.submitted(citizen, BUILDING)

    accept_confirming(desk, dossier_id)

    (one,) = dossiers.held_for_dossier(actor=desk.receptionist, dossier_id=dossier_id)[
        "LAND_CERT"
    ].papers
    assert one.number == "BĐ 987654"
    assert one.source == make.stored(dossier_id).code


@pytest.mark.parametrize("lacking", [{"number": " "}, {"issuer": ""}, {"issued_on": None}])
def test_a_paper_without_number_issuer_or_day_does_not_enter(citizen, desk, lacking):
    dossier_id = make.submitted(citizen, BUILDING)

    with pytest.raises(FaceMissingError):
        accept_confirming(desk, dossier_id, **lacking)

    assert make.stored(dossier_id).state is Status.SUBMITTED
    with acting(SYSTEM):
        assert not ArchivedPaper.objects.exists()


@pytest.mark.parametrize("component", ["DRAWINGS", "LAND_OTHER"])
def test_what_is_no_reusable_paper_or_has_no_scan_does_not_enter(citizen, desk, component):
    dossier_id = make.submitted(citizen, BUILDING)

    with pytest.raises(NothingToDigitiseError):
        accept_confirming(desk, dossier_id, component=component)

    assert make.stored(dossier_id).state is Status.SUBMITTED


# ------------------------------------------------------------------ the counter, and who may look


def look(actor, citizen, name="Nguyễn Thị Bảy"):
    return dossiers.look_up_archive(
        actor=actor,
        applicant=Applicant(name, "072192000007"),
        procedure_code=BUILDING,
        case_code=make.catalogue.procedure(BUILDING).cases[0].code,
    )


def test_any_counter_may_look_up_the_person_who_stands_there(citizen):
    archived(citizen)
    elsewhere = receptionist(agency="H53.31.01")

    assert look(elsewhere, citizen)["LAND_CERT"].papers[0].number == "BĐ 123456"


def test_a_number_with_another_name_shows_nothing(citizen):
    archived(citizen)

    held = look(receptionist(agency="H53.31.01"), citizen, name="Phạm Quốc Dũng")

    assert "LAND_CERT" not in held
    with acting(receptionist(agency="H53.31.01").scope):
        assert ArchivedPaper.objects.count() == 0


@pytest.mark.parametrize("who", ["specialist", "leader", "clerk"])
def test_only_the_counter_looks_up(citizen, desk, who):
    archived(citizen)

    with pytest.raises(NotAllowedError):
        look(getattr(desk, who), citizen)

    with acting(SYSTEM):
        assert not ArchiveOpening.objects.exists()


def test_without_a_dossier_or_a_look_up_no_agency_sees_the_archive(citizen):
    archived_id = archived(citizen)
    elsewhere = receptionist(agency="H53.31.01")

    with acting(elsewhere.scope):
        assert not ArchivedPaper.objects.filter(pk=archived_id).exists()


def test_applying_opens_the_archive_to_the_agency_and_to_no_other(citizen, desk):
    archived(citizen)
    dossier_id = make.submitted(citizen, BUILDING)

    held = dossiers.held_for_dossier(actor=desk.receptionist, dossier_id=dossier_id)
    assert len(held["LAND_CERT"].papers) == 1
    with acting(receptionist(agency="H53.31.01").scope):
        assert ArchivedPaper.objects.count() == 0


# ------------------------------------------------------------------ figures


def test_figures_are_counted_from_papers_and_requests(citizen, desk):
    archived_id = archived(citizen)
    submitted_reusing(citizen, archived_id)
    again = make.submitted(make.another_citizen(), BUILDING)
    ask(desk, again)
    since, until = clock.now() - timedelta(days=1), clock.now() + timedelta(days=1)

    figures = dossiers.reuse_figures(actor=desk.receptionist, since=since, until=until)

    with acting(SYSTEM):
        handed_in = Paper.objects.count()
    assert figures == ReuseFigures(handed_in=handed_in, reused=1, by_data=0, asked_again=0)
    third = make.submitted(citizen, BUILDING)
    ask(desk, third, again=REASON)
    figures = dossiers.reuse_figures(actor=desk.receptionist, since=since, until=until)
    assert figures.asked_again == 1
