"""Where is my dossier, and why that date? With or without signing in."""

from dataclasses import replace

import pytest

from motcua.channels.citizen import guessing
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Status
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from motcua.kit.throttle import Throttle
from motcua.notifications import api as notifications
from tests.dossiers import factories


@pytest.fixture
def accepted(bay, desk):
    return factories.accepted(desk, bay.actor)


def view(phone, dossier_id):
    return dossiers.dossier(actor=phone.actor, dossier_id=dossier_id)


def test_the_page_tells_where_it_is_and_why_the_date(bay, accepted):
    page = bay.page(f"/ho-so/{accepted}/")

    assert "Hồ sơ đang ở đâu" in page.words
    assert "Hẹn trả kết quả" in page.words
    assert "Vì sao là ngày này?" in page.words
    assert "Trước " in page.words


def test_my_dossiers_lists_mine(bay, accepted):
    assert view(bay, accepted).code in bay.page("/ho-so/").words


def test_an_empty_list_says_what_would_be_here(dung):
    assert "Hồ sơ bạn nộp sẽ hiện ở đây" in dung.page("/ho-so/").words


def test_another_persons_dossier_is_not_found(dung, accepted):
    for page in ("", "bo-sung/", "rut/", "ban-da-nop/"):
        answer = dung.page(f"/ho-so/{accepted}/{page}")
        assert answer.status == 404
        assert "Không có hồ sơ này" in answer.words


def test_withdrawing_is_asked_twice(bay, accepted):
    refused = bay.send(f"/ho-so/{accepted}/rut/", reason="Nhầm xã")
    assert refused.status == 422
    assert "Nhầm xã" in refused.html
    assert view(bay, accepted).status is not Status.WITHDRAWN

    page = bay.send(f"/ho-so/{accepted}/rut/", reason="Nhầm xã", sure="1")

    assert "Đã rút hồ sơ" in page.words
    assert view(bay, accepted).status is Status.WITHDRAWN


def test_code_and_secret_open_it_without_signing_in(visitor, bay, accepted):
    dossier = view(bay, accepted)

    page = visitor.send("/tra-cuu/", code=dossier.code.lower(), secret=dossier.secret)

    assert "Hồ sơ đang ở đâu" in page.words
    assert dossier.secret not in page.path
    assert "Nguyễn Thị Bảy" not in page.words
    assert "Những gì bạn đã nộp" not in page.words


def test_a_wrong_secret_says_what_to_look_at(visitor, bay, accepted):
    page = visitor.send("/tra-cuu/", code=view(bay, accepted).code, secret="SAI")

    assert page.status == 422
    assert "Hãy xem lại hai mã" in page.words
    assert view(bay, accepted).code in page.html


def test_whoever_guesses_is_held_back_and_nobody_beside_them(visitor, bay, accepted, monkeypatch):
    dossier = view(bay, accepted)
    right = {"code": dossier.code, "secret": dossier.secret}
    wrong = {**right, "secret": "SAI"}
    few = replace(guessing.WRONG_SECRETS, most=4)
    monkeypatch.setattr(guessing, "WRONG_SECRETS", few)
    file = f"/tra-cuu/tep/{factories.unknown()}/"
    with clock.set_to(clock.now().replace(minute=3, second=0, microsecond=0)):
        for _ in range(few.most):  # those who have the right one take nothing away
            assert visitor.send("/tra-cuu/", **right).status == 200
        guesses = [visitor.send("/tra-cuu/", **wrong).status for _ in range(3)]
        assert [*guesses, visitor.send(file, **wrong).status] == [422, 422, 422, 404]

        for address in ("/tra-cuu/", file):
            page = visitor.send(address, **right)
            assert page.status == 429
            assert "Hãy đợi 7 phút rồi bấm «Xem hồ sơ» lại" in page.words
            assert f'value="{dossier.secret}"' in page.html
            assert f'value="{dossier.code}"' in page.html
        elsewhere = {"REMOTE_ADDR": "2001:db8::1"}
        assert visitor.post("/tra-cuu/", right, **elsewhere).status_code == 200
    with clock.set_to(clock.now().replace(minute=10, second=0, microsecond=0)):
        assert visitor.send("/tra-cuu/", **right).status == 200


@pytest.mark.parametrize(
    ("told", "statuses"),
    [({}, [422, 422]), ({"HTTP_X_FORWARDED_FOR": "203.0.113.7"}, [422, 429])],
)
def test_behind_a_web_server_the_address_is_the_one_it_tells(
    visitor, province_with_procedures, monkeypatch, settings, told, statuses
):
    """Where it tells none, all would be held back for one: nobody is."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    monkeypatch.setattr(guessing, "WRONG_SECRETS", Throttle("test", most=1, minutes=10))
    wrong = {"code": "H53.31.61-261123-0001", "secret": "SAI"}
    with clock.set_to(clock.now().replace(minute=3)):
        assert [visitor.post("/tra-cuu/", wrong, **told).status_code for _ in range(2)] == statuses


def test_nothing_typed_asks_for_both_codes(visitor, province_with_procedures):
    page = visitor.send("/tra-cuu/")

    assert page.status == 422
    assert 'href="#code"' in page.html
    assert 'href="#secret"' in page.html


def test_the_qr_fills_the_code_in(visitor, province_with_procedures):
    assert (
        'value="H53.31.61-261123-0001"'
        in visitor.page("/tra-cuu/", ma="H53.31.61-261123-0001").html
    )


def test_a_paper_of_the_dossier_is_only_for_its_owner(bay, dung, accepted):
    papers = [file for paper in view(bay, accepted).papers for file in paper.files]
    for file in papers:
        assert bay.get(f"/ho-so/{accepted}/tep/{file.file_id}/").status_code == 200
        assert dung.get(f"/ho-so/{accepted}/tep/{file.file_id}/").status_code == 404
    assert bay.get(f"/ho-so/{accepted}/tep/{factories.unknown()}/").status_code == 404


def test_notices_are_new_once(bay, accepted):
    with acting(SYSTEM):
        notifications.tell(
            person_id=bay.actor.person_id,
            kind="test",
            title="Có tin",
            body="Nội dung",
            link=f"/ho-so/{accepted}/",
            key="test:1",
        )

    assert "Mới Có tin" in bay.page("/thong-bao/").words
    assert "Mới Có tin" not in bay.page("/thong-bao/").words


def test_the_archive_says_what_would_be_in_it(bay):
    assert "bản điện tử đã ký sẽ nằm ở đây" in bay.page("/kho-giay-to/").words
