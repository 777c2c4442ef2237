"""The demo tells each of its procedures to the end, with the officials it seats."""

from datetime import timedelta

import pytest

from motcua.demo.build import PROCESSES, SEED, cast_of, shared_out
from motcua.demo.citizens import citizens
from motcua.demo.keys import give_keys
from motcua.demo.staff import OFFICIALS, open_accounts
from motcua.demo.stories import PROCEDURES, Story, present, stories
from motcua.demo.telling import Teller
from motcua.dossiers.models import Dossier
from motcua.dossiers.types import Status
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting

pytestmark = pytest.mark.django_db


def test_every_procedure_of_the_demo_reaches_its_result(province_with_procedures, authorities):
    person_ids = open_accounts(OFFICIALS)
    give_keys(person_ids)
    cast = cast_of(person_ids)
    people = citizens(len(PROCEDURES), seed=1)
    began = present(clock.now()) - timedelta(days=60)
    for number, (code, _share) in enumerate(PROCEDURES):
        story = Story(
            number, code, "returned", online=number % 2 == 0, late=False, submitted_at=began
        )
        Teller(story, people[number], cast).tell()
    with acting(SYSTEM):
        ended = {row.procedure_code: row.state for row in Dossier.objects.all()}
    assert ended == {code: Status.RESULT_RETURNED for code, _share in PROCEDURES}


def test_two_processes_never_tell_of_one_person_and_leave_no_story_out():
    """A person has one open draft of a procedure: two who write it would file one dossier."""
    now = present(clock.now())
    shares = [list(shared_out(now, share)) for share in range(PROCESSES)]
    people = [{citizen.personal_id for _story, citizen in share} for share in shares]

    assert not set.intersection(*people)
    told = [story for share in shares for story, _citizen in share]
    assert sorted(told, key=lambda one: one.number) == sorted(
        stories(seed=SEED, now=now), key=lambda one: one.number
    )
