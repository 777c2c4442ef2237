"""Forms 06 and 07: what stands in their columns."""

from datetime import datetime, timedelta

import pytest

from motcua.directory import api as directory
from motcua.dossiers import api as dossiers
from motcua.dossiers.queries.control_slip import control_slip_facts, timely
from motcua.dossiers.queries.register_lines import register_lines
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import MACHINE, unit
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 11, 25, 17, 0, tzinfo=clock.LEGAL_ZONE)


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (DUE - timedelta(days=1), "Trước hạn"),
        (DUE.replace(hour=8), "Đúng hạn"),
        (DUE, "Đúng hạn"),
        (DUE + timedelta(minutes=1), "Quá hạn"),
        (None, ""),
    ],
)
def test_before_on_and_after_the_day(done, words):
    assert timely(done, DUE) == words
    assert timely(DUE, None) == ""


def slip(dossier_id):
    with acting(SYSTEM):
        return control_slip_facts(make.stored(dossier_id))


def line(dossier_id):
    with acting(SYSTEM):
        (one,) = register_lines([make.stored(dossier_id)])
    return one


def test_each_step_is_given_by_who_had_it_before(desk, citizen):
    dossier_id = make.proposed(desk, citizen)

    facts = slip(dossier_id)
    first, second = facts["handovers"][:2]

    assert first["from"] == directory.organisation(desk.receptionist.seats[0].unit_id).name
    assert desk.specialist.name in first["to"]
    assert second["from"] == first["to"]
    assert first["given"] == first["received"]
    assert first["note"] == "Trình bước sau"
    assert (facts["due_at"] is not None, facts["outcome"]) == (True, "")


def test_paper_is_received_when_the_list_was_signed(desk):
    dossier_id = make.brought(desk)
    civil_status = unit("civil_status").id
    list_id = dossiers.hand_to_unit(
        actor=desk.receptionist, unit_id=civil_status, dossier_ids=[dossier_id]
    )
    signed_at = clock.now() + timedelta(minutes=30)
    with clock.set_to(signed_at):
        dossiers.receive_handover(actor=desk.head, list_id=list_id, received=[dossier_id])

    first = slip(dossier_id)["handovers"][0]

    assert first["received"] == signed_at.astimezone(clock.LEGAL_ZONE).isoformat()
    assert first["given"] < first["received"]
    assert "Giấy tờ theo danh sách BG-" in first["note"]
    assert line(dossier_id)["transferred"] == first["given"]


def test_the_slip_prints_whatever_stage_it_is_at(desk, citizen):
    for dossier_id in (make.submitted(citizen), make.accepted(desk), make.proposed(desk)):
        name, pdf = dossiers.printed_form(
            actor=desk.receptionist, dossier_id=dossier_id, number="06"
        )
        assert name.startswith("phieu-kiem-soat")
        assert pdf.startswith(b"%PDF")


def test_the_register_knows_where_the_owner_lives(desk, citizen):
    dossier_id = make.accepted(desk, citizen)
    directory.update_contact(
        actor=MACHINE, person_id=citizen.person_id, phone="0912345678", residence="Ấp 3"
    )

    told = line(dossier_id)

    assert (told["address"], told["phone"], told["sets"]) == ("Ấp 3", "0912345678", "1")
    assert told["transferred"] == told_at(make.stored(dossier_id).accepted_at)
    assert told["method"] == ""


def told_at(moment):
    return moment.astimezone(clock.LEGAL_ZONE).isoformat()


def test_the_way_the_result_was_returned(signing_desk, citizen):
    dossier_id = make.resolved(signing_desk, citizen)
    dossiers.hand_over(
        actor=signing_desk.receptionist,
        dossier_id=dossier_id,
        received_by="Nguyễn Thị Bảy",
        method="post",
    )

    assert line(dossier_id)["method"] == "Bưu chính"
    facts = slip(dossier_id)
    assert facts["outcome"] in {"Trước hạn", "Đúng hạn"}
    assert facts["handovers"][-1]["note"] == "Đã trả kết quả"


def test_the_register_costs_the_same_however_long(desk, citizen, django_assert_max_num_queries):
    rows = [make.stored(make.accepted(desk, citizen)) for _ in range(4)]

    with acting(SYSTEM), django_assert_max_num_queries(3):
        assert len(register_lines(rows)) == 4
