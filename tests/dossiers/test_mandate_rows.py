"""What the database shows whoever acts for another, asked past every door: by bare SQL."""

import pytest
from django.db import connection

from motcua.directory import api as directory
from motcua.directory.types import FirmRight
from motcua.documents import api as documents
from motcua.documents.errors import FileMissingError
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import DossierNotFoundError, DraftNotFoundError
from motcua.dossiers.events import DossierAccepted, MessageWritten
from motcua.dossiers.models import Dossier, FileForAnother, Message, SupplementRequest, Turn
from motcua.dossiers.types import PaperIn
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications import api as notifications
from tests.directory import test_firms as firms
from tests.directory.factories import make_citizen
from tests.dossiers import factories as make
from tests.dossiers.test_in_whose_name import DUNG, TAM, employed, mandated

pytestmark = pytest.mark.django_db
BIRTH = "1.001193"
OF_DOSSIERS = (
    "dossier_turn", "dossier_paper", "dossier_form", "dossier_message", "dossier_supplement",
)  # fmt: skip


@pytest.fixture
def dung(province_with_procedures):
    return make_citizen(*DUNG)


def rows(actor, sql, **given):
    """As somebody would ask who has got hold of the connection and nothing else."""
    with acting(actor.scope), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return {row[0] for row in cursor.fetchall()}


def ids(actor, table, column="id"):
    return rows(actor, f"SELECT {column} FROM {table}")


def files_in(dossier_id):
    """Papers and printed forms."""
    return rows(
        make.MACHINE,
        "SELECT unnest(file_ids) FROM dossier_paper WHERE dossier_id = %(d)s"
        " UNION SELECT file_id FROM dossier_form WHERE dossier_id = %(d)s",
        d=dossier_id,
    )


def everything(actor):
    seen = {table: ids(actor, table, "dossier_id") for table in OF_DOSSIERS}
    return {
        "dossier": ids(actor, "dossier"),
        "draft": ids(actor, "dossier_draft"),
        "file": ids(actor, "documents_file"),
        "document": ids(actor, "documents_document"),
        **seen,
    }


NOTHING = {name: set() for name in ("dossier", "draft", "file", "document", *OF_DOSSIERS)}


def printed(desk, dossier_id):
    """Accepted, with the receipt that this prints."""
    dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)
    dossiers.printed_form(actor=desk.receptionist, dossier_id=dossier_id, number="01")


# ------------------------------------------------------------------ by mandate


def test_of_the_givers_own_there_is_no_row(desk, citizen, dung):
    printed(desk, make.submitted(citizen))
    make.draft(citizen, BIRTH)

    for_bay, _mandate = mandated(citizen, dung)

    assert everything(for_bay) == NOTHING
    assert everything(citizen)["file"]


def test_of_what_was_handed_in_for_the_giver_there_is_each_row(desk, citizen, dung):
    own = make.submitted(citizen)
    for_bay, _mandate = mandated(citizen, dung)
    dossier_id = make.submitted(for_bay, BIRTH)
    printed(desk, dossier_id)

    seen = everything(for_bay)

    assert seen["file"] == files_in(dossier_id) != set()
    assert not seen["file"] & files_in(own)
    assert seen["dossier"] == seen["dossier_turn"] == seen["dossier_paper"] == {dossier_id}
    assert seen["dossier_form"] == {dossier_id}
    shown = dossiers.dossier(actor=for_bay, dossier_id=dossier_id)
    assert shown.forms
    assert all(paper.files for paper in shown.papers if paper.source == "upload")


def test_a_paper_that_the_giver_adds_to_it_belongs_to_it_too(desk, citizen, dung):
    for_bay, _mandate = mandated(citizen, dung)
    dossier_id = make.awaiting_supplement(desk, for_bay)
    with acting(SYSTEM):
        asked = SupplementRequest.objects.get(dossier_id=dossier_id)
    papers = [PaperIn(make.some_component(dossier_id), (make.stored_file(citizen).id,))]

    dossiers.answer_supplement(actor=citizen, request_id=asked.id, answers={}, papers=papers)

    assert set(papers[0].file_ids) <= ids(for_bay, "documents_file")


def test_an_issued_result_is_seen_only_by_whoever_handed_the_dossier_in(
    signing_desk, citizen, dung
):
    for_bay, _mandate = mandated(citizen, dung)
    theirs, own = make.resolved(signing_desk, for_bay), make.resolved(signing_desk, citizen)

    documents_seen = ids(for_bay, "documents_document", "dossier_id")

    assert documents_seen == {theirs}
    assert ids(citizen, "documents_document", "dossier_id") == {theirs, own}
    result = dossiers.dossier(actor=for_bay, dossier_id=theirs).result
    assert result.file_id in ids(for_bay, "documents_file")
    assert ids(for_bay, "documents_version", "document_id") == {result.document_id}


