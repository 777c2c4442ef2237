"""Every row of the national catalogue lands; nothing is overwritten; what is live works."""

import gzip
import json
import tracemalloc

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import (
    ImportFileError,
    NothingReadyError,
    ProcedureNotFoundError,
    RowClosedError,
)
from motcua.catalogue.events import CatalogueUploaded
from motcua.catalogue.models import ImportedRow
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.catalogue import national
from tests.catalogue.factories import MACHINE, seated
from tests.catalogue.landing import CODE, bring, everything, numbers, only, stored
from tests.catalogue.national import CLEAN, DOUBTFUL, MALFORMED, a_file, a_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]
OWN = "1.001193"  # the province's own birth registration


# ------------------------------------------------------------------ landing


def test_a_clean_row_is_ready_and_goes_live_today():
    assert numbers(bring(CLEAN)) == (1, 1, 0, 0)
    assert only().state == "ready"
    with pytest.raises(ProcedureNotFoundError):
        catalogue.procedure(CODE)
    assert catalogue.publish_import(actor=MACHINE) == 1
    version = catalogue.procedure(CODE)
    assert version.valid_from == clock.today()
    assert (version.level, version.handled_by) == ("commune", "commune")
    assert version.cases[0].limit.words.vi == "5 ngày làm việc"
    assert version.cases[0].clock_policy.supplement == "RESUME"
    assert catalogue.search("vuon cay giong")[0].code == CODE


def test_papers_become_components_and_cases_a_question():
    bring(CLEAN)
    catalogue.publish_import(actor=MACHINE)
    version = catalogue.procedure(CODE)
    papers = {one.name.vi: one for one in version.cases[0].components}
    assert list(papers) == [
        "Đơn đề nghị theo mẫu",
        "Giấy tờ chứng minh nơi ở",
        "Hợp đồng thuê đất",
    ]
    assert papers["Đơn đề nghị theo mẫu"].required
    assert not papers["Giấy tờ chứng minh nơi ở"].required
    assert papers["Hợp đồng thuê đất"].condition_text.vi == "Trường hợp vườn thuê"
    questions = [item.field for page in catalogue.form(version.id).pages for item in page.items]
    assert {"ho_ten", "truong_hop", "noi_dung", "to_chuc"} <= set(questions)
    assert any("Lưu ý" in one.vi for one in version.preparation)


def test_brackets_round_a_whole_heading_are_not_doubled():
    bring(a_row(components=[{**CLEAN["components"][1], "case": "(Đối với người mua hàng)"}]))
    catalogue.accept_rows(actor=seated(), row_ids=[only().id])
    catalogue.publish_import(actor=seated())
    [paper] = catalogue.procedure(CODE).cases[0].components
    assert paper.condition_text.vi == "Đối với người mua hàng"


@pytest.mark.parametrize("defect", DOUBTFUL)
def test_what_is_doubtful_is_named_with_a_repair_and_waits(defect):
    assert numbers(bring(DOUBTFUL[defect])) == (1, 0, 1, 0)
    queue = catalogue.review_queue(actor=seated(), defect=defect)
    (line,) = queue.rows
    named = next(one for one in line.defects if one.code == defect)
    assert named.told
    assert named.repair
    assert "{" not in named.told + named.repair
    with pytest.raises(NothingReadyError):
        catalogue.publish_import(actor=MACHINE)


@pytest.mark.parametrize("defect", DOUBTFUL)
def test_the_proposed_repair_makes_a_procedure_that_works(defect):
    bring(DOUBTFUL[defect])
    assert catalogue.accept_rows(actor=seated(), row_ids=[only().id]) == 1
    assert catalogue.publish_import(actor=seated()) == 1
    version = catalogue.procedure(CODE)
    assert catalogue.form(version.id).pages
    assert all(catalogue.diagram(version.id, case.code).steps for case in version.cases)


def test_repairs_say_what_is_right_where_the_row_says_it():
    bring(DOUBTFUL["fee_mistyped"])
    catalogue.accept_rows(actor=seated(), row_ids=[only().id])
    catalogue.publish_import(actor=seated())
    assert catalogue.procedure(CODE).cases[0].fees[0].amount == 100_000


def test_free_with_a_note_is_unknown_and_not_zero():
    bring(DOUBTFUL["free_with_note"])
    assert only().facts["fees"][0]["amount"] is None


def test_times_per_channel_become_cases():
    bring(DOUBTFUL["time_per_channel"])
    assert [one["value"] for one in only().facts["limits"]] == [5, 10]


