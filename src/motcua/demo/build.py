"""Build the demo once: officials with keys, citizens, dossiers in every state."""

import json
import random
from uuid import UUID

from django.conf import settings

from motcua.demo.citizens import citizens
from motcua.demo.keys import give_keys, wait_for_authority
from motcua.demo.staff import (
    COMMUNE,
    LAND_BRANCH,
    LAST,
    OFFICIALS,
    PASSWORD,
    PIN,
    TOTP_SECRET,
    open_accounts,
)
from motcua.demo.stories import stories
from motcua.demo.telling import Cast, Teller
from motcua.directory import api as directory
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting

SEED = 2023
CITIZENS = 140


def is_built() -> bool:
    """The supervisor's account is opened last."""
    with acting(SYSTEM):
        return directory.account_exists(LAST.username)


def accounts() -> str:
    """What `up` prints: one account per role."""
    lines = [f"  {official.username:<14}{official.title}, {official.agency}" for official in OFFICIALS]
    return "\n".join(
        [
            "  Officials (user name, office):",
            *lines,
            f"  password {PASSWORD} · signing PIN {PIN} · one-time codes: the sandbox, below",
            "  Citizens sign in with any invented person of the sandbox's e-ID.",
        ]
    )


def build() -> int:
    """Returns how many dossiers were made."""
    now = clock.now()
    wait_for_authority()
    person_ids = open_accounts(OFFICIALS)
    give_keys(person_ids)
    cast = _cast(person_ids)
    people = citizens(CITIZENS, seed=SEED)
    chance = random.Random(SEED)  # noqa: S311  (a demo, no secret)
    told = stories(seed=SEED, now=now)
    for story in told:
        Teller(story, chance.choice(people), cast).tell()
    open_accounts([LAST])
    _tell_sandbox()
    return len(told)


def _tell_sandbox() -> None:
    """The sandbox stands for the officials' phones: it shows their one-time codes."""
    phones = settings.DATA_FOLDER / "sandbox" / "totp.json"
    phones.parent.mkdir(parents=True, exist_ok=True)
    secrets = {official.username: TOTP_SECRET for official in (*OFFICIALS, LAST)}
    phones.write_text(json.dumps(secrets), encoding="ascii")


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


