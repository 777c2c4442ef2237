"""Many dossiers at once: each by itself, and the page says for each how it went."""

from types import SimpleNamespace

import pytest

from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Status
from tests.dossiers import factories


def tick(dossier_id):
    step = factories.open_step(dossier_id)
    return f"{dossier_id}:{step.id if step else dossier_id}:{factories.stored(dossier_id).code}"


def ticks(ids):
    return [tick(one) for one in ids]


def test_the_counter_accepts_those_it_ticked_after_saying_yes(office):
    ids = [factories.submitted() for _ in range(3)]
    asked = office.counter.send("tiep-nhan/nhieu/", picked=ticks(ids[:2]))
    assert "Tiếp nhận 2 hồ sơ" in asked.text
    assert {factories.stored(one).state for one in ids} == {Status.SUBMITTED}

    done = office.counter.send("tiep-nhan/nhieu/", picked=ticks(ids[:2]), sure="yes")

    assert "Đã tiếp nhận 2 hồ sơ." in done.text
    assert "Làm được 2 hồ sơ, không sót hồ sơ nào" in done.text
    assert [factories.stored(one).state for one in ids] == [
        Status.IN_PROGRESS,
        Status.IN_PROGRESS,
        Status.SUBMITTED,
    ]


def test_one_that_cannot_be_accepted_is_told_and_does_not_stop_the_others(office):
    first, second = factories.submitted(), factories.submitted()
    dossiers.refuse(actor=office.receptionist, dossier_id=first, reason="Sai cơ quan")

    page = office.counter.send("tiep-nhan/nhieu/", picked=ticks([first, second]), sure="yes")

    assert "Làm được 1 hồ sơ, chưa làm được 1 hồ sơ" in page.text
    assert "Không được tiếp nhận" in page.text  # why: the state it is in
    assert factories.stored(first).state is Status.NOT_ACCEPTED
    assert factories.stored(second).state is Status.IN_PROGRESS


def test_another_commune_accepts_nothing(office):
    dossier_id = factories.submitted()
    other = type(office)(agency="H53.31.28")

    page = other.counter.send(
        "tiep-nhan/nhieu/", picked=[tick(dossier_id), tick(dossier_id)], sure="yes"
    )

    assert "Không có hồ sơ này" in page.text
    assert factories.stored(dossier_id).state is Status.SUBMITTED


@pytest.fixture
def proposed(office):
    """Two drafts on the head's desk."""
    ids = [factories.accepted(office) for _ in range(2)]
    for dossier_id in ids:
        bring_to_head(office, dossier_id)
    return ids


def bring_to_head(office, dossier_id):
    desk = SimpleNamespace(specialist=office.specialist.actor, head=office.head.actor)
    while factories.open_step(dossier_id).role == "case_officer":
        factories.finish(desk, factories.open_step(dossier_id))


def test_a_head_agrees_to_many_and_comes_back_to_the_same_list(office, proposed):
    page = office.head.send("viec/nhieu/", act="forward", tab="cho-nhan", picked=ticks(proposed))

    assert "Đã đồng ý và chuyển 2 hồ sơ sang bước sau." in page.text
    assert 'href="/can-bo/viec/?tab=cho-nhan"' in page.html
    assert {factories.open_step(one).role for one in proposed} == {"leader"}


def test_nothing_ticked_leaves_one_where_one_was(office):
    page = office.head.send("viec/nhieu/", act="take", tab="cho-nhan")

    assert page.response.redirect_chain[-1][0] == "/can-bo/viec/?tab=cho-nhan"
    asked = office.head.send("viec/nhieu/", act="take", tab="//evil.example")
    assert asked.response.redirect_chain[-1][0] == "/can-bo/viec/"


def test_a_head_returns_many_with_one_reason(office, proposed):
    asked = office.head.send("viec/nhieu/", act="return", picked=ticks(proposed))
    assert "Trả lại 2 hồ sơ" in asked.text
    without = office.head.send("viec/nhieu/", act="return", picked=ticks(proposed), reason="")
    assert "Nhập lý do" in without.text
    assert {factories.open_step(one).role for one in proposed} == {"head"}

    page = office.head.send("viec/nhieu/", act="return", picked=ticks(proposed), reason="Sai tên")

    assert "Đã trả lại 2 hồ sơ kèm lý do." in page.text
    assert {factories.open_step(one).role for one in proposed} == {"case_officer"}


def test_a_head_takes_many_back(office):
    ids = [factories.accepted(office) for _ in range(2)]
    for one in ids:
        dossiers.assign(
            actor=office.head.actor,
            step_id=factories.open_step(one).id,
            person_id=office.specialist.person_id,
        )

    page = office.head.send("viec/nhieu/", act="take_back", picked=ticks(ids))

    assert "Đã rút 2 hồ sơ về để giao lại." in page.text
    assert {factories.open_step(one).assignee_id for one in ids} == {None}


def test_a_specialist_cannot_do_what_the_head_does(office):
    ids = [factories.accepted(office) for _ in range(2)]
    before = ticks(ids)

    for act in ("take_back", "forward"):
        page = office.specialist.send("viec/nhieu/", act=act, picked=ticks(ids))
        assert "Chưa làm được hồ sơ nào trong 2 hồ sơ" in page.text, act
    assert ticks(ids) == before


def test_the_page_of_results_can_be_loaded_again_without_doing_it_again(office):
    ids = [factories.accepted(office) for _ in range(2)]
    office.specialist.send("viec/nhieu/", act="take", picked=ticks(ids))
    turns = [factories.stored(one).last_seq for one in ids]

    again = office.specialist.page("viec/ket-qua/")

    assert "Làm được 2 hồ sơ" in again.text
    assert [factories.stored(one).last_seq for one in ids] == turns
