"""Every command of every door, called by those who may not: a refusal, and not a row is changed.

The commands are read from the doors, so a new one is called the day it is exported; what an argument
is called says what is put into it. Who may do a thing by design stands in `MAY`.
"""

import importlib
import inspect
from collections.abc import Iterator
from datetime import time, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction

from motcua.catalogue import api as catalogue
from motcua.catalogue.national.mends import RowMend
from motcua.directory import api as directory
from motcua.directory.types import Actor, Role
from motcua.documents.api import ForeignFile, LookedAt, NewArchived
from motcua.documents.types import LoosePages, Scan
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import SeatRequiredError
from motcua.dossiers.types import (
    Applicant,
    BatchFile,
    Opinion,
    Outcome,
    SupplementItem,
    TableFormat,
)
from motcua.kit import clock
from motcua.kit.errors import NotAllowedError, NotFoundError
from motcua.kit.ids import new_id
from motcua.payments.types import Method
from motcua.queueing.types import Priority
from tests.directory.factories import make_citizen, official_actor
from tests.documents.scans import jpeg, page
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


CITIZEN, ELSEWHERE_ALL, SUPERVISOR, SEATLESS = (
    "a citizen",
    "officials of another agency",
    "a supervisor of the same agency",
    "an official without a seat",
)
EVERYBODY = {CITIZEN, ELSEWHERE_ALL, SUPERVISOR, SEATLESS}
# Command → who does this by design: in their own matters, or for anybody of the province.
MAY = {
    # in one's own name, and into one's own lists
    "dossiers.start_draft": {CITIZEN},
    "dossiers.upload_batch": {CITIZEN},
    "dossiers.ask_register": {CITIZEN},  # about oneself
    "directory.grant_mandate": {CITIZEN},
    "queueing.book_appointment": {CITIZEN},
    "dossiers.export_list": {ELSEWHERE_ALL, SUPERVISOR},
    "dossiers.save_filter": {ELSEWHERE_ALL, SUPERVISOR},
    "dossiers.keep_text": {ELSEWHERE_ALL},
    "dossiers.print_shift": {ELSEWHERE_ALL},
    "dossiers.printed_form": {SUPERVISOR},
    "dossiers.print_register": EVERYBODY,  # prints the lines that one sees: none
    "notifications.mark_read": EVERYBODY,  # one's own, of whatever ids are named
    # any counter of the province serves anybody, and every look is recorded (NĐ 118/2025/NĐ-CP)
    "dossiers.fill_in_for": {ELSEWHERE_ALL},
    "dossiers.register_at_counter": {ELSEWHERE_ALL},
    "dossiers.look_up_archive": {ELSEWHERE_ALL},
    "documents.accept_upload": {ELSEWHERE_ALL, SUPERVISOR},
    "documents.split_pile": {ELSEWHERE_ALL, SUPERVISOR},
    "directory.find_person": {ELSEWHERE_ALL},
    "directory.register_person": {ELSEWHERE_ALL, CITIZEN},  # whoever files for a parent
    "directory.register_firm": {ELSEWHERE_ALL},
    "directory.update_contact": {ELSEWHERE_ALL},
    "directory.owner_of_number": {ELSEWHERE_ALL, SUPERVISOR},
    "directory.owners_of_phone": {ELSEWHERE_ALL, SUPERVISOR},
    "directory.personal_id_of": {ELSEWHERE_ALL},
    "directory.open_staff_account": {ELSEWHERE_ALL},  # of somebody who has no seat yet
    # the catalogue is the whole province's: administrators keep it, two of them to publish
    "dossiers.import_legacy": {ELSEWHERE_ALL},
    "dossiers.upload_legacy": {ELSEWHERE_ALL},
    "catalogue.accept_rows": {ELSEWHERE_ALL},
    "catalogue.accept_sure_rows": {ELSEWHERE_ALL},
    "catalogue.decree_days": {ELSEWHERE_ALL},
    "catalogue.import_catalogue": {ELSEWHERE_ALL},
    "catalogue.upload_catalogue": {ELSEWHERE_ALL},
    "catalogue.load_calendar": {ELSEWHERE_ALL},
    "catalogue.load_procedures": {ELSEWHERE_ALL},
    "catalogue.load_processes": {ELSEWHERE_ALL},
    "catalogue.publish_import": {ELSEWHERE_ALL},
    # their own pile, in which nothing of ours is found
    "dossiers.hand_to_unit": {ELSEWHERE_ALL},
    "dossiers.move_tasks": {ELSEWHERE_ALL},
    "documents.drop_piles": {ELSEWHERE_ALL},
    "documents.split_scanned": {ELSEWHERE_ALL},
    "documents.use_piles": {ELSEWHERE_ALL},
    # what only the worker and our own printer call, and rows hold
    "dossiers.write_export_for": EVERYBODY,
    "documents.store_paper": {ELSEWHERE_ALL, SUPERVISOR},
}

SEEN = {"dossier_id", "dossier_ids", "step_id"}  # what a supervisor of the agency looks at


@pytest.fixture
def theirs(province_with_procedures):
    return of_somebody(make_citizen())


@pytest.fixture
def strangers(theirs):
    """None of them has anything to do with what is `theirs`."""
    return {
        CITIZEN: make_citizen("Phạm Quốc Dũng", "072085000009"),
        ELSEWHERE_ALL: official_actor(*Role, agency=ELSEWHERE),
        SUPERVISOR: official_actor(Role.SUPERVISOR, unit_kind="leadership"),
        SEATLESS: Actor(new_id(), "Không Ghế", "staff"),
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
    today, paper, owner = clock.today(), held["component"], held["principal_id"]
    pages = LoosePages("x", [held["file_id"]])
    looked = LookedAt("a.pdf", b"%PDF", "application/pdf", 1, carries_signature=False)
    foreign = ForeignFile(id=new_id(), file=looked, owner_id=owner, agencies=())
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
        "upload_id": new_id(),
        "pile_ids": [held["pile_id"]],
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
        "representative_name": "Nguyễn Thị Bảy", "results": [(new, [])], "case_code": catalogue.procedure(make.MARITAL).cases[0].code,
        "files": [foreign],
        "documents.split_pile.files": [("a.jpg", jpeg(page()))], "documents.accept_upload.name": "a.jpg",
        "documents.accept_upload.content": jpeg(page()), "documents.make_scans.papers": {paper: pages},
        "scan": Scan(pages, owner, b"%PDF", signed=False),
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


def refused(said, *, seen):
    """Raised; or told for each of several, as bulk commands do.

    Whoever sees the dossier is told that they may not: that there is no such step just now is no
    refusal, since the next dossier has one.
    """
    if isinstance(said, tuple) and said and all(isinstance(one, Outcome) for one in said):
        seatless = str(SeatRequiredError(permission=""))
        return all(one.message == seatless if seen else not one.ok for one in said)
    return isinstance(said, NotAllowedError if seen else (NotAllowedError, NotFoundError))


def test_who_may_not_is_refused_and_changes_nothing(theirs, strangers):
    before, put = everything(), words(theirs)
    got_in = {}
    for name, act in COMMANDS.items():
        arguments = given(name, put)
        for who in strangers.keys() - MAY.get(name, set()):
            said = answered(act, strangers[who], arguments)
            seen = who == SUPERVISOR and not SEEN.isdisjoint(arguments)
            if not refused(said, seen=seen):
                got_in[name, who] = repr(said)[:200]

    assert got_in == {}
    assert everything() == before


def test_what_is_allowed_by_design_is_there_to_be_called():
    assert MAY.keys() <= COMMANDS.keys()
    assert len(COMMANDS) > 100
