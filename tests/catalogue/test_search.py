import unicodedata
from datetime import date

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import CaseNotFoundError, ProcedureNotFoundError
from motcua.catalogue.types import ProcedureFilter
from motcua.kit.ids import new_id
from motcua.kit.scope import acting
from tests.catalogue.factories import MACHINE, seated
from tests.catalogue.landing import bring
from tests.catalogue.national import a_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("đăng ký khai sinh", "1.001193"),
        ("dang ky khai sinh", "1.001193"),
        ("KHAI  sinh dang ky", "1.001193"),
        ("sinh khai", "1.001193"),
        ("tôi muốn làm giấy khai sinh cho con", "1.001193"),
        ("so do", "1.012783"),
        ("sang tên", "1.013831"),
        ("mua bán đất", "1.013831"),
        ("so do lan dau", "1.013978"),
        ("ly lich tu phap", "3.000333"),
        ("bang lai xe", "3.000347"),
        ("nhap ho khau", "1.004222"),
        ("giay phep lao dong", "1.014199"),
        ("nan nhan mua ban nguoi", "2.001661"),
        ("sao y", "2.000815"),
        ("cong chung", "2.000815"),
        ("doc than", "1.004873"),
        ("mo quan", "1.001612"),
        ("giay dang ky ket hon", "1.000894"),
        ("khai tu", "1.000656"),
        ("trich luc", "2.000635"),
        ("chung thuc chu ky", "2.000884"),
        ("so goc", "2.000908"),
        ("khau tru boi thuong", "1.012994"),
        ("xay nha", "1.013225"),
        ("1.013225", "1.013225"),
        ("birth", "1.001193"),
        ("“Khai sinh”?", "1.001193"),
    ],
)
def test_finds_by_the_words_people_use(words, first):
    assert catalogue.search(words)[0].code == first


@pytest.mark.parametrize("words", ["khai sihn", "ket hnn", "xay nhaf"])
def test_forgives_what_was_mistyped_and_says_that_it_is_only_alike(words):
    found = catalogue.browse(ProcedureFilter(words=words))
    assert found.procedures
    assert found.only_near
    assert not catalogue.browse(ProcedureFilter(words="khai sinh")).only_near


def test_among_many_procedures_what_people_mean_comes_first():
    """A catalogue of two thousand has the letters of any two words somewhere."""
    names = {
        "1.900011": "An toàn hồ sơ do tổ chức lập",  # has "so do", no "sổ đỏ"
        "1.900012": "Bán đồ gỗ ngày khai hội, sinh nhật",  # both words of "khai sinh", apart
        "1.900013": "Xử lý khôn ngoan",  # "hon" in the middle of a word
        "1.900014": "Cấp giấy cho chủ vườn đạt chuẩn",
        "1.900015": "Cấp giấy cho chủ vườn đất bãi",
    }
    bring(*(a_row(code=code, name=name) for code, name in names.items()))
    catalogue.publish_import(actor=MACHINE)

    def codes(words):
        return [one.code for one in catalogue.search(words)]

    assert codes("so do")[0] == "1.012783"
    assert "1.900011" in codes("so do")
    assert codes("khai sinh")[0] == "1.001193"
    assert codes("khai sinh")[-1] == "1.900012"
    assert codes("ly hôn") == ["1.004873"]
    assert codes("chủ vườn đất") == ["1.900015", "1.900014"]
    assert codes("chủ vườn đạt") == ["1.900014", "1.900015"]


def test_accents_sent_decomposed_are_the_same_words():
    assert catalogue.search(unicodedata.normalize("NFD", "khai sinh"))[0].code == "1.001193"


def test_no_words_list_everything_in_force_and_nonsense_finds_nothing():
    assert len(catalogue.search("")) == 19
    assert catalogue.search("zzzqqqxxx") == []


def test_search_looks_at_a_day():
    found = catalogue.search("khai sinh", on=date(2024, 5, 6))
    assert [one.code for one in found] == ["1.001193"]
    assert catalogue.version(found[0].version_id).valid_to == date(2025, 6, 30)


