"""Before a paper is asked for, the screen says that the State has it; asking again takes words."""

from datetime import timedelta

import pytest

from motcua.documents.models import ArchivedPaper, ArchiveOpening
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import Dossier, Paper
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.channels.officer.test_counter import ADDRESS, filled
from tests.directory.factories import make_citizen
from tests.dossiers import factories
from tests.dossiers.archives import BUILDING, archived

LAND = "LAND_CERT"
OLD = "OLD_CERT"
MARITAL_KIND = "KQ.G15.000038"
REASON = "Bản trong kho thiếu trang 3"


@pytest.fixture
def bay(office):
    return make_citizen()


@pytest.fixture
def waiting(bay):
    """A building permit that came in online, while the land certificate lies in the archive."""
    return archived(bay), factories.submitted(bay, BUILDING)


def land_papers(dossier_id):
    with acting(SYSTEM):
        return list(Paper.objects.filter(dossier_id=dossier_id, component=LAND, superseded_at=None))


# ------------------------------------------------------------------ online dossiers at the counter


def test_the_checklist_says_what_the_archive_holds(office, waiting):
    page = office.counter.page(f"ho-so/{waiting[1]}/tiep-nhan/")

    assert "Đã có trong kho:" in page.text
    assert "BĐ 123456" in page.text
    assert "Dùng lại từ kho" in page.text


def test_the_official_uses_the_archives_instead_of_the_blurred_one(office, waiting):
    archived_id, dossier_id = waiting

    page = office.counter.send(
        f"ho-so/{dossier_id}/tiep-nhan/", act="accept", **{f"tick:{LAND}": "dung-lai"}
    )

    assert "Đã tiếp nhận" in page.text, page.text
    assert [paper.archived_id for paper in land_papers(dossier_id)] == [archived_id]
    shown = office.counter.page(f"ho-so/{dossier_id}/")
    assert "của hồ sơ H53.31.61-250701-0001" in shown.text


def test_a_request_for_it_without_a_reason_is_refused_and_keeps_what_was_typed(office, waiting):
    address = f"ho-so/{waiting[1]}/bo-sung/"
    typed = {
        f"paper:{LAND}": "on",
        f"why:paper:{LAND}": "Chụp lại rõ cả bốn góc",
        "reason": "Cần xem lại giấy tờ đất",
        "stage": "send",
    }

    page = office.counter.send(address, **typed)

    assert page.status == 422
    assert "đã có trong kho hoặc cơ sở dữ liệu" in page.text
    assert page.value(f"why:paper:{LAND}") == "Chụp lại rõ cả bốn góc"
    assert factories.stored(waiting[1]).supplements == 0

    sent = office.counter.send(address, **typed, **{f"again:paper:{LAND}": REASON})
    assert "Đã gửi một yêu cầu bổ sung" in sent.text
    assert REASON in office.counter.page(f"ho-so/{waiting[1]}/").text


def test_the_core_refuses_even_where_the_screen_did_not_know(office, waiting):
    page = office.counter.send(
        f"ho-so/{waiting[1]}/bo-sung/",
        **{f"paper:{LAND}": "on", f"why:paper:{LAND}": "x", f"again:paper:{LAND}": " "},
        reason="y",
        stage="send",
    )

    assert page.status == 422
    assert factories.stored(waiting[1]).supplements == 0


def test_what_was_compared_with_the_original_is_kept_for_next_time(office, bay):
    dossier_id = factories.submitted(bay, BUILDING)

    page = office.counter.send(
        f"ho-so/{dossier_id}/tiep-nhan/",
        act="accept",
        **{
            f"tick:{LAND}": "co",
            f"number:{LAND}": "CT 445566",
            f"issuer:{LAND}": "Sở Nông nghiệp và Môi trường",
            f"issued:{LAND}": "04/05/2020",
        },
    )

    assert "Đã tiếp nhận" in page.text, page.text
    with acting(SYSTEM):
        kept = ArchivedPaper.objects.get(owner_id=bay.person_id)
    assert f"{kept.valid_from:%d/%m/%Y}" == "04/05/2020"
    assert kept.confirmed_by_id == office.counter.person_id


