"""A commune with many dossiers: a few hundred told through the doors, the rest copied from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from uuid import UUID

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.db import connection

from motcua.channels.session_store import (
    Audience,
    AudienceSession,
    citizens as citizen_audience,
    staff as staff_audience,
)
from motcua.cli.bench.rig import Rig
from motcua.demo.citizens import citizens
from motcua.demo.staff import COMMUNE, LAND_BRANCH, OFFICIALS, open_accounts
from motcua.demo.stories import Story
from motcua.demo.telling import Cast, Teller
from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import Channel
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting

CSRF = "benchbenchbenchbenchbenchbench12"

# Tables of a dossier, and their columns that hold its own ids.
COPIED = {
    "dossier": {"id", "source_key"},
    "dossier_turn": {"id", "dossier_id"},
    "dossier_paper": {"id", "dossier_id"},
    "dossier_step": {"id", "dossier_id"},
}


COLUMNS = """
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""


@dataclass(frozen=True, slots=True)
class Commune:
    """Who works there, their usernames, and the cookie of each official's session."""

    cast: Cast
    usernames: dict[UUID, str]
    procedure: str
    cookies: dict[UUID, str] = field(default_factory=dict)

    def sign_in(self) -> None:
        with acting(SYSTEM):
            self.cookies.update(
                {person: _staff_cookie(name) for person, name in self.usernames.items()}
            )

    def cookie_of(self, actor: Actor) -> str:
        return self.cookies[actor.person_id]


@dataclass(frozen=True, slots=True)
class Applicant:
    owner: Actor
    cookie: str
    draft_id: UUID


def open_commune(procedure: str) -> Commune:
    person_ids = open_accounts(OFFICIALS)
    with acting(SYSTEM):
        actors = tuple(directory.official_of_person(found) for found in person_ids.values())
        agencies = {
            "commune": directory.organisation_by_code(COMMUNE).id,
            "land_branch": directory.organisation_by_code(LAND_BRANCH).id,
        }
    usernames = {person: name for name, person in person_ids.items()}
    commune = Commune(Cast(actors, agencies), usernames, procedure)
    commune.sign_in()
    return commune


def tell(commune: Commune, count: int, *, stages: tuple[str, ...], seed: int) -> list[UUID]:
    """That many dossiers of different persons, each at its stage; their ids."""
    tellers = (
        StillTeller(_story(commune, number, stage), person, commune.cast)
        for number, (person, stage) in enumerate(
            zip(citizens(count, seed=seed), cycle(stages), strict=False)
        )
    )
    return [teller.tell_now() for teller in tellers]


class StillTeller(Teller):
    """Tells at the present moment, and says which dossier or draft it made."""

    def tell_now(self) -> UUID:
        dossier_id = self._submit()
        if self._story.stage == "in_progress":
            counter = self._cast.counter(self._agency)
            dossiers.accept(actor=counter, dossier_id=dossier_id)
        return dossier_id

    def draft_now(self) -> tuple[Actor, UUID]:
        """Everything filled in and attached, one press away from being submitted."""
        answers, owner = self._answers(), self._owner
        draft_id = dossiers.start_draft(
            actor=owner,
            procedure_code=self._version.code,
            agency_id=self._agency,
            case_code=self._case.code,
        )
        dossiers.save_draft(actor=owner, draft_id=draft_id, answers=answers)
        for component in dossiers.wanted_components(self._case, answers, channel=Channel.ONLINE):
            if component.required and component.mode == "submit":
                files = [self._scan(component.name.vi)]
                dossiers.attach_paper(
                    actor=owner, draft_id=draft_id, component=component.code, file_ids=files
                )
        return owner, draft_id


def applicants(commune: Commune, count: int, *, seed: int) -> list[Applicant]:
    """Citizens who are about to submit."""
    made = []
    for number, person in enumerate(citizens(count, seed=seed)):
        teller = StillTeller(_story(commune, number, "submitted"), person, commune.cast)
        owner, draft_id = teller.draft_now()
        made.append(Applicant(owner, _citizen_cookie(owner), draft_id))
    return made


def _story(commune: Commune, number: int, stage: str) -> Story:
    return Story(
        number=number,
        procedure=commune.procedure,
        stage=stage,
        online=True,
        late=False,
        submitted_at=clock.now(),
    )


def multiply(rig: Rig, size: int) -> None:
    """Copy what is there until there are `size` dossiers, each a few minutes apart."""
    [(there,)] = _rows("SELECT count(*) FROM dossier")
    copies = max(0, -(-(size - int(str(there))) // int(str(there))))
    for table, own in COPIED.items():
        _copy(rig, table, own, copies)
    rig.cluster.sql("ANALYZE")


def _copy(rig: Rig, table: str, own: set[str], copies: int) -> None:
    columns = _rows(COLUMNS, [table])
    chosen = [_expression(str(name), str(kind), own) for name, kind in columns]
    names = ", ".join(f'"{name}"' for name, _ in columns)
    rig.cluster.sql(
        f"INSERT INTO {table} ({names}) SELECT {', '.join(chosen)}"  # noqa: S608  (names from the catalogue)
        f" FROM {table}, generate_series(1, {copies}) AS k"
    )


def _expression(name: str, kind: str, own: set[str]) -> str:
    if name in own:
        return f"md5({name}::text || k)::uuid"
    if name == "code":
        return (
            "concat_ws('-', split_part(code, '-', 1), to_char(date '2020-01-01' + k, 'YYMMDD'),"
            " split_part(code, '-', 3))"
        )
    if kind.startswith("timestamp"):
        return f"{name} - k * interval '7 minutes'"
    return f'"{name}"'


def submitted(applicants: Sequence[Applicant]) -> list[UUID]:
    """The dossiers that came of their drafts."""
    found = (dossiers.draft(actor=a.owner, draft_id=a.draft_id).dossier_id for a in applicants)
    return [dossier_id for dossier_id in found if dossier_id is not None]


def _rows(query: str, values: Sequence[str] = ()) -> list[tuple[object, ...]]:
    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


# ------------------------------------------------------------------ sessions


def _citizen_cookie(owner: Actor) -> str:
    held = {
        "person": str(owner.person_id),
        "name": owner.name,
        "level": int(owner.level),
        "at": clock.now().isoformat(),
    }
    return _cookie(citizen_audience(), {"citizen": held})


def _staff_cookie(username: str) -> str:
    user = get_user_model().objects.get(username=username)
    held = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: "allauth.account.auth_backends.AuthenticationBackend",
        HASH_SESSION_KEY: user.get_session_auth_hash(),
        "account_authentication_methods": [{"method": "password"}, {"method": "mfa"}],
    }
    return _cookie(staff_audience(), held)


def _cookie(audience: Audience, held: Mapping[str, object]) -> str:
    session = AudienceSession(None, audience)
    session.update(held)
    session.save(must_create=True)
    return f"{audience.cookie}={session.session_key}; csrf={CSRF}"
