"""Build the demo once: officials with keys, citizens, dossiers in every state."""

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from multiprocessing import get_context
from uuid import UUID

import django
from django.conf import settings
from django.db import connections

from motcua.demo.citizens import FIRST, Citizen, citizens
from motcua.demo.for_first import represent, talk
from motcua.demo.keys import give_keys, wait_for_authority
from motcua.demo.linked import link_agencies
from motcua.demo.next_version import prepare_next_version
from motcua.demo.queue import fill_hall, machine_addresses
from motcua.demo.staff import (
    COMMUNE,
    COMMUNE_POLICE,
    LAND_BRANCH,
    LAST,
    OFFICIALS,
    PASSWORD,
    PIN,
    TOTP_SECRET,
    open_accounts,
)
from motcua.demo.stories import Story, stories
from motcua.demo.telling import Cast, Teller
from motcua.directory import api as directory
from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting

SEED = 2023
CITIZENS = 140
PROCESSES = 2


def is_built() -> bool:
    """The supervisor's account is opened last."""
    with acting(SYSTEM):
        return directory.account_exists(LAST.username)


def accounts() -> str:
    """What `up` prints: one account per role."""
    lines = [
        f"  {official.username:<14}{official.title}, {official.agency}" for official in OFFICIALS
    ]
    kiosk, wall = machine_addresses()
    return "\n".join(
        [
            "  Officials (user name, office):",
            *lines,
            f"  password {PASSWORD} · signing PIN {PIN} · one-time codes: the sandbox, below",
            f"  Hall of the commune: ticket kiosk {kiosk} · calling wall {wall}",
            "  Citizens sign in with any invented person of the sandbox's e-ID.",
        ]
    )


def build() -> int:
    """Returns how many dossiers were made."""
    now = clock.now()
    wait_for_authority()
    person_ids = open_accounts(OFFICIALS)
    give_keys(person_ids)
    told = stories(seed=SEED, now=now)
    connections.close_all()
    shares = [(person_ids, now, share) for share in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), django.setup) as pool:
        list(pool.map(_tell_share, shares))
    talk(cast_of(person_ids), now)
    represent(cast_of(person_ids))
    _fill_hall(person_ids, now)
    _open_scan_folder(person_ids)
    _link_agencies(person_ids, now)
    dossiers.warn_of_lateness()
    _stand_in(person_ids)
    prepare_next_version(person_ids["quantri"])
    open_accounts([LAST])
    _tell_sandbox()
    return len(told)


def _fill_hall(person_ids: dict[str, UUID], now: datetime) -> None:
    with acting(SYSTEM):
        reception = directory.official_of_person(person_ids["tiepnhan"])
    fill_hall(reception, citizens(CITIZENS, seed=SEED), now)


def _open_scan_folder(person_ids: dict[str, UUID]) -> None:
    """Whoever tries it puts a PDF there: half a minute later it is on the scanning page."""
    with acting(SYSTEM):
        administrator = directory.official_of_person(person_ids["quantri"])
    documents.open_scan_folder(
        actor=administrator,
        person_id=person_ids["tiepnhan"],
        agency_id=administrator.seats[0].agency_id,
    )


def _link_agencies(person_ids: dict[str, UUID], now: datetime) -> None:
    with acting(SYSTEM):
        here = directory.official_of_person(person_ids["tiepnhan"])
        there = directory.official_of_person(person_ids["tiepnhantn"])
    link_agencies(here, there, citizens(CITIZENS, seed=SEED), now)


def _stand_in(person_ids: dict[str, UUID]) -> None:
    """The civil status official is away from tomorrow; a colleague stands in."""
    with acting(SYSTEM):
        away = directory.official_of_person(person_ids["hotich"])
    tomorrow = clock.today() + timedelta(days=1)
    directory.delegate(
        actor=away,
        seat_id=away.seats[0].id,
        to_id=person_ids["chuyenvien"],
        starts_on=tomorrow,
        ends_on=tomorrow + timedelta(days=2),
        reason="Nghỉ phép năm",
    )


def _tell_share(work: tuple[dict[str, UUID], datetime, int]) -> None:
    """The days of one process: the serials of a day then follow its hours.

    Each process has citizens of its own: a person has one open draft of a procedure, so two processes
    would write the same one.
    """
    person_ids, now, share = work
    cast = cast_of(person_ids)
    for story, citizen in shared_out(now, share):
        Teller(story, citizen, cast).tell()


def shared_out(now: datetime, share: int) -> Iterator[tuple[Story, Citizen]]:
    people = citizens(CITIZENS, seed=SEED)[share::PROCESSES]
    for story in stories(seed=SEED, now=now):
        if _share_of(story) == share:
            yield story, FIRST if story.of_first else people[story.number % len(people)]


def _share_of(story: Story) -> int:
    return 0 if story.of_first else story.submitted_at.toordinal() % PROCESSES


def _tell_sandbox() -> None:
    """The sandbox stands for the officials' phones: it shows their one-time codes."""
    phones = settings.DATA_FOLDER / "sandbox" / "totp.json"
    phones.parent.mkdir(parents=True, exist_ok=True)
    secrets = {official.username: TOTP_SECRET for official in (*OFFICIALS, LAST)}
    phones.write_text(json.dumps(secrets), encoding="ascii")


def cast_of(person_ids: dict[str, UUID]) -> Cast:
    with acting(SYSTEM):
        actors = tuple(directory.official_of_person(person_id) for person_id in person_ids.values())
        return Cast(
            actors=actors,
            agencies={
                "commune": directory.organisation_by_code(COMMUNE).id,
                "land_branch": directory.organisation_by_code(LAND_BRANCH).id,
                "commune_police": directory.organisation_by_code(COMMUNE_POLICE).id,
            },
        )