@pytest.mark.parametrize("marks", ["%%%", "(((", "\\", "[-"])
def test_marks_are_neither_wildcards_nor_patterns(marks):
    assert catalogue.search(marks) == []
    found = catalogue.search(f"{marks} khai sinh")
    assert not found or found[0].code == "1.001193"


def test_life_events_hold_their_procedures():
    events = {
        event.code: [one.code for one in event.procedures] for event in catalogue.life_events()
    }
    assert events["co_con"] == ["1.001193"]
    assert set(events["nha_dat"]) == {
        "1.012783",
        "1.013225",
        "1.004873",
        "1.013831",
        "1.013978",
        "1.004222",
    }


def test_what_is_unknown_is_not_found():
    version = catalogue.procedure("1.012783")
    with pytest.raises(ProcedureNotFoundError):
        catalogue.procedure("9.999999")
    with pytest.raises(ProcedureNotFoundError):
        catalogue.procedure("1.012783", on=date(2019, 1, 1))
    with pytest.raises(ProcedureNotFoundError):
        catalogue.version(new_id())
    with pytest.raises(CaseNotFoundError):
        catalogue.diagram(version.id, "khong_co")
    with pytest.raises(CaseNotFoundError):
        catalogue.result_template(version.id, "khong_co")


def test_what_never_changes_is_read_once(django_assert_num_queries):
    version = catalogue.procedure("1.012783")
    catalogue.form(version.id)
    catalogue.diagram(version.id, "thong_thuong")
    catalogue.result_template(version.id, "thong_thuong")
    with django_assert_num_queries(0):
        catalogue.version(version.id)
        catalogue.form(version.id)
        catalogue.diagram(version.id, "thong_thuong")
        catalogue.result_template(version.id, "thong_thuong")
    with django_assert_num_queries(1):
        catalogue.procedure("1.012783")


def test_a_list_reads_one_statement_and_no_content(django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        catalogue.search("")
    with django_assert_num_queries(1) as told:
        assert catalogue.life_events()
    for statement in (*asked.captured_queries, *told.captured_queries):
        assert '"content"' not in statement["sql"]


def test_browsing_is_narrowed_by_level_agency_field_and_words():
    at_land = catalogue.browse(ProcedureFilter(handled_by="land_branch"))
    assert {one.handled_by for one in at_land.procedures} == {"land_branch"}
    civil = catalogue.browse(ProcedureFilter(level="commune", field="Hộ tịch", words="ket hon"))
    assert civil.procedures[0].code == "1.000894"
    assert catalogue.browse(ProcedureFilter(field="Không có")).total == 0
    assert catalogue.browse(ProcedureFilter()).total == len(catalogue.search(""))


def test_a_page_beyond_the_last_is_empty_but_knows_the_total(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        found = catalogue.browse(ProcedureFilter(words="dang ky"), page=9)
    assert found.procedures == ()
    assert found.total > 0


def test_fields_say_how_much_is_in_them():
    assert dict(catalogue.fields())["Hộ tịch"] == len(
        catalogue.browse(ProcedureFilter(field="Hộ tịch")).procedures
    )
    assert "Hộ tịch" not in dict(catalogue.fields(level="province"))


def test_the_columns_of_a_list_say_what_the_content_says():
    for found in catalogue.search(""):
        version = catalogue.version(found.version_id)
        assert (found.name, found.summary, found.field) == (
            version.name,
            version.summary,
            version.field,
        )
        assert (found.level, found.handled_by) == (version.level, version.handled_by)
        assert (found.time_text, found.minutes) == (version.cases[0].time_text, version.minutes)
        assert (found.life_events, found.service_level) == (
            version.life_events,
            version.service_level,
        )


def test_the_administrators_list_is_narrowed_in_one_statement(django_assert_num_queries):
    actor = seated()
    catalogue.procedures(actor=actor)
    with acting(actor.scope), django_assert_num_queries(1) as asked:
        rows, more = catalogue.procedures(
            actor=actor, words="ket hon", level="commune", field="Hộ tịch"
        )
    assert "1.000894" in {row.code for row in rows}
    assert not more
    assert '"content"' not in asked.captured_queries[0]["sql"]
