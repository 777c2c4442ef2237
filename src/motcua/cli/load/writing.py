"""Chunks of days into the database: each in one transaction, so it is there whole or not at all."""

import bisect
import itertools
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.db import connection

from motcua.catalogue import api as catalogue
from motcua.cli.load.due import Due, iso
from motcua.cli.load.ids import row_id, tail_of
from motcua.cli.load.numbering import number
from motcua.cli.load.outcome import sample_hash, write_samples
from motcua.cli.load.people import SINCE, named, person, persons, pool_size
from motcua.cli.load.plan import FIRST, LAST, Chunk, Day
from motcua.cli.load.province import Place, officials, places, samples
from motcua.cli.load.rows import Sheets, bytea
from motcua.cli.load.telling import Submission, Teller
from motcua.cli.load.working_time import WorkingTime
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Channel
from motcua.engines.legaltime.api import VIETNAM
from motcua.kit import clock, crypto
from motcua.kit.scope import SYSTEM, acting

# Online grew from year to year.
ONLINE = {2021: 0.22, 2022: 0.38, 2023: 0.55}
POSTAL = 0.02
INDEXED_AT_ONCE = 2_000
SERIALS = """
INSERT INTO dossier_code_serial (agency_id, day, last)
SELECT agency::uuid, day::date, n FROM unnest(%s::text[], %s::text[], %s::int[]) AS given (agency, day, n)
ON CONFLICT (agency_id, day) DO UPDATE SET last = dossier_code_serial.last + excluded.last
RETURNING agency_id::text, day::text, last
"""


@dataclass(frozen=True, slots=True)
class History:
    """Which history: the same two numbers make the same one."""

    seed: int
    total: int

    @property
    def until(self) -> int:
        return _second(LAST + timedelta(days=1), time(0)) - 1


class Province:
    """Everything that is looked up once a process."""

    def __init__(self, history: History) -> None:
        calendar = catalogue.calendar()
        line = WorkingTime(calendar, FIRST - timedelta(days=10), LAST + timedelta(days=400))
        self.places = places()
        self.weights = list(itertools.accumulate(place.weight for place in self.places))
        self.line = line
        self.names = {official: named(official).name for official in officials(self.places)}
        self.sample_hash = sample_hash(self.places[0].printed.sample_id)
        self.calendar = calendar
        self.teller = Teller(Due(calendar), line, history.until, clock.today())


@lru_cache(maxsize=2)
def province(history: History) -> Province:
    return Province(history)


def write_chunk(history: History, chunk: Chunk) -> int:
    """Tells the chunk's days; returns how many dossiers."""
    with acting(SYSTEM):
        known, sheets = province(history), Sheets()
        came = [one for day in chunk for one in _day(history, day, known)]
        serials = _serials(came)
        for nth, at, place, channel in came:
            chance = random.Random(f"{history.seed}:{history.total}:{nth}")  # noqa: S311
            owner = person(history.seed, _owner(history, nth))
            day = datetime.fromtimestamp(at, VIETNAM).date()
            serials[place.agency_id, day] += 1
            code = dossiers.dossier_code(place.agency_code, day, serials[place.agency_id, day])
            told = Submission(_tail(history, nth), at, code, channel, owner, place)
            known.teller.tell(told, chance, sheets)
        sheets.write()
        number(sheets, known.sample_hash, known.names)
        sheets.write()
    return len(came)


def write_persons(seed: int, numbers: range) -> None:
    """Owners; those who are there stay."""
    everybody = list(persons(seed, numbers))
    with acting(SYSTEM):
        there = _there("directory_person", [one.id for one in everybody])
    sheets = Sheets()
    for one in everybody:
        if one.id in there:
            continue
        row = f"directory_person:personal_id:{one.id}"
        sheets.add(
            "directory_person", one.id, one.name, one.name_key, one.born.isoformat(),
            "female" if one.female else "male", bytea(crypto.seal(one.personal_id, row=row)),
            bytea(crypto.blind_index(one.personal_id, kind="personal_id")), "f", iso(SINCE),
        )  # fmt: skip
    with acting(SYSTEM):
        sheets.write()


