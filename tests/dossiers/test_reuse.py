"""Once only: reuse is a reference to what lies in the archive, and asking again needs a reason."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.documents.models import ArchivedPaper
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    HeldAlreadyError,
    PaperNotReusableError,
)
from motcua.dossiers.models import Paper, SupplementRequest, Turn
from motcua.dossiers.queries.form_data import form_data
from motcua.dossiers.types import (
    PaperIn,
    PaperSource,
    Status,
    SupplementItem,
)
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories as make
from tests.dossiers.archives import BUILDING, DIVORCE, archived, draft_reusing

pytestmark = pytest.mark.django_db
REASON = "Bản trong kho chụp thiếu trang 3, cần đối chiếu phần biến động"


def papers(dossier_id, component="LAND_CERT"):
    with acting(SYSTEM):
        return list(Paper.objects.filter(dossier_id=dossier_id, component=component))


def offered(citizen, draft_id):
    return dossiers.offers_for_draft(actor=citizen, draft_id=draft_id)


def submitted_reusing(citizen, archived_id):
    return dossiers.submit(actor=citizen, draft_id=draft_reusing(citizen, archived_id)).dossier_id


def ask(desk, dossier_id, again="", ref="LAND_CERT"):
    return dossiers.request_supplement(
        actor=desk.receptionist,
        dossier_id=dossier_id,
        items=[SupplementItem("paper", ref, "Nộp bản rõ hơn", again)],
        reason="Cần xem lại giấy tờ đất",
    )


# ------------------------------------------------------------------ what is offered


def test_a_paper_of_the_archive_is_offered_with_source_and_age(citizen):
    archived_id = archived(citizen, days_old=40)

    (one,) = offered(citizen, make.draft(citizen, BUILDING))["LAND_CERT"]

    assert one.archived_id == archived_id
    assert one.number == "BĐ 123456"
    assert one.source == "H53.31.61-250701-0001"
    assert one.age_days == 40


def test_all_components_cost_one_look_into_the_archive(citizen, django_assert_max_num_queries):
    for number in range(5):
        archived(citizen, number=f"BĐ {number}")
    draft_id = make.draft(citizen, BUILDING)

    with acting(citizen.scope), django_assert_max_num_queries(2):
        assert len(offered(citizen, draft_id)["LAND_CERT"]) == 5


def test_expired_not_yet_valid_and_other_kinds_are_not_offered(citizen):
    today = clock.today()
    archived(citizen, number="1", valid_to=today - timedelta(days=1))
    archived(citizen, number="2", valid_from=today + timedelta(days=1))
    archived(citizen, number="3", kind=DIVORCE)
    draft_id = make.draft(citizen, BUILDING)

    assert offered(citizen, draft_id) == {}
    archived(citizen, number="4", valid_to=today)  # its last day counts
    assert len(offered(citizen, draft_id)["LAND_CERT"]) == 1


@pytest.mark.parametrize("state", ["to_approve", "superseded", "recalled"])
def test_what_is_not_approved_is_not_offered(citizen, state):
    archived_id = archived(citizen)
    with acting(SYSTEM):
        ArchivedPaper.objects.filter(pk=archived_id).update(state=state)

    assert offered(citizen, make.draft(citizen, BUILDING)) == {}


def test_somebody_elses_paper_is_neither_offered_nor_taken(citizen):
    theirs = archived(make.another_citizen())
    draft_id = make.draft(citizen, BUILDING)

    assert offered(citizen, draft_id) == {}
    with pytest.raises(PaperNotReusableError):
        dossiers.reuse_paper(
            actor=citizen, draft_id=draft_id, component="LAND_CERT", archived_id=theirs
        )
    assert dossiers.draft(actor=citizen, draft_id=draft_id).reused == {}


def test_a_paper_does_not_stand_for_a_component_that_it_does_not_meet(citizen):
    archived_id = archived(citizen)
    draft_id = make.draft(citizen, BUILDING)

    with pytest.raises(PaperNotReusableError):
        dossiers.reuse_paper(
            actor=citizen, draft_id=draft_id, component="DRAWINGS", archived_id=archived_id
        )


# ------------------------------------------------------------------ the reference


def test_reuse_is_a_reference_and_carries_the_files_of_the_archive(citizen, desk):
    archived_id = archived(citizen)

    dossier_id = submitted_reusing(citizen, archived_id)

    (paper,) = papers(dossier_id)
    with acting(SYSTEM):
        entry = ArchivedPaper.objects.get(pk=archived_id)
        first = Turn.objects.get(dossier_id=dossier_id, seq=1)
    assert paper.source == PaperSource.ARCHIVE
    assert paper.archived_id == archived_id
    assert paper.file_ids == entry.file_ids
    assert first.facts["reused"] == {"LAND_CERT": str(archived_id)}
    seen = dossiers.dossier(actor=desk.receptionist, dossier_id=dossier_id)
    shown = next(paper for paper in seen.papers if paper.component == "LAND_CERT")
    assert shown.reused.source == "H53.31.61-250701-0001"
    assert len(shown.files) == 1


def test_the_database_refuses_reuse_without_reference_and_reference_without_reuse(citizen):
    archived_id = archived(citizen)
    dossier_id = submitted_reusing(citizen, archived_id)

    for change in (
        {"archived_id": None},
        {"source": "upload"},
        {"archived_id": make.unknown()},
    ):
        with pytest.raises(IntegrityError), acting(SYSTEM), transaction.atomic():
            Paper.objects.filter(dossier_id=dossier_id, component="LAND_CERT").update(**change)
    assert papers(dossier_id)[0].archived_id == archived_id


def test_recalled_between_choosing_and_submitting_is_refused_and_nothing_is_filed(citizen):
    archived_id = archived(citizen)
    draft_id = draft_reusing(citizen, archived_id)
    with acting(SYSTEM):
        ArchivedPaper.objects.filter(pk=archived_id).update(state="recalled")

    with pytest.raises(PaperNotReusableError):
        dossiers.submit(actor=citizen, draft_id=draft_id)

    assert dossiers.draft(actor=citizen, draft_id=draft_id).dossier_id is None


def test_the_files_of_a_reference_come_from_the_archive_not_from_who_hands_it_in(citizen, desk):
    archived_id = archived(citizen)
    dossier_id = make.submitted(citizen, BUILDING)
    other = make.stored_file(citizen).id

    dossiers.accept(
        actor=desk.receptionist,
        dossier_id=dossier_id,
        papers=[PaperIn("LAND_CERT", (other,), PaperSource.ARCHIVE, archived_id=archived_id)],
    )

    taken = next(paper for paper in papers(dossier_id) if paper.superseded_at is None)
    assert other not in taken.file_ids


def test_a_reuse_without_its_reference_is_refused_at_the_counter(citizen, desk):
    dossier_id = make.submitted(citizen, BUILDING)

    with pytest.raises(PaperNotReusableError):
        dossiers.accept(
            actor=desk.receptionist,
            dossier_id=dossier_id,
            papers=[PaperIn("LAND_CERT", source=PaperSource.ARCHIVE)],
        )
    assert make.stored(dossier_id).state is Status.SUBMITTED


def test_uploading_takes_the_place_of_reusing_and_the_other_way_round(citizen):
    draft_id = draft_reusing(citizen, archived(citizen))
    assert dossiers.draft(actor=citizen, draft_id=draft_id).papers.get("LAND_CERT") is None

    file = make.stored_file(citizen)
    dossiers.attach_paper(
        actor=citizen, draft_id=draft_id, component="LAND_CERT", file_ids=[file.id]
    )

    assert dossiers.draft(actor=citizen, draft_id=draft_id).reused == {}


# ------------------------------------------------------------------ asking again


def test_asking_for_what_the_archive_holds_needs_a_written_reason(citizen, desk):
    archived(citizen)
    dossier_id = make.submitted(citizen, BUILDING)

    with pytest.raises(HeldAlreadyError) as refusal:
        ask(desk, dossier_id)
    assert "Giấy chứng nhận quyền sử dụng đất" in str(refusal.value)
    assert make.stored(dossier_id).supplements == 0

    ask(desk, dossier_id, again=REASON)
    (item,) = dossiers.dossier(actor=citizen, dossier_id=dossier_id).open_supplement.items
    assert item.again == REASON


def test_the_reason_is_sealed_and_the_chronicle_says_that_it_was_asked_again(citizen, desk):
    archived(citizen)
    dossier_id = make.submitted(citizen, BUILDING)

    ask(desk, dossier_id, again=REASON)

    with acting(SYSTEM):
        request = SupplementRequest.objects.get(dossier_id=dossier_id)
        turn = Turn.objects.get(dossier_id=dossier_id, kind="supplement_requested")
    assert REASON.encode() not in bytes(request.items_sealed)
    assert turn.facts["asked_again"] == ["LAND_CERT"]
    assert REASON not in str(turn.facts)


def test_the_printed_request_tells_why_what_is_held_is_asked_for_again(citizen, desk):
    archived(citizen)
    dossier_id = make.submitted(citizen, BUILDING)
    ask(desk, dossier_id, again=REASON)

    with acting(SYSTEM):
        turn = Turn.objects.get(dossier_id=dossier_id, kind="supplement_requested")
        (row,) = form_data(make.stored(dossier_id), turn)["components"]
    assert row["what"] == f"Nộp bản rõ hơn\nĐã có trong kho, vẫn phải nộp vì: {REASON}"


def test_asking_for_what_a_register_answers_needs_a_written_reason(citizen, desk):
    dossier_id = make.accepted(desk, citizen)

    with pytest.raises(HeldAlreadyError):
        ask(desk, dossier_id, ref="ID")
    assert make.stored(dossier_id).supplements == 0

    ask(desk, dossier_id, ref="ID", again="CSDL dân cư không có dữ liệu của người này")
    assert make.stored(dossier_id).supplements == 1


def test_what_nobody_holds_is_asked_for_without_more_words(citizen, desk):
    dossier_id = make.submitted(citizen, BUILDING)

    ask(desk, dossier_id, again="thừa")

    (item,) = dossiers.dossier(actor=citizen, dossier_id=dossier_id).open_supplement.items
    assert item.again == ""  # nothing was asked again, so nothing says so


def test_a_supplement_can_be_answered_from_the_archive(citizen, desk):
    dossier_id = make.submitted(citizen, BUILDING)
    request_id = ask(desk, dossier_id)
    archived_id = archived(citizen)

    dossiers.answer_supplement(
        actor=citizen,
        request_id=request_id,
        answers={},
        papers=[PaperIn("LAND_CERT", archived_id=archived_id)],
    )

    living = [paper for paper in papers(dossier_id) if paper.superseded_at is None]
    assert [paper.archived_id for paper in living] == [archived_id]
