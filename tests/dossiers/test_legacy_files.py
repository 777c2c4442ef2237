"""What files of other provinces look like: letters, separators, names of columns, and what is wrong."""

import subprocess

import pytest
from hypothesis import given, strategies as st

from motcua.dossiers.legacy.columns import Column
from motcua.dossiers.legacy.dates import moment_of
from motcua.dossiers.legacy.encodings import encoding_of, lines_of
from motcua.dossiers.legacy.errors import LegacyFileUnreadableError, LegacyMappingBrokenError
from motcua.dossiers.legacy.mapping import load_mapping
from motcua.dossiers.legacy.reading import Reader, Told
from motcua.dossiers.legacy.table import read_table
from motcua.dossiers.types import Status
from motcua.kit import text
from tests.dossiers import legacy_files as files

ICONV = {"tcvn3": "TCVN5712-1", "cp1258": "CP1258"}


def encoded(words, encoding):
    if encoding not in ICONV:
        return words.encode(encoding)
    told = subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", ICONV[encoding]],
        input=words.encode(),
        capture_output=True,
        check=True,
    )
    return told.stdout


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258", "tcvn3"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_letters_and_separator_are_found_without_being_told(tmp_path, encoding, separator):
    file = tmp_path / "cu.csv"
    row = {**files.RETURNED, "chu_ho_so": "Đặng Thị Kỳ Duyên", "ghi_chu": "Hồ sơ đủ, đúng hạn"}
    file.write_bytes(encoded(files.text_of([row], separator=separator), encoding))

    table = read_table(file)
    [read] = table.rows

    assert table.separator == separator
    assert read[Column.OWNER] == "Đặng Thị Kỳ Duyên"
    assert read[Column.UNIT_NAME] == "UBND xã Hưng Hà"


@given(st.lists(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ ,\n", max_size=20), max_size=20))
def test_what_is_written_in_unicode_is_read_as_it_was(tmp_path_factory, lines):
    file = tmp_path_factory.mktemp("chu") / "cu.csv"
    written = text.clean("x" + "".join(lines))
    file.write_bytes(written.encode("utf-16"))
    assert "".join(lines_of(file, encoding_of(file))) == written


def test_the_names_of_columns_that_others_use(tmp_path):
    file = tmp_path / "cu.csv"
    file.write_text(
        "MaHoSo;MaTTHC;DonViXuLy;Trạng thái;Chủ hồ sơ;NgayNopHoSo;Lạ\n"
        '="0012-A1";1.004873.LA;LA-TruongMit;Mới nộp;Trần Văn Ấn;20250702093000;x\n',
        encoding="utf-8",
    )
    [row] = read_table(file).rows
    assert row[Column.CODE] == "0012-A1"
    assert row[Column.SUBMITTED] == "20250702093000"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "thiếu cột"),
        (b"\x00\x01\x02\xff" * 50, "thiếu cột"),
        (b"ma_ho_so,ma_thu_tuc\nA1,B", "ma_don_vi, trang_thai"),
        (files.text_of([], head=(*files.HEAD, "ma_ho_so")).encode(), "ma_ho_so"),
    ],
)
def test_a_file_that_is_no_table_says_what_is_missing(tmp_path, content, said):
    file = tmp_path / "cu.csv"
    file.write_bytes(content)
    with pytest.raises(LegacyFileUnreadableError) as refused:
        read_table(file)
    assert said in str(refused.value)


# ------------------------------------------------------------------ moments


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("02/07/2025", "2025-07-02T00:00:00+07:00"),
        ("2-7-2025 8:05", "2025-07-02T08:05:00+07:00"),
        ("2025-07-02T08:05:09", "2025-07-02T08:05:09+07:00"),
        ("20250702", "2025-07-02T00:00:00+07:00"),
        ("20250702080509", "2025-07-02T08:05:09+07:00"),
        ("31/02/2025", None),
        ("02/07/25", None),
        ("02/07/2025 25:00", None),
        ("hôm qua", None),
    ],
)
def test_moments(written, meant):
    found = moment_of(written)
    assert (found[0].isoformat() if found else None) == meant


# ------------------------------------------------------------------ rows


