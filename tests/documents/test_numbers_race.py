"""Two clerks press the button at the same moment."""

import threading

import pytest
from django.db import connection

from motcua.documents import api as documents
from motcua.documents.models import OutgoingEntry
from motcua.kit.errors import DomainError
from motcua.kit.scope import SYSTEM, acting

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Each in a thread and a connection of its own; what they returned, or the refusal."""
    outcomes, start = [], threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            outcomes.append(act())
        except DomainError as refused:
            outcomes.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return outcomes


def test_six_documents_at_once_get_six_numbers(office):
    waiting = [office.signed() for _ in range(6)]

    outcomes = at_once(
        *(
            lambda document_id=one: documents.issue(actor=office.clerk, document_id=document_id)
            for one in waiting
        )
    )

    assert sorted(view.number for view in outcomes) == [f"{n:02d}/GXN-UBND" for n in range(1, 7)]


def test_one_document_issued_twice_at_once_gets_one_number(office):
    document_id = office.signed()

    outcomes = at_once(*[lambda: documents.issue(actor=office.clerk, document_id=document_id)] * 3)

    assert {view.number for view in outcomes} == {"01/GXN-UBND"}
    assert len({view.file_id for view in outcomes}) == 1
    with acting(SYSTEM):
        assert OutgoingEntry.objects.count() == 1
    assert documents.verify_file(office.pdf(document_id)).ok
