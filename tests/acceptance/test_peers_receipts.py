"""Lesson 23 at every door: what was answered is stored, what was not answered is not, whenever it dies."""

from contextlib import contextmanager, suppress

import pytest
from django.db import Error, connection
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException

from motcua.audit.models import Entry
from motcua.catalogue import api as catalogue
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import (
    AssistedEntry,
    Dossier,
    HandoverLine,
    HandoverList,
    Paper,
    Referral,
    Step,
    SupplementRequest,
    Turn,
)
from motcua.dossiers.types import PaperIn, SupplementItem
from motcua.kit.errors import DomainError
from motcua.kit.scope import SYSTEM, acting
from tests.conftest import forget_jobs
from tests.directory.factories import official_actor, unit
from tests.dossiers import factories as make
from tests.dossiers.test_assisted import BAY, owner_of, typed
from tests.dossiers.test_transfers import ELSEWHERE, received, transfer_of

pytestmark = pytest.mark.django_db(transaction=True)

# Every row that a door writes: the matter, its history, what others are told, and the record of it.
WRITTEN = (
    Dossier,
    Turn,
    Paper,
    Step,
    Referral,
    SupplementRequest,
    HandoverList,
    HandoverLine,
    ProcrastinateJob,
    Entry,
)
MOST_STATEMENTS = 150


def at_the_counter(desk, citizen):
    version = catalogue.procedure(make.MARITAL)
    given = {
        "actor": desk.receptionist,
        "key": make.unknown(),
        "procedure_code": make.MARITAL,
        "case_code": version.cases[0].code,
        "applicant": BAY,
        "answers": make.sample_answers(version),
    }
    return lambda: dossiers.register_at_counter(**given)


def of_an_entry_confirmed(desk, citizen):
    entry_id = typed(desk)
    owner = owner_of(desk, entry_id)
    return lambda: dossiers.confirm_own(actor=owner, entry_id=entry_id)


def of_a_receipt(desk, citizen):
    dossier_id = make.submitted(citizen)
    return lambda: dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)


def of_a_supplement_request(desk, citizen):
    dossier_id = make.accepted(desk, citizen)
    asked = [SupplementItem("paper", make.some_component(dossier_id), "Chụp lại")]
    return lambda: dossiers.request_supplement(
        actor=desk.specialist, dossier_id=dossier_id, items=asked, reason="Mờ"
    )


def of_an_answer(desk, citizen):
    dossier_id = make.awaiting_supplement(desk, citizen)
    request = dossiers.dossier(actor=citizen, dossier_id=dossier_id).open_supplement
    papers = [PaperIn(one.ref, (make.stored_file(citizen).id,)) for one in request.items]
    return lambda: dossiers.answer_supplement(
        actor=citizen, request_id=request.request_id, answers={}, papers=papers
    )


def between_agencies(desk, citizen):
    counter = official_actor(Role.RECEPTION, agency=ELSEWHERE, name="Đinh Thị Quầy")
    row = transfer_of(received(counter))
    return lambda: dossiers.take_over(actor=desk.receptionist, referral_id=row.id)


def of_a_hand_over_list(desk, citizen):
    given = [make.brought(desk, number) for number in range(2)]
    to = unit("civil_status").id
    list_id = dossiers.hand_to_unit(actor=desk.receptionist, unit_id=to, dossier_ids=given)
    return lambda: dossiers.receive_handover(actor=desk.specialist, list_id=list_id, received=given)


DOORS = [
    at_the_counter,
    of_an_entry_confirmed,
    of_a_receipt,
    of_a_supplement_request,
    of_an_answer,
    between_agencies,
    of_a_hand_over_list,
]


def written():
    """How many rows there are, and what the open ones say."""
    with acting(SYSTEM):
        counted = tuple(model.objects.count() for model in WRITTEN)
        said = tuple(
            Dossier.objects.order_by("pk").values_list("status", "last_seq", "due_at", "agencies")
        )
        lists = tuple(HandoverList.objects.order_by("pk").values_list("received_at"))
        waiting = AssistedEntry.objects.filter(confirmed_at=None).count()
        return counted, said, lists, waiting


@contextmanager
def dying_at(statement):
    sent = 0

    def kill(execute, sql, params, many, context):
        nonlocal sent
        sent += 1
        if sent == statement:
            connection.connection.pgconn.finish()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kill):
        yield


def came_through(act, statement):
    try:
        with dying_at(statement):
            act()
    except (Error, ConnectorException):
        connection.close()
        return False
    return True


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_23_at_each_door_nothing_half_done_is_kept_wherever_the_sending_died(
    door, province_with_procedures
):
    desk, citizen = make.Desk(), make.make_citizen()
    appointed = (desk.receptionist, desk.specialist, desk.head)  # now, and not while sending
    assert all(appointed)
    send = door(desk, citizen)
    before = written()

    for statement in range(1, MOST_STATEMENTS):
        if came_through(send, statement):
            break
        assert written() == before, f"died at statement {statement}"
    else:
        raise AssertionError("it never came through")

    after = written()
    assert statement > 5
    assert after[0] != before[0]
    assert dossiers.broken_chronicles() == []
    with suppress(DomainError):  # the answer was lost: sent again, it is the same or it is refused
        send()
    assert written() == after
    forget_jobs()