def write_officials() -> None:
    """Invented officials, one for each role of each unit that acts; without seats or logins."""
    with acting(SYSTEM):
        wanted = officials(places())
        there = _there("directory_person", wanted)
        sheets = Sheets()
        for official in sorted(wanted - there):
            name = named(official)
            sheets.add(
                "directory_person", official, name.name, name.name_key, None, "unknown", None,
                None, "t", iso(SINCE),
            )  # fmt: skip
        sheets.write()


def write_sample_files() -> None:
    """One page, shared by the results of an agency and by what was sent in online."""
    write_samples(samples(places()))


def _there(table: str, ids: Iterable[str]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id::text FROM {table} WHERE id = ANY (%s::uuid[])",  # noqa: S608  (our own name)
            [list(ids)],
        )
        return {row[0] for row in cursor.fetchall()}


def missing_chunks(history: History, wanted: list[Chunk]) -> list[Chunk]:
    with acting(SYSTEM):
        known = province(history)
        firsts = {_first_id(history, chunk, known): chunk for chunk in wanted}
        there = _there("dossier", firsts)
    return [chunk for first, chunk in firsts.items() if first not in there]


def missing_persons(history: History, size: int) -> list[range]:
    """Ranges of owners that are not there yet."""
    most = pool_size(history.total)
    ranges = [range(n, min(n + size, most)) for n in range(0, most, size)]
    lasts = {person(history.seed, numbers[-1]).id: numbers for numbers in ranges}
    with acting(SYSTEM):
        there = _there("directory_person", lasts)
    return [numbers for last, numbers in lasts.items() if last not in there]


# ------------------------------------------------------------------ one day

Came = tuple[int, int, Place, Channel]


def _day(history: History, day: Day, known: Province) -> list[Came]:
    """(number, second, place, channel) of the day, as they came."""
    chance = random.Random(f"{history.seed}:{history.total}:{day.on}")  # noqa: S311
    works = known.calendar.is_working(day.on)
    online = ONLINE.get(day.on.year, 0.5) if works else 1.0
    drawn = []
    for _ in range(day.count):
        place = known.places[bisect.bisect(known.weights, chance.random() * known.weights[-1])]
        lot = chance.random()
        channel = Channel.ONLINE if lot < online else Channel.DIRECT
        if works and lot > 1 - POSTAL:
            channel = Channel.POSTAL
        drawn.append((_moment(day.on, channel, chance), place, channel))
    drawn.sort(key=lambda one: (one[0], one[1].agency_id, one[1].procedure))
    return [(day.first + n, *one) for n, one in enumerate(drawn)]


def _moment(on: date, channel: Channel, chance: random.Random) -> int:
    """Counters before noon and after one; the web until late in the evening."""
    if channel is Channel.ONLINE:
        hour = chance.triangular(6, 23.5, 10)
    else:
        hour = chance.triangular(8, 11.9, 9) if chance.random() < 0.6 else chance.uniform(13, 16.6)
    return _second(on, time(0)) + int(hour * 3600)


def _serials(came: Iterable[Came]) -> dict[tuple[str, date], int]:
    """Numbers of this chunk for each agency and day, after those that were given out before."""
    wanted = Counter(
        (place.agency_id, datetime.fromtimestamp(at, VIETNAM).date()) for _, at, place, _ in came
    )
    keys = sorted(wanted)
    with connection.cursor() as cursor:
        cursor.execute(
            SERIALS,
            [[k[0] for k in keys], [k[1].isoformat() for k in keys], [wanted[k] for k in keys]],
        )
        last = {(row[0], date.fromisoformat(row[1])): row[2] for row in cursor.fetchall()}
    return {key: last[key] - count for key, count in wanted.items()}


def _first_id(history: History, chunk: Chunk, known: Province) -> str:
    number, at, _, _ = _day(history, chunk[0], known)[0]
    return row_id(at, _tail(history, number))


def _tail(history: History, number: int) -> int:
    return tail_of(history.seed, history.total, number)


def _owner(history: History, number: int) -> int:
    return tail_of(history.seed, "owner", number) // 256 % pool_size(history.total)


def _second(on: date, at: time) -> int:
    return int(datetime.combine(on, at, VIETNAM).timestamp())


def index_all() -> int:
    """Portion after portion, until nothing waits that no other process has taken."""
    indexed = 0
    while some := dossiers.index_some(INDEXED_AT_ONCE):
        indexed += some
    return indexed
