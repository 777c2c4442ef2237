"""Every command of every door, called by those who may not: a refusal, and not a row is changed.

The commands are read from the doors, so a new one is called the day it is exported; what an argument
is called says what is put into it. Who may do a thing by design stands in `MAY`, with the reason.
"""

import importlib
import inspect
from collections.abc import Iterator
from datetime import time, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction

from motcua.catalogue.national.mends import RowMend
from motcua.directory import api as directory
from motcua.directory.types import Actor, Role
from motcua.documents.api import NewArchived
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import (
    Applicant,
    BatchFile,
    Opinion,
    SupplementItem,
    TableFormat,
)
from motcua.kit import clock
from motcua.kit.errors import NotAllowedError, NotFoundError
from motcua.kit.ids import new_id
from motcua.payments.types import Method
from motcua.queueing.types import Priority
from tests.directory.factories import make_citizen, official_actor
from tests.dossiers import factories as make, sheets
from tests.dossiers.test_canned_texts import BLURRED
from tests.queueing.factories import EveryDay
from tests.somebody import BIRTH, ELSEWHERE, SEARCH, everything, of_somebody

pytestmark = pytest.mark.django_db
ROOMS = ("dossiers", "documents", "catalogue", "directory", "queueing", "notifications", "payments")


def commands() -> Iterator[tuple[str, object]]:
    """What changes something and says who does: exported by a door, from a file of its actions."""
    for room in ROOMS:
        door = importlib.import_module(f"motcua.{room}.api")
        for name in door.__all__:
            act = getattr(door, name)
            acts = inspect.isfunction(act) and ".actions." in act.__module__
            if acts and "actor" in inspect.signature(act).parameters:
                yield f"{room}.{name}", act


COMMANDS = dict(commands())


@pytest.fixture
def theirs(province_with_procedures):
    return of_somebody(make_citizen())


@pytest.fixture
def strangers(theirs):
    """None of them has anything to do with what is `theirs`."""
    return {
        "a citizen": make_citizen("Phạm Quốc Dũng", "072085000009"),
        "officials of another agency": official_actor(*Role, agency=ELSEWHERE),
        "a supervisor of the same agency": official_actor(Role.SUPERVISOR, unit_kind="leadership"),
        "an official without a seat": Actor(new_id(), "Không Ghế", "staff"),
    }


def given(name, held):
    """Arguments that would do, were it not for who calls."""
    act = COMMANDS[name]
    wanted = inspect.signature(act).parameters
    return {
        key: held.get(f"{name}.{key}", held.get(key))
        for key, parameter in wanted.items()
        if key != "actor" and (parameter.default is parameter.empty or f"{name}.{key}" in held)
    }


def words(held):
    """Name of an argument → what is put into it."""
    today, paper = clock.today(), held["component"]
    new = NewArchived(
        owner_id=held["principal_id"], agency_id=make.agency_id(), kind="GT.LY_HON", title="Giấy",
        number="1", issuer="UBND", valid_from=today, valid_to=None, file_ids=(held["file_id"],),
        dossier_id=held["dossier_id"], source="",
    )  # fmt: skip
    return {
        **held,
        "reason": "Vì thiếu", "note": "Vì thiếu", "why_again": "Vì mờ", "days": 2, "name": "Trễ",
        "outcome": "done", "code": "123456", "opinion": Opinion.AGREED, "answers": {}, "papers": [],
        "scans": {paper: [held["file_id"]]}, "source": "population", "asked": SEARCH,
        "table": TableFormat.CSV, "key": new_id(), "procedure_code": make.MARITAL,
        "applicant": Applicant("Lê Văn Tám", "072090000008"), "received_by": "Nguyễn Thị Bảy",
        "items": [SupplementItem("paper", paper, "Mờ")], "dossier_ids": [held["dossier_id"]],
        "received": [held["dossier_id"]], "declared": True, "text": "Bao giờ xong?", "data": {},
        "from_id": held["principal_id"], "pin": make.PIN, "file_ids": [held["file_id"]],
        "agency_id": make.agency_id(), "owner_id": held["principal_id"], "title": "Giấy", "new": new,
        "result_code": "KQ", "template": "", "signer_title": "", "person_id": held["principal_id"],
        "agencies": [make.agency_id()], "purpose": "x", "until": clock.now() + timedelta(days=1),
        "unit_id": held["centre_id"], "on": today, "starts_on": today, "ends_on": today, "role": Role.HEAD,
        "personal_id": "072192000007", "phone": "0900000000", "username": "ke-la", "at": time(9, 0),
        "password": "mot-mat-khau-rat-dai-2026", "rights": [], "day": today + timedelta(days=1),
        "working": EveryDay(), "priority": Priority.NONE, "letter": "Z", "number": 9, "weekday": 1,
        "opens": time(8), "closes": time(9), "minutes": 30, "capacity": 1, "notice_ids": [new_id()],
        "method": Method.CASH, "amount": 1000, "legal_source": "x", "lines": [], "row_ids": [new_id()],
        "row_id": new_id(), "mend": RowMend("Tên", (), "commune", charges=False, amount=None),
        "days_off": [today], "makeup_days": [], "decision": "1/QĐ", "edit": None, "units": {"x": "y"},
        "content": b"%PDF-1.4", "procedures": (), "persons": [], "representative_number": "072192000007",
        "representative_name": "Nguyễn Thị Bảy", "files": [], "results": [], "case_code": "x",
        "book": BatchFile("a.xlsx", sheets.book([sheets.person(1)])),
        "draft": SimpleNamespace(draft_id=held["draft_id"], procedure_code=BIRTH, version_id=new_id()),
        "dossiers.keep_text.text": BLURRED, "dossiers.change_text.text": BLURRED,
        "question": dossiers.Question("Có tranh chấp không?", 5),
        "agency_ids": [directory.organisation_by_code("H53.09").id],
    }  # fmt: skip


def answered(act, actor, arguments):
    try:
        with transaction.atomic():
            return act(actor=actor, **arguments)
    except Exception as refusal:  # noqa: BLE001  (judged by whoever asked)
        return refusal


def test_everybody_is_refused(theirs, strangers):
    before, put = everything(), words(theirs)
    got_in = {}
    for name, act in COMMANDS.items():
        for who, actor in strangers.items():
            said = answered(act, actor, given(name, put))
            if not isinstance(said, (NotAllowedError, NotFoundError)):
                got_in[f"{name} by {who}"] = repr(said)[:200]
    for _k, _v in got_in.items():
        pass
    {t for t, f in everything().items() if f != before[t]}
    assert got_in == {}
