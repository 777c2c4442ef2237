"""Answering exactly what was asked for."""

import pytest

from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Status, SupplementItem
from tests.channels.citizen.phone import photo
from tests.dossiers import factories

FIELD = "dien_thoai"


def view(phone, dossier_id):
    return dossiers.dossier(actor=phone.actor, dossier_id=dossier_id)


@pytest.fixture
def asked(bay, desk):
    """A phone number and a paper are asked for."""
    dossier_id = factories.accepted(desk, bay.actor)
    paper = factories.some_component(dossier_id)
    dossiers.request_supplement(
        actor=desk.specialist,
        dossier_id=dossier_id,
        items=[
            SupplementItem("field", FIELD, "Số này không gọi được"),
            SupplementItem("paper", paper, "Ảnh mờ"),
        ],
        reason="Hồ sơ còn thiếu",
    )
    return dossier_id, paper


def test_only_what_was_asked_is_shown_with_the_reasons(bay, asked):
    page = bay.page(f"/ho-so/{asked[0]}/bo-sung/")

    assert page.has_field(FIELD)
    assert not page.has_field("thu_dien_tu")
    for words in ("Số này không gọi được", "Ảnh mờ", "Hồ sơ còn thiếu"):
        assert words in page.words


def test_answered_in_one_go(bay, asked):
    dossier_id, paper = asked

    page = bay.send(
        f"/ho-so/{dossier_id}/bo-sung/", **{FIELD: "0912345678", f"giay__{paper}": [photo()]}
    )

    assert "Đã gửi phần bổ sung" in page.words
    assert view(bay, dossier_id).status is not Status.SUPPLEMENT_REQUESTED
    answers = dossiers.given_answers(actor=bay.actor, dossier_id=dossier_id)
    assert answers[FIELD].value == "0912345678"


def test_what_was_not_asked_stays_as_it_was(bay, asked):
    dossier_id, paper = asked
    before = dossiers.given_answers(actor=bay.actor, dossier_id=dossier_id)

    bay.send(
        f"/ho-so/{dossier_id}/bo-sung/",
        **{FIELD: "0912345678", "ho_ten": "Người Khác", f"giay__{paper}": [photo()]},
    )

    after = dossiers.given_answers(actor=bay.actor, dossier_id=dossier_id)
    assert after["ho_ten"].value == before["ho_ten"].value


def test_half_an_answer_keeps_its_file_and_says_what_lacks(bay, asked):
    dossier_id, paper = asked

    page = bay.send(f"/ho-so/{dossier_id}/bo-sung/", **{FIELD: "12x", f"giay__{paper}": [photo()]})

    assert page.status == 422
    assert 'value="12x"' in page.html
    assert f'name="da-gui.{paper}"' in page.html
    assert view(bay, dossier_id).status is Status.SUPPLEMENT_REQUESTED


def test_nothing_asked_nothing_to_answer(bay, desk):
    dossier_id = factories.accepted(desk, bay.actor)

    assert bay.page(f"/ho-so/{dossier_id}/bo-sung/").path == f"/ho-so/{dossier_id}/"