def test_cases_of_one_name_are_called_by_their_times():
    first, second = CLEAN["channels"]
    bring(
        a_row(channels=[first, first | {"time_value": 10.0}, second, second | {"time_value": 10.0}])
    )
    catalogue.accept_rows(actor=seated(), row_ids=[only().id])
    catalogue.publish_import(actor=seated())
    cases = catalogue.procedure(CODE).cases
    assert [case.name.vi for case in cases] == ["5 ngày làm việc", "10 ngày làm việc"]


def test_a_body_outside_of_the_province_can_be_read_about_but_not_applied_to_online():
    bring(a_row(executing_agency="Chi cục Hải quan khu vực", levels=["Cấp tỉnh"]))
    catalogue.publish_import(actor=MACHINE)
    version = catalogue.procedure(CODE)
    assert version.service_level == "info"
    assert any("Hải quan" in one.vi for one in version.preparation)


def test_a_department_answers_alone_for_what_is_its_own():
    bring(a_row(executing_agency="Sở Tư pháp", levels=["Cấp tỉnh"]))
    catalogue.publish_import(actor=MACHINE)
    version = catalogue.procedure(CODE)
    assert (version.handled_by, version.offered_by) == ("department", ("H53.09",))


# ------------------------------------------------------------------ bad input


@pytest.mark.parametrize(("line", "field", "word"), MALFORMED)
def test_a_malformed_row_is_refused_by_number_and_field_and_the_rest_lands(line, field, word):
    good = a_row(code="1.900002")
    report = bring(good, line)
    assert numbers(report) == (2, 1, 0, 1)
    (refused,), more = catalogue.refused_lines(actor=seated(), import_id=report.import_id)
    assert (refused.number, refused.field, more) == (2, field, False)
    assert word in refused.reason
    assert only("1.900002").state == "ready"


def test_a_code_twice_in_a_file_is_refused_the_second_time():
    report = bring(CLEAN, a_row(name="Tên khác"))
    assert numbers(report) == (2, 1, 0, 1)
    (refused,), _more = catalogue.refused_lines(actor=seated(), import_id=report.import_id)
    assert refused.number == 2
    assert "dòng 1" in refused.reason


def test_a_code_twice_in_one_file_is_right_in_the_next():
    second = a_row(name="Tên khác")
    bring(CLEAN, second)
    assert numbers(bring(second)) == (1, 1, 0, 0)
    assert stored()[-1].name == "Tên khác"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "không có dòng nào"),
        (b"\n \n", "không có dòng nào"),
        (b"\x1f\x8bnonsense", "hỏng"),
        (gzip.compress(a_file(CLEAN))[:-20], "hỏng"),
        (a_file(CLEAN).decode().encode("utf-16"), "UTF-8"),
        (json.dumps([CLEAN], indent=1).encode(), "mỗi dòng"),
    ],
)
def test_a_file_that_is_none_is_refused_with_what_to_do_and_nothing_is_kept(content, word):
    before = everything()
    with pytest.raises(ImportFileError, match=word):
        catalogue.import_catalogue(actor=MACHINE, name="hong.gz", content=content)
    assert everything() == before


def test_an_upload_that_is_too_large_is_told_to_be_packed():
    with pytest.raises(ImportFileError, match="20 MB"):
        catalogue.upload_catalogue(actor=seated(), name="to.jsonl", content=b" " * 20_000_001)


def test_letters_of_another_encoding_are_refused_and_never_guessed():
    line = a_file(CLEAN).decode().encode("cp1258", "replace")
    report = catalogue.import_catalogue(
        actor=MACHINE, name="cu.jsonl", content=line + b"\n" + a_file(a_row(code="1.900002"))
    )
    assert numbers(report) == (2, 1, 0, 1)
    (refused,), _more = catalogue.refused_lines(actor=seated(), import_id=report.import_id)
    assert (refused.number, refused.where) == (1, "cả dòng")
    assert "UTF-8" in refused.reason
    assert stored() == []


def test_an_endless_line_is_refused_and_its_neighbours_land(tmp_path):
    file = tmp_path / "dai.jsonl"
    rows = (a_file(CLEAN), b'{"code": "' + b"x" * 30_000_000, a_file(a_row(code="1.900002")))
    file.write_bytes(b"\n".join(rows))
    with file.open("rb") as opened:
        tracemalloc.start()
        report = catalogue.import_catalogue(actor=MACHINE, name=file.name, content=opened)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert numbers(report) == (3, 2, 0, 1)
    (refused,), _more = catalogue.refused_lines(actor=seated(), import_id=report.import_id)
    assert refused.number == 2
    assert "dài" in refused.reason
    assert most < 20_000_000


def test_half_a_character_and_strange_words_land_or_are_refused():
    report = catalogue.import_catalogue(
        actor=MACHINE, name="x", content=a_file(CLEAN) + b'\n\xff\xfe{"a": \n' + b"[" * 5000
    )
    assert numbers(report) == (3, 1, 0, 2)


