"""Somebody's everything, for tests of who gets at it."""

from datetime import timedelta

from django.db import connection

from motcua.catalogue.types import Text
from motcua.directory import api as directory
from motcua.directory.types import FirmRight
from motcua.documents.models import OfficialDocument, ScanFolder, ScannedPile
from motcua.dossiers import api as dossiers
from motcua.dossiers.api import Question
from motcua.dossiers.models import CorrectionOrder, Draft, FurtherRequest, SupplementRequest
from motcua.dossiers.types import ListAsked, ListKind, Mark, Narrowing, TableFormat
from motcua.kit import clock
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from motcua.payments import api as payments
from motcua.payments.types import Line
from tests.directory import test_firms as firms
from tests.directory.factories import make_citizen, unit
from tests.dossiers import factories as make, sheets
from tests.dossiers.archives import archived
from tests.dossiers.test_assisted import typed
from tests.dossiers.test_canned_texts import BLURRED
from tests.queueing.factories import Hall

BIRTH = "1.001193"
ELSEWHERE = "H53.31.28"
SEARCH = ListAsked(ListKind.SEARCH, narrowing=Narrowing(mark=Mark.OVERDUE))


def of_somebody(citizen):
    """A citizen's everything, and that of one commune. Name of an address or argument → id."""
    desk, hall = make.Desk(), Hall()
    draft_id = make.draft(citizen, BIRTH)
    dossier_id = make.proposed(desk, citizen)
    with acting(SYSTEM):
        component, files = next(iter(Draft.objects.get(pk=draft_id).papers.items()))
        document = OfficialDocument.objects.get(dossier_id=dossier_id)
    firm_id = firms.registered(desk.receptionist)
    make.another_citizen()
    make_citizen("Lê Văn Tám", "072090000008")
    return {
        **of_the_commune(desk, dossier_id),
        **scanned_by(desk.receptionist),
        "draft_id": draft_id,
        "file_id": files[0],
        "component": component,
        "page_id": "xong",
        "request_id": asked_for(desk, citizen),
        "order_id": owed(dossier_id, citizen),
        "seat_id": desk.head.seats[0].id,
        "step_id": make.open_step(dossier_id).id,
        "to_id": desk.leader.person_id,
        "service_id": hall.a,
        "counter_id": hall.counters[0],
        "centre_id": hall.centre_id,
        "ticket_id": hall.take().id,
        "dossier_id": dossier_id,
        "document_id": document.id,
        "archived_id": archived(citizen),
        "entry_id": typed(desk),
        "principal_id": citizen.person_id,
        "mandate_id": mandate_for_later(citizen),
        "member_id": firms.give(
            directory.acting_for(actor=citizen, principal_id=firm_id), FirmRight.DRAFT
        ),
        "appointment_id": booked(hall, citizen),
        "batch_id": sheets.uploaded(citizen, sheets.book([sheets.person(1)])),
    }


def asked_for(desk, citizen):
    waiting = make.awaiting_supplement(desk, citizen)
    with acting(SYSTEM):
        return SupplementRequest.objects.get(dossier_id=waiting).pk


def owed(dossier_id, citizen):
    return payments.open_order(
        actor=make.MACHINE,
        dossier_id=dossier_id,
        agency_id=make.agency_id(),
        payer_id=citizen.person_id,
        lines=[Line("LP", Text("Lệ phí", "Fee"), 8000, 1, "x")],
    )


def scanned_by(official):
    """A pile that waits in the official's own folder of the scanner."""
    file = make.stored_file(official)
    with acting(SYSTEM):
        folder = ScanFolder.objects.create(
            person_id=official.person_id, agency_id=make.agency_id(), name="do-van-cuc-k7m2x9"
        )
        pile = ScannedPile.objects.create(
            folder=folder,
            person_id=official.person_id,
            sha256=file.sha256,
            name_sealed=b"",
            file_id=file.id,
            keep_until=clock.today(),
        )
    return {"folder_id": folder.pk, "pile_id": pile.pk}


def booked(hall, citizen):
    day = clock.today() + timedelta(days=1)
    hall.slots(weekday=day.weekday())
    return hall.book(citizen, day=day)


def mandate_for_later(giver):
    """Not in force yet."""
    return directory.grant_mandate(
        actor=giver,
        personal_id="072090000008",
        name="Lê Văn Tám",
        starts_on=clock.today() + timedelta(days=1),
        ends_on=clock.today() + timedelta(days=9),
    )


def of_the_commune(desk, dossier_id):
    paper = make.brought(desk)
    asked = dossiers.consult(
        actor=desk.specialist,
        dossier_id=paper,
        agency_ids=[directory.organisation_by_code("H53.09").id],
        question=Question("Có tranh chấp không?", 5),
    )
    return {
        "list_id": dossiers.hand_to_unit(
            actor=desk.receptionist, unit_id=unit("civil_status").id, dossier_ids=[paper]
        ),
        "referral_id": asked[0],
        "export_id": dossiers.export_list(
            actor=desk.receptionist, asked=SEARCH, table=TableFormat.CSV
        ),
        "filter_id": dossiers.save_filter(actor=desk.receptionist, name="Trễ", asked=SEARCH),
        "text_id": dossiers.keep_text(actor=desk.specialist, text=BLURRED),
        "delegation_id": lent(desk),
        "correction_id": waiting(
            CorrectionOrder, dossier_id, reason_sealed=b"", agency_id=make.agency_id()
        ),
        "further_id": waiting(
            FurtherRequest, dossier_id, content_sealed=b"", agencies=[make.agency_id()]
        ),
        "number": "01",
        "slug": "tu-choi",
        "page": 1,
    }


def lent(desk):
    return directory.delegate(
        actor=desk.head,
        seat_id=desk.head.seats[0].id,
        to_id=desk.specialist.person_id,
        starts_on=clock.today(),
        ends_on=clock.today(),
        reason="Nghỉ phép",
    )


def waiting(kind, dossier_id, **given):
    """Proposed, and waiting for a head's decision."""
    with acting(SYSTEM):
        return kind.objects.create(
            dossier_id=dossier_id, proposed_by_id=new_id(), proposed_at=clock.now(), **given
        ).pk


def everything():
    """A figure that another row, or one other letter in a row, changes. What was tried in vain may be counted."""
    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND has_table_privilege(oid, 'SELECT')"
            " AND relname !~ '^(django_|audit_|procrastinate_|auth_|account_|mfa_|directory_shared_cache)'"
        )
        figures = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*), sum(hashtext(t::text)) FROM "{table}" t')
            figures[table] = cursor.fetchone()
        return figures
