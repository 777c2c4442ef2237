"""Two administrators bring in the next version while the present one is live."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from motcua.audit.models import Entry
from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import (
    AdministratorRequiredError,
    DatesCrossError,
    DraftClosedError,
    DraftFaultyError,
    DraftNotFoundError,
    DraftNotProposedError,
    DraftOpenError,
    LastPartError,
    OwnDraftError,
    PartFaultyError,
    PartNotFoundError,
    PresentVersionChangedError,
    ReturnReasonMissingError,
    TooEarlyError,
)
from motcua.catalogue.models import ProcedureVersion, VersionDraft
from motcua.catalogue.types import (
    CaseEdit,
    FeeDrop,
    FeeEdit,
    FrameEdit,
    GeneralEdit,
    PaperDrop,
    PaperEdit,
    PaperShift,
    Rule,
    Text,
)
from motcua.directory.types import Role
from motcua.engines.flow import api as flow
from motcua.kit import clock
from motcua.kit.scope import NOBODY, SYSTEM, acting
from tests.catalogue.factories import MACHINE, a_folder, seated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]

CODE = "1.012783"  # two cases: land certificates issued anew
SIMPLE = "2.000815"


def in_days(days):
    return clock.today() + timedelta(days=days)


def frame(*, on=None, rule=Rule.STAY, decision="77/QĐ-UBND", reason="Bớt một giấy tờ"):
    return FrameEdit(decision, reason, on or in_days(10), rule)


def draft(author, code=SIMPLE):
    return catalogue.prepare_version(actor=author, code=code)


def edit(author, draft_id, change):
    catalogue.edit_version(actor=author, draft_id=draft_id, edit=change)


def proposed(author, code=SIMPLE, **framed):
    draft_id = draft(author, code)
    edit(author, draft_id, frame(**framed))
    catalogue.propose_version(actor=author, draft_id=draft_id)
    return draft_id


def published(author=None, second=None, code=SIMPLE, **framed):
    draft_id = proposed(author or seated(), code, **framed)
    return catalogue.publish_version(actor=second or seated(), draft_id=draft_id)


def seen(author, draft_id):
    return catalogue.version_draft(actor=author, draft_id=draft_id)


def counted():
    with acting(SYSTEM):
        return ProcedureVersion.objects.count()


def stored(draft_id):
    with acting(SYSTEM):
        return VersionDraft.objects.get(pk=draft_id)


def a_paper(code="", name="Đơn đề nghị", cases=("mac_dinh",), **other):
    details = {
        "hint": None,
        "mode": "submit",
        "required": True,
        "originals": 1,
        "copies": 0,
        "condition_text": None,
        "replaceable_by": (),
    }
    return PaperEdit(code=code, name=Text(name, ""), cases=cases, **(details | other))


def a_fee(code="", name="Lệ phí thử", amount=5000, cases=("mac_dinh",), issued_on=None):
    return FeeEdit(
        code=code,
        name=Text(name, ""),
        kind="le_phi",
        amount=amount,
        per="dossier",
        legal_source="Nghị quyết 12/2026/NQ-HĐND",
        issued_on=issued_on,
        collected_at="acceptance",
        cases=cases,
    )


# ------------------------------------------------------------------ peers' lesson 14


def test_14_prepare_the_next_version_while_the_present_one_stays_live():
    author, second = seated(), seated()
    present = catalogue.procedure(SIMPLE)
    draft_id = draft(author)
    edit(
        author,
        draft_id,
        GeneralEdit(Text("Sao y bản chính", ""), present.summary, present.who_may_apply),
    )
    edit(author, draft_id, frame(on=in_days(30)))
    assert catalogue.procedure(SIMPLE) == present
    assert [found.name for found in catalogue.search(SIMPLE)] == [present.name]

    catalogue.propose_version(actor=author, draft_id=draft_id)
    assert catalogue.procedure(SIMPLE) == present
    catalogue.publish_version(actor=second, draft_id=draft_id)

    still = catalogue.procedure(SIMPLE)
    assert (still.id, still.valid_to) == (present.id, in_days(29))
    coming = catalogue.procedure(SIMPLE, on=in_days(30))
    assert (coming.name.vi, coming.decision) == ("Sao y bản chính", "77/QĐ-UBND")
    assert catalogue.search("sao y", on=in_days(30))[0].name.vi == "Sao y bản chính"
    assert catalogue.form(coming.id).pages


def test_one_procedure_has_one_draft_at_a_time():
    draft(seated())
    with pytest.raises(DraftOpenError) as refused:
        draft(seated())
    assert SIMPLE in str(refused.value)
    assert draft(seated(), CODE)


def test_a_withdrawn_draft_makes_room_and_stays_on_record():
    author = seated()
    draft_id = draft(author)
    catalogue.withdraw_draft(actor=author, draft_id=draft_id)
    assert stored(draft_id).state == "withdrawn"
    assert draft(author)
    with pytest.raises(DraftClosedError):
        catalogue.withdraw_draft(actor=author, draft_id=draft_id)


# ------------------------------------------------------------------ two persons


def test_nobody_publishes_what_they_wrote():
    author, helper, second = seated(), seated(), seated()
    draft_id = draft(author)
    edit(helper, draft_id, frame())
    catalogue.propose_version(actor=second, draft_id=draft_id)
    before = counted()
    for writer in (author, helper):
        with pytest.raises(OwnDraftError) as refused:
            catalogue.publish_version(actor=writer, draft_id=draft_id)
    assert "quản trị viên khác" in str(refused.value)
    assert (counted(), stored(draft_id).state) == (before, "proposed")
    assert catalogue.procedure(SIMPLE).valid_to is None
    assert catalogue.publish_version(actor=second, draft_id=draft_id)


def test_the_database_itself_refuses_the_author():
    author = seated()
    draft_id = proposed(author)
    with acting(SYSTEM):
        row = VersionDraft.objects.get(pk=draft_id)
        row.state, row.published_by, row.published_id = (
            "published",
            author.person_id,
            row.based_on_id,
        )
        with (
            pytest.raises(IntegrityError, match="version_draft_published_by_another"),
            transaction.atomic(),
        ):
            row.save()
        row.authors = []
        with pytest.raises(DatabaseError, match="an author stays an author"), transaction.atomic():
            row.save()
    assert stored(draft_id).state == "proposed"


def test_what_is_not_proposed_is_not_published():
    draft_id = draft(seated())
    with pytest.raises(DraftNotProposedError):
        catalogue.publish_version(actor=seated(), draft_id=draft_id)
    assert stored(draft_id).state == "writing"


def test_the_second_person_returns_it_with_a_reason():
    author, second = seated(), seated()
    draft_id = proposed(author)
    with pytest.raises(ReturnReasonMissingError):
        catalogue.return_version(actor=second, draft_id=draft_id, reason="  ")
    catalogue.return_version(actor=second, draft_id=draft_id, reason="Thiếu căn cứ")
    assert seen(author, draft_id).returned_with == "Thiếu căn cứ"
    edit(author, draft_id, frame(decision="78/QĐ-UBND"))
    catalogue.propose_version(actor=author, draft_id=draft_id)
    assert catalogue.publish_version(actor=second, draft_id=draft_id)


def test_what_waits_for_the_second_person_is_not_written_in():
    author = seated()
    draft_id = proposed(author)
    with pytest.raises(DraftClosedError):
        edit(author, draft_id, frame(decision="79/QĐ-UBND"))
    assert stored(draft_id).decision == "77/QĐ-UBND"


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.LEADER, Role.SUPERVISOR])
def test_only_administrators_touch_it(role):
    author, other = seated(), seated(role)
    draft_id = proposed(author)
    before = stored(draft_id)
    attempts = [
        lambda: catalogue.prepare_version(actor=other, code=CODE),
        lambda: edit(other, draft_id, frame()),
        lambda: catalogue.propose_version(actor=other, draft_id=draft_id),
        lambda: catalogue.return_version(actor=other, draft_id=draft_id, reason="Không"),
        lambda: catalogue.publish_version(actor=other, draft_id=draft_id),
        lambda: catalogue.withdraw_draft(actor=other, draft_id=draft_id),
        lambda: seen(other, draft_id),
        lambda: catalogue.procedures(actor=other),
        lambda: catalogue.procedure_page(actor=other, code=SIMPLE),
    ]
    for attempt in attempts:
        with pytest.raises(AdministratorRequiredError):
            attempt()
    assert (stored(draft_id).state, stored(draft_id).changed_at) == ("proposed", before.changed_at)


def test_what_is_not_published_is_hidden_from_everybody_else():
    draft_id = draft(seated())
    with acting(NOBODY):
        assert not VersionDraft.objects.filter(pk=draft_id).exists()


def test_an_unknown_draft_is_not_found():
    with pytest.raises(DraftNotFoundError):
        catalogue.withdraw_draft(actor=seated(), draft_id=seated().person_id)


def test_every_act_is_recorded():
    author, second = seated(), seated()
    draft_id = proposed(author)
    version_id = catalogue.publish_version(actor=second, draft_id=draft_id)
    with acting(SYSTEM):
        verbs = set(
            Entry.objects.filter(object_id__in=[str(draft_id), str(version_id)]).values_list(
                "verb", flat=True
            )
        )
    assert verbs == {
        "catalogue.prepare_version",
        "catalogue.edit_version",
        "catalogue.propose_version",
        "catalogue.publish_version",
    }


# ------------------------------------------------------------------ dates


@pytest.mark.parametrize("days", [0, -1, -400])
def test_a_day_that_is_over_or_running_is_refused(days):
    author = seated()
    draft_id = draft(author)
    with pytest.raises(TooEarlyError) as refused:
        edit(author, draft_id, frame(on=in_days(days)))
    assert f"{in_days(1):%d/%m/%Y}" in str(refused.value)
    assert stored(draft_id).takes_effect_on is None


def test_a_day_before_another_version_begins_is_refused():
    published(on=in_days(20))
    author = seated()
    draft_id = draft(author)
    for day in (in_days(5), in_days(20)):
        with pytest.raises(DatesCrossError):
            edit(author, draft_id, frame(on=day))
    edit(author, draft_id, frame(on=in_days(21)))


def test_a_day_that_passed_while_it_waited_is_refused():
    draft_id = proposed(seated(), on=in_days(1))
    before = counted()
    with clock.set_to(clock.now() + timedelta(days=2)), pytest.raises(TooEarlyError):
        catalogue.publish_version(actor=seated(), draft_id=draft_id)
    assert (counted(), stored(draft_id).state) == (before, "proposed")


def test_a_present_version_that_changed_meanwhile_is_noticed(tmp_path):
    a_folder(tmp_path)
    catalogue.load_procedures(tmp_path, actor=MACHINE)
    draft_id = proposed(seated(), "3.999999", on=in_days(40))
    a_folder(tmp_path, valid_from=f"{in_days(20)}", replace=[("minutes: 4", "minutes: 3")])
    catalogue.load_procedures(tmp_path, actor=MACHINE)
    before = counted()
    with pytest.raises(PresentVersionChangedError):
        catalogue.publish_version(actor=seated(), draft_id=draft_id)
    assert (counted(), stored(draft_id).state) == (before, "proposed")


def test_an_unfinished_frame_is_not_proposed():
    author = seated()
    draft_id = draft(author)
    with pytest.raises(DraftFaultyError) as refused:
        catalogue.propose_version(actor=author, draft_id=draft_id)
    told = str(refused.value)
    assert "Ngày có hiệu lực" in told
    assert "Số quyết định" in told
    assert "Lý do" in told
    assert stored(draft_id).state == "writing"


# ------------------------------------------------------------------ the parts


def test_papers_are_added_changed_moved_and_dropped():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, a_paper())
    edit(author, draft_id, a_paper("SCAN", "Bản quét", required=True, copies=2))
    edit(author, draft_id, PaperShift("GIAY_1", -3))
    edit(author, draft_id, PaperDrop("LEGALISATION"))
    plain = seen(author, draft_id).plain
    assert [one["code"] for one in plain["components"]] == ["GIAY_1", "ORIGINAL", "SCAN"]
    assert seen(author, draft_id).component("SCAN")["copies"] == 2
    told = [(one.part, one.what) for one in seen(author, draft_id).differences]
    assert ("Giấy tờ", "Thêm «Đơn đề nghị»") in told
    assert ("Giấy tờ", "Bản quét: Bản sao") in told
    assert any(what.startswith("Bỏ «Hợp pháp hóa") for _part, what in told)


def test_a_paper_of_one_case_is_asked_for_there_only():
    author = seated()
    draft_id = draft(author, CODE)
    cases = [case["code"] for case in seen(author, draft_id).plain["cases"]]
    edit(author, draft_id, a_paper(cases=cases[:1]))
    edit(author, draft_id, frame())
    catalogue.propose_version(actor=author, draft_id=draft_id)
    version = catalogue.version(catalogue.publish_version(actor=seated(), draft_id=draft_id))
    asked = [{one.code for one in case.components} for case in version.cases]
    assert ["GIAY_1" in codes for codes in asked] == [True, *[False] * (len(cases) - 1)]


def test_the_last_paper_stays():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, PaperDrop("LEGALISATION"))
    edit(author, draft_id, PaperDrop("SCAN"))
    with pytest.raises(LastPartError):
        edit(author, draft_id, PaperDrop("ORIGINAL"))
    assert [one["code"] for one in stored(draft_id).content["procedure"]["components"]] == [
        "ORIGINAL"
    ]


def test_a_part_that_is_gone_is_not_found():
    author = seated()
    draft_id = draft(author)
    for change in (PaperDrop("KHONG"), FeeDrop("KHONG"), a_paper("KHONG"), PaperShift("KHONG", 1)):
        with pytest.raises(PartNotFoundError):
            edit(author, draft_id, change)


def test_a_fee_with_its_source_and_day():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, a_fee(issued_on=date(2026, 7, 9)))
    assert seen(author, draft_id).fee("KHOAN_1")["issued_on"] == "2026-07-09"
    edit(author, draft_id, FeeDrop("KHOAN_1"))
    assert not seen(author, draft_id).fee("KHOAN_1")


def test_fees_that_overlap_are_refused():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, a_fee())
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, a_fee(name="LỆ PHÍ THỬ", amount=7000))
    assert "hai lần với cùng điều kiện" in str(refused.value)
    assert len(stored(draft_id).content["procedure"]["fees"]) == 2


def test_a_fee_whose_source_is_younger_than_the_version_is_refused():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, frame(on=in_days(5)))
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, a_fee(issued_on=in_days(6)))
    assert "sửa một trong hai ngày" in str(refused.value)


def hours(source):
    return flow.load(source.encode()).total_hours


@pytest.mark.parametrize("days", [1, 2, 5, 7, 30])
def test_a_new_limit_is_shared_among_the_steps(days):
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, CaseEdit("mac_dinh", Text("Sao y", ""), days, "working_day", None))
    content = stored(draft_id).content
    assert hours(content["processes"]["process-mac-dinh.bpmn"]) == days * 8
    assert not [one for one in seen(author, draft_id).faults if one.part != "frame"]


def test_a_shorter_local_limit_is_the_one_that_counts():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, frame())
    edit(author, draft_id, CaseEdit("mac_dinh", Text("Sao y", ""), 5, "working_day", 3))
    catalogue.propose_version(actor=author, draft_id=draft_id)
    case = catalogue.version(catalogue.publish_version(actor=seated(), draft_id=draft_id)).cases[0]
    assert (case.limit.value, case.national_limit.value) == (3, 5)
    assert case.time_text.vi == "3 ngày làm việc"


def test_a_local_limit_is_never_longer():
    author = seated()
    draft_id = draft(author)
    before = stored(draft_id).content
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, CaseEdit("mac_dinh", Text("Sao y", ""), 3, "working_day", 5))
    assert "dài hơn thời hạn trung ương" in str(refused.value)
    assert stored(draft_id).content == before


# ------------------------------------------------------------------ what is read


def test_a_page_says_what_changed_and_why():
    published(on=in_days(3), reason="Cắt giảm giấy tờ")
    page = catalogue.procedure_page(actor=seated(), code=SIMPLE)
    newest = page.versions[0]
    assert (newest.decision, newest.reason) == ("77/QĐ-UBND", "Cắt giảm giấy tờ")
    assert page.draft is None
    assert not catalogue.recent_changes(SIMPLE)  # not yet in force


def test_the_public_page_tells_recent_changes():
    author = seated()
    draft_id = draft(author)
    edit(author, draft_id, frame(on=in_days(3)))
    edit(author, draft_id, PaperDrop("LEGALISATION"))
    catalogue.propose_version(actor=author, draft_id=draft_id)
    catalogue.publish_version(actor=seated(), draft_id=draft_id)
    with clock.set_to(clock.now() + timedelta(days=3)), acting(NOBODY):
        (line,) = catalogue.recent_changes(SIMPLE)
    assert (line.decision, line.reason) == ("77/QĐ-UBND", "Bớt một giấy tờ")
    assert line.differences[0].part == "Giấy tờ"


def test_the_list_is_one_statement(django_assert_num_queries):
    draft_id = draft(seated())
    actor = seated()
    with acting(actor.scope), django_assert_num_queries(1):
        lines, more = catalogue.procedures(actor=actor)
    assert (len(lines), more) == (6, False)
    assert [line.draft_id for line in lines if line.code == SIMPLE] == [draft_id]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"words": "chung thuc ban sao"}, {SIMPLE}),
        ({"words": CODE}, {CODE}),
        ({"words": "sao y", "field": "Hộ tịch"}, set()),
        ({"field": "Hộ tịch"}, {"1.001193", "1.004873"}),
        ({"level": "province", "words": SIMPLE}, set()),
        ({"page": 2}, set()),
    ],
)
def test_the_list_is_narrowed(asked, codes):
    lines, _more = catalogue.procedures(actor=seated(), **asked)
    assert {line.code for line in lines} == codes