def test_a_mandate_for_another_procedure_shows_nothing_of_this_one(citizen, dung):
    for_bay, first = mandated(citizen, dung, procedures=[BIRTH])
    dossier_id, draft_id = make.submitted(for_bay, BIRTH), make.draft(for_bay, BIRTH)
    assert ids(for_bay, "dossier") == {dossier_id}
    directory.end_mandate(actor=citizen, mandate_id=first)

    for_marital, _second = mandated(citizen, dung, procedures=[make.MARITAL])

    seen = everything(for_marital)
    mine = rows(
        dung, "SELECT id FROM documents_file WHERE uploaded_by_id = %(b)s", b=dung.person_id
    )
    assert (seen["dossier"], seen["draft"], seen["dossier_turn"]) == (set(), set(), set())
    assert mine == set()  # in one's own name: what one sent in for another is that one's
    with pytest.raises(DossierNotFoundError):
        dossiers.dossier(actor=for_marital, dossier_id=dossier_id)
    with pytest.raises(DraftNotFoundError):
        dossiers.submit(actor=for_marital, draft_id=draft_id)


def test_two_mandates_of_one_giver_are_one_principal_and_each_act_names_its_own(citizen, dung):
    _first, for_birth = mandated(citizen, dung, procedures=[BIRTH])
    for_bay, for_marital = mandated(citizen, dung, procedures=[make.MARITAL])

    made = {make.submitted(for_bay, BIRTH): for_birth, make.submitted(for_bay): for_marital}

    assert ids(for_bay, "dossier") == set(made)
    for dossier_id, mandate_id in made.items():
        basis = rows(
            make.MACHINE,
            "SELECT facts ->> 'basis' FROM dossier_turn WHERE dossier_id = %(d)s",
            d=dossier_id,
        )
        assert basis == {str(mandate_id)}
    everywhere, _third = mandated(citizen, dung)
    assert everywhere.principal.procedures == frozenset()
    assert [one.id for one in directory.principals(actor=dung)] == [citizen.person_id]


def test_when_the_mandate_has_ended_nothing_is_left_and_nothing_more_is_told(desk, citizen, dung):
    for_bay, mandate_id = mandated(citizen, dung)
    dossier_id = make.submitted(for_bay, BIRTH)
    [file_id, *_more] = files_in(dossier_id)
    assert documents.file(for_bay, file_id).id == file_id
    directory.end_mandate(actor=citizen, mandate_id=mandate_id)

    printed(desk, dossier_id)
    dossiers.write_message(actor=desk.specialist, dossier_id=dossier_id, text="Mời bà đến nhận.")
    with acting(SYSTEM):
        turn = Turn.objects.get(dossier_id=dossier_id, kind="accepted")
        message = Message.objects.get(dossier_id=dossier_id)
    dossiers.tell_owner(DossierAccepted(dossier_id=dossier_id, turn_id=turn.id))
    dossiers.tell_of_message(MessageWritten(dossier_id=dossier_id, message_id=message.id))

    assert everything(dung) == NOTHING
    with pytest.raises(FileMissingError):
        documents.file(dung, file_id)
    assert notifications.inbox(dung) == []
    told = {notice.kind for notice in notifications.inbox(citizen)}
    assert told == {"dossier.accepted", "dossier.message"}


# ------------------------------------------------------------------ for a firm


def test_staff_see_the_rows_of_their_own_work_and_all_where_it_was_granted(citizen, desk):
    firm_id = firms.registered(desk.receptionist)
    leader = directory.acting_for(actor=citizen, principal_id=firm_id)
    clerk = employed(leader, DUNG, FirmRight.DRAFT, FirmRight.SUBMIT)
    other = employed(leader, TAM, FirmRight.DRAFT, FirmRight.SUBMIT)
    theirs, others = make.submitted(clerk), make.submitted(other, BIRTH)
    printed(desk, theirs)

    assert ids(clerk, "documents_file") == files_in(theirs)
    assert ids(other, "documents_file") == files_in(others)
    assert ids(leader, "documents_file") == files_in(theirs) | files_in(others)


def test_in_ones_own_name_a_dossier_has_no_way_for_others(citizen):
    make.submitted(citizen)

    with acting(SYSTEM):
        assert not FileForAnother.objects.exists()


def test_a_linked_dossier_goes_with_whoever_handed_its_main_one_in(citizen, dung):
    for_bay, _mandate = mandated(citizen, dung, procedures=[make.MARITAL])
    main, other = make.submitted(for_bay), make.submitted(citizen, BIRTH)
    with acting(SYSTEM):
        linked = {"matter_id": main, "submitter_id": dung.person_id}
        Dossier.objects.filter(pk=other).update(**linked)

    assert ids(for_bay, "dossier") == {main, other}
    assert dossiers.dossier(actor=for_bay, dossier_id=other).main_id == main
