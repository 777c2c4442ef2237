"""Three hundred dossiers of invented history, written once for all tests of a module that look at them."""

import pytest
from django.db import transaction

from motcua.catalogue import api as catalogue
from motcua.cli.load import plan, writing
from motcua.kit.scope import SYSTEM, acting
from tests.conftest import load_province

TOTAL = 300
HISTORY = writing.History(seed=7, total=TOTAL)


def all_chunks(size=40):
    return plan.chunks(plan.days(TOTAL, catalogue.calendar()), size)


def write(chunks):
    writing.write_sample_files()
    writing.write_officials()
    for numbers in writing.missing_persons(HISTORY, 50):
        writing.write_persons(HISTORY.seed, numbers)
    return sum(writing.write_chunk(HISTORY, chunk) for chunk in chunks)


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker):
    """The transaction of each test lies within this one, which is undone after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_province()
        write(all_chunks())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(written, db):
    with acting(SYSTEM):
        yield
