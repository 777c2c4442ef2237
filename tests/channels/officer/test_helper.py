"""Of the post or an agent (NĐ 118/2025/NĐ-CP Điều 15): types for a citizen, and decides nothing."""

import pytest

from motcua.directory.types import Role
from motcua.documents.models import ArchiveOpening
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import DossierNotFoundError, EntryNotFoundError, SeatRequiredError
from motcua.dossiers.models import AssistedEntry
from motcua.kit.scope import SYSTEM, acting
from tests.channels.officer.browser import Browser
from tests.channels.officer.test_counter import ADDRESS, filled, how_many
from tests.dossiers import factories as make
from tests.dossiers.test_assisted import owner_of, typed
from tests.dossiers.test_who_handed_it_in import words_of

pytestmark = pytest.mark.django_db


def left_to_confirm(helper, **more):
    page = helper.send(ADDRESS, **{**filled(helper), "act": "confirm", **more})
    return page, page.response.request["PATH_INFO"].split("/")[-2]


def entries():
    with acting(SYSTEM):
        return AssistedEntry.objects.count()


def test_types_for_a_citizen_who_confirms_and_the_counter_accepts(office):
    page, entry_id = left_to_confirm(office.helper)
    assert "Hồ sơ chỉ được nộp khi người dân xác nhận" in page.text
    citizen = owner_of(office, entry_id)

    made = dossiers.confirm_own(actor=citizen, entry_id=entry_id)

    shown = dossiers.dossier(actor=office.receptionist, dossier_id=made.dossier_id)
    assert shown.handed_in.typed_by == "Lê Thị Bưu"
    dossiers.accept(actor=office.receptionist, dossier_id=made.dossier_id)
    over = office.helper.send(f"khai-giup/{entry_id}/")
    assert "Bộ phận Một cửa sẽ tiếp nhận" in over.text


def test_the_page_offers_only_what_a_helper_may(office):
    page = office.helper.page(ADDRESS)

    assert "Để người dân xác nhận" in page.text
    for button in ("Tiếp nhận (mẫu 01)", "Từ chối (mẫu 03)", "Yêu cầu bổ sung (mẫu 02)"):
        assert button not in page.text
    assert "Khai giúp một người" in office.helper.page("khai-giup/").text


@pytest.mark.parametrize("act", ["accept", "ask", "refuse"])
def test_sending_another_button_ends_nothing(office, act):
    office.helper.send(ADDRESS, **{**filled(office.helper), "act": act, "reason": "Thử"})

    assert (how_many(), entries()) == (0, 0)


def test_registers_accepts_and_reads_nothing_by_the_door_either(office):
    dossier_id = make.submitted()
    helper = office.helper.actor

    with pytest.raises(DossierNotFoundError):
        dossiers.dossier(actor=helper, dossier_id=dossier_id)
    with pytest.raises((DossierNotFoundError, SeatRequiredError)):
        dossiers.accept(actor=helper, dossier_id=dossier_id)
    assert dossiers.find(actor=helper, words="nguyen") == ()
    assert make.stored(dossier_id).accepted_at is None


def test_looks_into_no_archive_while_typing(office):
    left_to_confirm(office.helper)

    with acting(SYSTEM):
        assert ArchiveOpening.objects.count() == 0


def test_another_unit_does_not_see_what_was_typed(office):
    _page, entry_id = left_to_confirm(office.helper)
    elsewhere = Browser(Role.HELPER, agency="H53.31.28")

    assert elsewhere.page(f"khai-giup/{entry_id}/").status == 404
    assert elsewhere.page(f"khai-giup/{entry_id}/in/").status == 404
    with pytest.raises(EntryNotFoundError):
        dossiers.print_entry(actor=elsewhere.actor, entry_id=entry_id)


def test_what_was_typed_is_printed_to_be_signed(office, tmp_path):
    entry_id = typed(office)

    page = office.counter.page(f"khai-giup/{entry_id}/in/")

    assert page.response["Content-Type"] == "application/pdf"
    words = words_of(page.response.content, tmp_path)
    assert "BẢN KHAI GIÚP NGƯỜI DÂN" in words
    assert "Cấp Giấy xác nhận tình trạng hôn nhân" in words
    assert words.count("Nguyễn Thị Bảy") >= 2
    assert office.receptionist.name in words
    assert f"khai-giup/{entry_id}/in/" in office.counter.page(f"khai-giup/{entry_id}/").html


def test_a_case_officer_prints_none(office):
    entry_id = typed(office)

    assert office.specialist.page(f"khai-giup/{entry_id}/in/").status == 403
    with pytest.raises(SeatRequiredError):
        dossiers.print_entry(actor=office.specialist.actor, entry_id=entry_id)
