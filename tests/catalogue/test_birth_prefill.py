"""Who registers decides what the register fills in: the mother's own record, or the wife's name."""

from datetime import UTC, datetime

import pytest

from motcua.catalogue import data_files, folders, lists
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, SourceRecord

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
MOTHER = SourceRecord(
    {
        "ho_ten": "Nguyễn Thị Bảy",
        "so_dinh_danh": "072192000007",
        "ngay_sinh": "1992-03-12",
        "gioi_tinh": "Nữ",
        "dan_toc": "Kinh",
        "quoc_tich": "Việt Nam",
        "noi_thuong_tru": {"ward": "25666", "detail": "Ấp Thuận Hòa"},
        "vo_chong": {"ho_ten": "Lê Văn Tám", "so_dinh_danh": "072090000008"},
    },
    NOW,
    "r-1",
)


@pytest.fixture(scope="module")
def form():
    found = folders.read(data_files.PROCEDURES / "1.001193" / "2025-07-01")
    return forms.load(found.content["form"], lists=lists.all_lists())


def filled(form, relation, answers=None):
    said = {**(answers or {}), "quan_he": Answer(relation), "bo_roi": Answer(False)}  # noqa: FBT003
    said["co_cha"] = Answer(True)  # noqa: FBT003
    return forms.merged(said, forms.prefill(form, {"csdldc": MOTHER}, said, now=NOW))


def test_the_mother_is_locked_from_her_record_and_her_husband_is_suggested(form):
    answers = filled(form, "me")
    assert answers["me.ho_ten"].locked
    assert answers["me.dan_toc"].value == "01"
    assert answers["me.quoc_tich"].value == "VN"
    assert answers["me.noi_cu_tru"].value == {"ward": "25666", "detail": "Ấp Thuận Hòa"}
    assert (answers["cha.ho_ten"].value, answers["cha.ho_ten"].locked) == ("Lê Văn Tám", False)


def test_changing_who_registers_moves_the_record_to_the_other_parent(form):
    answers = filled(form, "cha", filled(form, "me"))
    assert (answers["me.ho_ten"].value, answers["me.ho_ten"].locked) == ("Lê Văn Tám", False)
    assert (answers["cha.ho_ten"].value, answers["cha.ho_ten"].locked) == ("Nguyễn Thị Bảy", True)
    assert "me.dan_toc" not in answers


def test_a_grandparent_fills_in_neither(form):
    answers = filled(form, "ong_ba")
    assert answers["ho_ten"].locked
    assert not {"me.ho_ten", "cha.ho_ten"} & set(answers)
