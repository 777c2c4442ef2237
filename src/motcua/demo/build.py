"""Build the demo once: officials with keys, citizens, dossiers in every state."""

import random
from uuid import UUID

from motcua.demo.citizens import citizens
from motcua.demo.keys import give_keys
from motcua.demo.staff import COMMUNE, LAND_BRANCH, OFFICIALS, open_accounts
from motcua.demo.stories import stories
from motcua.demo.telling import Cast, Teller
from motcua.directory import api as directory
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting

SEED = 2023
CITIZENS = 140


def is_built() -> bool:
    with acting(SYSTEM):
        return directory.account_exists(OFFICIALS[0].username)


def build() -> int:
    """Returns how many dossiers were made."""
    now = clock.now()
    person_ids = open_accounts()
    give_keys(person_ids)
    cast = _cast(person_ids)
    people = citizens(CITIZENS, seed=SEED)
    chance = random.Random(SEED)  # noqa: S311  (a demo, no secret)
    told = stories(seed=SEED, now=now)
    for story in told:
        Teller(story, chance.choice(people), cast).tell()
    return len(told)


def _cast(person_ids: dict[str, UUID]) -> Cast:
    with acting(SYSTEM):
        actors = tuple(directory.official_of_person(person_id) for person_id in person_ids.values())
        return Cast(
            actors=actors,
            agencies={
                "commune": directory.organisation_by_code(COMMUNE).id,
                "land_branch": directory.organisation_by_code(LAND_BRANCH).id,
            },
        )


