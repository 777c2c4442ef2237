"""Papers of the archive in many dossiers at once: used again by reference, or asked for."""

from datetime import timedelta

import pytest

from motcua.directory import api as directory
from motcua.directory.types import FirmRight
from motcua.documents.models import ArchivedPaper
from motcua.dossiers import api as dossiers
from motcua.dossiers.actions import check_batch
from motcua.dossiers.errors import BatchNotFoundError, PaperNotReusableError
from motcua.dossiers.models import Paper
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories as make, sheets
from tests.dossiers.archives import BUILDING, archived
from tests.dossiers.sheets import leader, shown
from tests.dossiers.test_in_whose_name import DUNG, employed

__all__ = ["leader"]
pytestmark = pytest.mark.django_db


def building(actor, numbers=(1,), **columns):
    """Rows that need a land certificate; every other paper is given once for all rows."""
    version = sheets.catalogue.procedure(BUILDING)
    wanted = dossiers.wanted_components(
        version.cases[0], make.sample_answers(version), channel=make.Channel.ONLINE
    )
    others = [c.code for c in wanted if c.required and c.mode == "submit" and c.code != "LAND_CERT"]
    content = sheets.book([sheets.person(n, BUILDING, **columns) for n in numbers], BUILDING)
    papers = {code: [make.stored_file(actor).id] for code in others}
    return content, {"procedure": BUILDING, "papers": papers}


def test_a_row_uses_the_one_paper_of_the_archive_and_shows_it_first(citizen):
    archived_id = archived(citizen)
    content, given = building(citizen, (1, 2))
    batch_id = sheets.checked(citizen, content, **given)

    assert sheets.figures(citizen, batch_id)[:2] == (2, 0)
    for row in shown(citizen, batch_id):
        [again] = row.reused
        assert (again.paper.archived_id, again.paper.number) == (archived_id, "BĐ 123456")
        assert again.component.startswith("Giấy chứng nhận quyền sử dụng đất")
    sheets.filed(citizen, batch_id)
    with acting(SYSTEM):
        kept = list(Paper.objects.filter(component="LAND_CERT"))
    assert [(one.source, one.archived_id) for one in kept] == [("archive", archived_id)] * 2


def test_of_two_papers_nobody_chooses_and_an_own_file_goes_before_the_archive(citizen):
    archived(citizen, number="1")
    archived(citizen, number="2")
    content, given = building(citizen)
    batch_id = sheets.checked(citizen, content, **given)
    [(_column, message)] = sheets.faults(citizen, batch_id)[4]
    assert "Kho giấy tờ có 2 bản nên máy không chọn thay bạn" in message

    own = {**given["papers"], "LAND_CERT": [make.stored_file(citizen).id]}
    with_file = sheets.checked(citizen, content, procedure=BUILDING, papers=own)
    assert sheets.figures(citizen, with_file)[:2] == (1, 0)
    assert shown(citizen, with_file)[0].reused == ()


def test_a_paper_that_lapses_before_the_yes_sends_the_row_back(citizen):
    archived_id = archived(citizen)
    content, given = building(citizen, (1, 2))
    batch_id = sheets.checked(citizen, content, **given)
    with acting(SYSTEM):
        yesterday = clock.today() - timedelta(days=1)
        ArchivedPaper.objects.filter(pk=archived_id).update(valid_to=yesterday)

    sheets.filed(citizen, batch_id)

    assert sheets.figures(citizen, batch_id) == (0, 2, 0, 0)
    assert "không còn dùng lại được" in sheets.faults(citizen, batch_id)[4][0][1]
    assert sheets.filed_dossiers() == []


def test_a_firm_uses_its_own_archive_and_never_that_of_its_clerk(citizen, leader):
    archived(citizen)
    content, given = building(leader)
    lacking = sheets.checked(leader, content, **given)
    assert "Thiếu giấy tờ" in sheets.faults(leader, lacking)[4][0][1]

    of_firm = archived(leader, owner_id=leader.principal.id)
    batch_id = sheets.checked(leader, content, **given)

    assert [one.reused[0].paper.archived_id for one in shown(leader, batch_id)] == [of_firm]
    sheets.filed(leader, batch_id)
    with acting(SYSTEM):
        assert Paper.objects.get(component="LAND_CERT").archived_id == of_firm
    own = directory.citizen_actor(leader.person_id, leader.level, leader.name)
    with pytest.raises(BatchNotFoundError):
        shown(own, batch_id)


def test_staff_who_do_not_see_all_of_a_firm_do_not_reach_its_archive(leader, desk):
    """By hand as by sheet: nothing is offered, nothing is taken, the paper is asked for."""
    of_firm = archived(leader, owner_id=leader.principal.id)
    clerk = employed(leader, DUNG, FirmRight.DRAFT, FirmRight.SUBMIT)
    content, given = building(clerk)

    batch_id = sheets.checked(clerk, content, **given)

    assert sheets.figures(clerk, batch_id)[:2] == (0, 1)
    assert "Thiếu giấy tờ" in sheets.faults(clerk, batch_id)[4][0][1]
    drafts = [make.draft(who, BUILDING) for who in (leader, clerk)]
    by_hand = dossiers.offers_for_draft(actor=leader, draft_id=drafts[0])
    assert [one.archived_id for one in by_hand["LAND_CERT"]] == [of_firm]
    assert dossiers.offers_for_draft(actor=clerk, draft_id=drafts[1]) == {}
    with pytest.raises(PaperNotReusableError):
        dossiers.reuse_paper(
            actor=clerk, draft_id=drafts[1], component="LAND_CERT", archived_id=of_firm
        )


def test_rows_cost_no_statement_of_their_own(citizen, monkeypatch, django_assert_max_num_queries):
    """A portion of rows that use the archive again is read in as many statements as one row."""
    archived(citizen)
    content, given = building(citizen, range(40))
    batch_id = sheets.uploaded(citizen, content, **given)
    monkeypatch.setattr(check_batch, "AT_ONCE", 20)

    with django_assert_max_num_queries(70):
        sheets.read(batch_id)

    assert sheets.figures(citizen, batch_id) == (40, 0, 0, 0)
    with django_assert_max_num_queries(20):
        assert len(shown(citizen, batch_id)) == 40
