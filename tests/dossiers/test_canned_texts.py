"""Canned texts: one's own, or the agency's, kept by who answers for it."""

import pytest

from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    NameMissingError,
    SeatRequiredError,
    TextNotFoundError,
    TextTitleTakenError,
    WordsMissingError,
)
from motcua.dossiers.models import CannedText
from motcua.dossiers.types import CannedTextIn, TextUse
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import make_citizen, official_actor
from tests.dossiers.factories import Desk

pytestmark = pytest.mark.django_db
BLURRED = CannedTextIn(TextUse.SUPPLEMENT, "Ảnh mờ", "Ảnh chụp bị mờ.\nXin chụp lại, đủ bốn góc.")


def keep(actor, text=BLURRED, **changed):
    given = {name: getattr(text, name) for name in ("use", "title", "body", "shared")}
    return dossiers.keep_text(actor=actor, text=CannedTextIn(**{**given, **changed}))


def titles(actor, use=None):
    return [one.title for one in dossiers.canned_texts(actor=actor, use=use)]


def test_ones_own_text_is_seen_by_nobody_else(desk):
    keep(desk.specialist)

    (seen,) = dossiers.canned_texts(actor=desk.specialist)
    assert (seen.body, seen.shared, seen.may_change) == (BLURRED.body, False, True)
    assert titles(desk.head) == []


@pytest.mark.parametrize("who", ["head", "leader"])
def test_the_agency_s_text_is_everybody_s_to_pick_and_not_to_change(desk, who):
    text_id = keep(getattr(desk, who), shared=True)

    (seen,) = dossiers.canned_texts(actor=desk.specialist)
    assert (seen.shared, seen.may_change) == (True, False)
    with pytest.raises(SeatRequiredError):
        dossiers.change_text(actor=desk.specialist, text_id=text_id, text=BLURRED)
    with pytest.raises(SeatRequiredError):
        dossiers.remove_text(actor=desk.specialist, text_id=text_id)
    assert titles(desk.specialist) == ["Ảnh mờ"]


def test_an_administrator_keeps_the_agency_s_texts(desk):
    administrator = official_actor(Role.ADMINISTRATOR, unit_kind="leadership", name="Ngô Văn Sáu")

    keep(administrator, shared=True)

    assert titles(desk.receptionist) == ["Ảnh mờ"]


@pytest.mark.parametrize("who", ["specialist", "receptionist", "clerk"])
def test_others_share_nothing(desk, who):
    with pytest.raises(SeatRequiredError):
        keep(getattr(desk, who), shared=True)
    assert titles(desk.head) == []


def test_a_citizen_and_a_supervisor_keep_none(desk):
    supervisor = official_actor(Role.SUPERVISOR, unit_kind="leadership", name="Hồ Thị Năm")
    for actor in (make_citizen(), supervisor):
        with pytest.raises(SeatRequiredError):
            keep(actor)
    with acting(SYSTEM):
        assert not CannedText.objects.exists()


def test_another_agency_sees_none_and_changes_none(desk):
    text_id = keep(desk.head, shared=True)
    elsewhere = Desk(agency="H53.31.28").head

    assert titles(elsewhere) == []
    with pytest.raises(TextNotFoundError):
        dossiers.change_text(actor=elsewhere, text_id=text_id, text=BLURRED)
    assert titles(desk.head) == ["Ảnh mờ"]


def test_it_is_changed_and_removed_and_offered_where_it_belongs(desk):
    text_id = keep(desk.specialist)
    changed = CannedTextIn(TextUse.NOTE, "Đủ điều kiện", "Hồ sơ đủ điều kiện.")

    dossiers.change_text(actor=desk.specialist, text_id=text_id, text=changed)
    assert titles(desk.specialist, TextUse.SUPPLEMENT) == []
    assert titles(desk.specialist, TextUse.NOTE) == ["Đủ điều kiện"]
    dossiers.remove_text(actor=desk.specialist, text_id=text_id)
    assert titles(desk.specialist) == []


def test_one_s_own_come_before_the_agency_s(desk):
    keep(desk.head, title="A của cơ quan", shared=True)
    keep(desk.head, title="Z của tôi")

    assert titles(desk.head) == ["Z của tôi", "A của cơ quan"]


def test_what_says_nothing_or_is_there_already_is_refused(desk):
    keep(desk.specialist)

    with pytest.raises(TextTitleTakenError, match="Ảnh mờ"):
        keep(desk.specialist)
    with pytest.raises(NameMissingError):
        keep(desk.specialist, title=" ")
    with pytest.raises(WordsMissingError):
        keep(desk.specialist, title="Khác", body=" \n ")
    assert titles(desk.specialist) == ["Ảnh mờ"]
