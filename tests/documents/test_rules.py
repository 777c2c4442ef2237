from datetime import date

import pytest

from motcua.documents import rules
from motcua.documents.errors import DocumentStateError
from motcua.documents.types import DocumentState


@pytest.mark.parametrize(
    ("title", "agency", "symbol"),
    [
        ("Giấy xác nhận tình trạng hôn nhân", "UBND xã Truông Mít", "GXN-UBND"),
        ("Giấy khai sinh", "Ủy ban nhân dân phường Tân Ninh", "GKS-UBND"),
        ("Giấy chứng nhận đăng ký hộ kinh doanh", "UBND xã Truông Mít", "GCN-UBND"),
        ("Thông báo kết quả", "Văn phòng Đăng ký đất đai", "TB-VPĐKĐĐ"),
        ("Trích lục bản đồ", "Sở Nội vụ", "TLB-SNV"),
        ("", "", "VB-VB"),
    ],
)
def test_the_symbol_behind_a_number(title, agency, symbol):
    assert rules.symbol_of(title, agency) == symbol


@pytest.mark.parametrize(
    ("number", "printed"), [(None, ""), (7, "07/GXN-UBND"), (125, "125/GXN-UBND")]
)
def test_a_printed_number(number, printed):
    assert rules.printed_number(number, "GXN-UBND") == printed


@pytest.mark.parametrize(
    ("day", "month", "shown"), [(3, 2, ("03", "02")), (13, 5, ("13", "5")), (9, 12, ("09", "12"))]
)
def test_days_and_months_lead_with_a_zero_as_the_decree_says(day, month, shown):
    values = rules.register_values(1, date(2026, month, day))

    assert (values["day"], values["month"]) == shown


@pytest.mark.parametrize(
    ("name", "suffix", "shown"),
    [
        ("/etc/passwd", "", "passwd"),
        ("C:\\anh\\cccd.JPG", ".jpg", "cccd.jpg"),
        ("a\x00b\n.pdf", "", "ab .pdf"),
        ("", ".pdf", "giay-to.pdf"),
        ("x" * 300 + ".pdf", "", "x" * 116 + ".pdf"),
    ],
)
def test_a_file_name_is_shown_without_its_path(name, suffix, shown):
    assert rules.display_name(name, suffix) == shown


def test_a_code_is_read_as_it_is_typed():
    assert rules.plain_code(" abcd-efgh jklm ") == "ABCDEFGHJKLM"
    assert rules.printed_code("ABCDEFGHJKLM") == "ABCD-EFGH-JKLM"


def test_a_wrong_state_is_said_in_words():
    with pytest.raises(DocumentStateError, match="đã phát hành"):
        rules.require_state("issued", DocumentState.DRAFT)