@pytest.mark.parametrize(
    ("face", "sentence"),
    [
        ({"issued": "31/02/2020", "number": "1", "issuer": "X"}, "nhập ngày cấp"),
        ({"number": "CT 445566"}, "ghi đủ số, nơi cấp và ngày cấp"),
    ],
)
def test_half_a_face_is_refused_and_the_dossier_waits_on(office, bay, face, sentence):
    dossier_id = factories.submitted(bay, BUILDING)
    typed = {f"{name}:{LAND}": value for name, value in face.items()}

    page = office.counter.send(f"ho-so/{dossier_id}/tiep-nhan/", act="accept", **typed)

    assert page.status == 422
    assert sentence in page.text
    assert page.value(f"number:{LAND}") == face["number"]
    assert factories.stored(dossier_id).accepted_at is None


def test_accepting_with_the_archive_costs_few_statements(
    office, waiting, django_assert_max_num_queries
):
    counter = office.counter

    with django_assert_max_num_queries(35):
        counter.page(f"ho-so/{waiting[1]}/tiep-nhan/")


# ------------------------------------------------------------------ somebody stands at the counter


@pytest.fixture
def old_certificate(bay):
    return archived(
        bay,
        kind=MARITAL_KIND,
        number="12/GXN-UBND",
        title="Giấy xác nhận tình trạng hôn nhân",
        valid_to=clock.today() + timedelta(days=30),
    )


def asks_for_old_certificate(counter):
    """The page of somebody who was given a certificate before."""
    return filled(counter) | {"da_cap_truoc": "yes", f"tick:{OLD}": "thieu"}


def test_as_soon_as_the_person_is_known_the_archive_is_looked_up(office, old_certificate):
    page = office.counter.send(ADDRESS, act="all", **asks_for_old_certificate(office.counter))

    assert "12/GXN-UBND" in page.text
    with acting(SYSTEM):
        (opening,) = ArchiveOpening.objects.filter(opened_by_id=office.counter.person_id)
    assert opening.purpose == factories.MARITAL


def test_before_that_nothing_is_looked_up(office, old_certificate):
    page = office.counter.page(ADDRESS)

    assert "12/GXN-UBND" not in page.text
    with acting(SYSTEM):
        assert not ArchiveOpening.objects.exists()


def test_missing_at_the_counter_but_held_is_refused_without_a_reason(office, old_certificate):
    typed = asks_for_old_certificate(office.counter)

    page = office.counter.send(ADDRESS, act="ask", reason="Thiếu giấy cũ", **typed)

    assert page.status == 422, page.text
    assert "Đã có trong kho giấy tờ hoặc cơ sở dữ liệu" in page.text
    with acting(SYSTEM):
        assert not Dossier.objects.exists()

    asked = office.counter.send(
        ADDRESS, act="ask", reason="Thiếu giấy cũ", **typed, **{f"again:{OLD}": REASON}
    )
    assert "mẫu 02" in asked.text, asked.text


def test_used_again_at_the_counter_it_is_a_reference(office, old_certificate):
    typed = asks_for_old_certificate(office.counter) | {f"tick:{OLD}": "dung-lai"}

    page = office.counter.send(ADDRESS, act="accept", **typed)

    assert "Đã tiếp nhận" in page.text, page.text
    with acting(SYSTEM):
        assert Paper.objects.get(component=OLD).archived_id == old_certificate


def test_brought_back_from_the_archive_at_the_counter(office, bay):
    dossier_id = factories.submitted(bay, BUILDING)
    request = f"ho-so/{dossier_id}/bo-sung/"
    office.counter.send(
        request,
        **{f"paper:{LAND}": "on", f"why:paper:{LAND}": "Nộp bản rõ"},
        reason="Mờ",
        stage="send",
    )
    archived_id = archived(bay)

    page = office.counter.send(
        f"ho-so/{dossier_id}/nhan-bo-sung/", **{f"archived:{LAND}": str(archived_id)}
    )

    assert "Đã nhận bổ sung" in page.text, page.text
    assert [paper.archived_id for paper in land_papers(dossier_id)] == [archived_id]
    assert (
        dossiers.dossier(actor=office.counter.actor, dossier_id=dossier_id).open_supplement is None
    )