# ------------------------------------------------------------------ again


def test_the_same_file_again_changes_nothing():
    rows = (CLEAN, a_row(code="1.900003", channels=[]), MALFORMED[0][0])
    first = bring(*rows)
    catalogue.publish_import(actor=MACHINE)
    before = everything()
    again = bring(*rows)
    assert numbers(again) == numbers(first)
    assert again.unchanged == 3
    assert everything() == before
    told = [
        catalogue.refused_lines(actor=seated(), import_id=one.import_id) for one in (first, again)
    ]
    assert told[0] == told[1]
    assert told[0][0][0].number == 3


def test_a_changed_row_waits_with_its_differences_and_overwrites_nothing():
    bring(CLEAN)
    catalogue.publish_import(actor=MACHINE)
    live = catalogue.procedure(CODE)
    report = bring(a_row(channels=national.channels(time_value=3.0)))
    assert numbers(report) == (1, 0, 1, 0)
    assert catalogue.procedure(CODE) == live
    row = stored()[-1]
    seen = catalogue.imported_row(actor=seated(), row_id=row.id)
    assert row.state == "differs"
    assert seen.takes_over
    assert any("3 ngày làm việc" in one.after for one in seen.differences)


def test_a_change_goes_the_way_of_versions_through_two_people():
    bring(CLEAN)
    catalogue.publish_import(actor=MACHINE)
    bring(a_row(channels=national.channels(time_value=3.0)))
    first = seated()
    draft_id = catalogue.take_over_row(actor=first, row_id=stored()[-1].id)
    draft = catalogue.version_draft(actor=first, draft_id=draft_id)
    assert draft.state == "writing"
    assert draft.takes_effect_on > clock.today()
    assert draft.differences
    assert catalogue.procedure(CODE).cases[0].limit.value == 5


def test_an_own_procedure_is_compared_and_never_replaced():
    before = catalogue.procedure(OWN)
    bring(a_row(code=OWN))
    row = only(OWN)
    seen = catalogue.imported_row(actor=seated(), row_id=row.id)
    assert row.state == "differs"
    assert not seen.takes_over
    assert seen.differences
    with pytest.raises(RowClosedError):
        catalogue.take_over_row(actor=seated(), row_id=row.id)
    assert catalogue.procedure(OWN) == before


def test_a_later_file_takes_the_place_of_a_row_that_still_waits():
    bring(DOUBTFUL["no_time"])
    bring(CLEAN)
    assert [row.state for row in stored()] == ["superseded", "ready"]


# ------------------------------------------------------------------ the worker


def test_an_upload_is_read_by_the_worker_and_reading_twice_changes_nothing():
    first = seated()
    import_id = catalogue.upload_catalogue(
        actor=first, name="a.jsonl.gz", content=gzip.compress(a_file(CLEAN, MALFORMED[0][0]))
    )
    assert catalogue.import_progress(actor=first, import_id=import_id).state == "waiting"
    catalogue.run_import(CatalogueUploaded(import_id=import_id))
    seen = catalogue.import_progress(actor=first, import_id=import_id)
    assert (seen.state, seen.lines, seen.read, seen.clean, seen.refused) == ("done", 2, 2, 1, 1)
    before = everything()
    catalogue.run_import(CatalogueUploaded(import_id=import_id))
    assert everything() == before


# ------------------------------------------------------------------ the real file


@pytest.mark.skipif(not national.REAL.exists(), reason="the national catalogue is not at hand")
def test_the_whole_national_catalogue_lands_and_works():
    content = national.REAL.read_bytes()
    report = catalogue.import_catalogue(actor=MACHINE, name=national.REAL.name, content=content)
    assert report.read == 1586
    assert report.read == report.clean + report.review + report.refused
    assert report.refused == 0
    assert report.clean > 500
    with acting(SYSTEM):
        waiting = list(ImportedRow.objects.filter(state="review").values_list("id", flat=True))
    catalogue.accept_rows(actor=seated(), row_ids=waiting)
    published = catalogue.publish_import(actor=seated())
    assert published == 1586 - len(in_hand(content))
    again = catalogue.import_catalogue(actor=MACHINE, name=national.REAL.name, content=content)
    assert again.unchanged == 1586


def in_hand(content):
    """Codes that the province has written itself."""
    lines = gzip.decompress(content).decode().splitlines()
    codes = {json.loads(line)["code"] for line in lines}
    with acting(SYSTEM):
        return codes & set(
            ImportedRow.objects.filter(state="differs").values_list("code", flat=True)
        )