@pytest.fixture
def read(tmp_path, province_with_procedures):
    mapping = load_mapping(files.write_mapping(tmp_path))

    def one(**changes):
        file = files.write(tmp_path, [{**files.RETURNED, **changes}])
        [row] = read_table(file).rows
        return Reader(mapping).read(row)

    return one


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"ma_ho_so": ""}, "ma_ho_so", "trống"),
        ({"ma_ho_so": "khong-so"}, "ma_ho_so", "chữ số"),
        ({"ma_ho_so": "080085123456"}, "ma_ho_so", "số định danh"),
        ({"chu_ho_so": "=cmd|' /c calc'!A0"}, "chu_ho_so", "công thức"),
        ({"chu_ho_so": "Nguy\ufffdn"}, "chu_ho_so", "bị hỏng"),
        ({"so_dinh_danh": "8,00851E+10"}, "so_dinh_danh", "làm tròn"),
        ({"trang_thai": "Lơ lửng"}, "trang_thai", "chưa có trạng thái"),
        ({"ngay_nop": "31/02/2025"}, "ngay_nop", "có thật"),
        ({"ngay_nop": "01/01/2999"}, "ngay_nop", "chưa đến"),
        ({"ngay_nop": "01/01/1900"}, "ngay_nop", "1990"),
        ({"ngay_ket_thuc": "01/07/2025"}, "ngay_ket_thuc", "trước ngay_tiep_nhan"),
        ({"ngay_hen_tra": "01/07/2025"}, "ngay_hen_tra", "trước ngay_tiep_nhan"),
        ({"ngay_tra": ""}, "ngay_tra", "cần có ngày"),
        ({"trang_thai": "Đang xử lý"}, "ngay_ket_thuc", "không hợp"),
        ({"ngay_yeu_cau_bo_sung": "03/07/2025"}, "ngay_nhan_bo_sung", "cần có ngày"),
        ({"ngay_nop": "02/07/2019", "ngay_tiep_nhan": "02/07/2019"}, "ma_thu_tuc", "phiên bản"),
    ],
)
def test_each_bad_cell_says_field_reason_and_what_to_do(read, changes, field, said):
    found = read(**changes)
    assert not isinstance(found, Told)
    [named] = [one for one in found if one.field == field]
    assert named.row == 2
    assert said in named.reason
    assert named.todo


def test_a_day_without_an_hour_stays_on_its_day(read):
    told = read(ngay_nop="02/07/2025", ngay_tiep_nhan="02/07/2025", ngay_ket_thuc="02/07/2025")
    assert isinstance(told, Told)
    moments = [told.at[c] for c in (Column.SUBMITTED, Column.ACCEPTED, Column.ENDED)]
    assert moments == sorted(moments)
    assert {moment.day for moment in moments} == {2}


def test_an_old_number_and_a_missing_date_are_remarks_not_refusals(read):
    told = read(so_dinh_danh="300123456", ngay_hen_tra="")
    assert [remark.field for remark in told.remarks] == ["ngay_hen_tra", "so_dinh_danh"]
    assert told.personal_id == ""


def test_rows_with_too_few_or_too_many_cells_are_named(tmp_path, province_with_procedures):
    file = files.write(tmp_path, files.numbered(3))
    lines = file.read_text().splitlines()
    file.write_text("\n".join([lines[0], lines[1], "a,b", lines[2] + ",thừa", "", lines[3]]))
    rows = list(read_table(file).rows)
    assert [bool(row.broken) for row in rows] == [False, True, True, False]
    assert [row.number for row in rows] == [2, 3, 4, 6]


# ------------------------------------------------------------------ the mapping


def test_a_mapping_reads_codes_as_text_and_words_without_accents(
    tmp_path, province_with_procedures
):
    mapping = load_mapping(files.write_mapping(tmp_path))
    assert mapping.procedures["1.004873.LA"].code == "1.004873"
    assert mapping.status("ĐANG XỬ LÝ") is Status.IN_PROGRESS
    assert mapping.status("  đang  xu ly") is Status.IN_PROGRESS


def test_a_mapping_may_be_a_table(tmp_path, province_with_procedures):
    file = tmp_path / "anh-xa.csv"
    file.write_text(
        "kind,old,ours,case,version\nsource,,H34,,\nunit,LA-1,H53.31.61,,\n"
        "procedure,KS,1.001193,,2025-07-01\nstatus,Xong,9,,\nchannel,Qua mạng,online,,\n"
    )
    mapping = load_mapping(file)
    assert mapping.units["LA-1"].code == "H53.31.61"
    assert mapping.procedures["KS"].version.isoformat() == "2025-07-01"
    assert mapping.status("Xong") is Status.RESOLVED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("units: {}", "thiếu source"),
        ("source: H34\nunits: [a]", "units"),
        ("source: H34\nlạ: {a: b}", "lạ"),
        ("source: H34\nunits: {A: H53.31.61, A: H53.31.01}", "hai lần"),
        ("source: H34\nunits: {A: H99}", "A: H99"),
        ("source: H34\nprocedures: {A: 9.999999}", "9.999999"),
        ("source: H34\nprocedures: {A: {procedure: '1.004873', case: la}}", "la"),
        ("source: H34\nstatuses: {A: xong}", "xong"),
        ("source: H34\nunits: {A: [", "["),
    ],
)
def test_a_wrong_mapping_names_every_fault(tmp_path, province_with_procedures, text, said):
    with pytest.raises(LegacyMappingBrokenError) as refused:
        load_mapping(files.write_mapping(tmp_path, text))
    assert said in str(refused.value)
