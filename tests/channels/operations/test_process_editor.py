"""Administrators write the process of the next version: a table without scripts, a drawing, a file."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalogue import api as catalogue
from motcua.catalogue.models import VersionDraft
from motcua.directory.types import Role, system
from motcua.engines.flow import api as flow
from motcua.kit.scope import SYSTEM, acting
from tests.catalogue.published import a_file, a_row
from tests.channels.officer.browser import Browser
from tests.channels.operations.processes import (
    PROCESS,
    first,
    prepared_table,
    province,
    source,
    stored,
)
from tests.engines.flow.processes import remarked

pytestmark = pytest.mark.django_db

__all__ = ["first", "province"]


def boxes(page):
    """What a browser would send back."""
    held = {"lines": page.value("lines")}
    for tag in re.findall(r'<input[^>]*name="b\d+-[^>]*>', page.html):
        value = re.search(r'value="([^"]*)"', tag)
        held[re.search(r'name="([^"]+)"', tag).group(1)] = unescape(value.group(1)) if value else ""
    for name, inside in re.findall(
        r'(?s)<select[^>]*name="(b\d+-[^"]+)"[^>]*>(.*?)</select>', page.html
    ):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        held[name] = chosen.group(1) if chosen else re.search(r'value="([^"]*)"', inside).group(1)
    return held


def names(page):
    return [v for k, v in boxes(page).items() if re.fullmatch(r"b\d+-name", k)]


def keys(drawn):
    return [one.key for one in flow.read_table(drawn.encode())]


def test_the_table_opens_with_what_is_stored_and_writes_it_back_unchanged(first):
    place = prepared_table(first)
    page = first.page(place)
    assert names(page)[0] == "Đối chiếu bản chính, ghi lời chứng"
    assert "Các bước 8 giờ (1 ngày làm việc), thời hạn 8 giờ (1 ngày làm việc)." in page.text
    assert "Vừa khớp thời hạn." in page.text
    before = flow.read_table(source().encode())
    assert "Đã ghi vào bản soạn." in first.send(place, **boxes(page), do="write").text
    assert flow.read_table(source().encode()) == before


def test_a_step_is_added_moved_counted_and_written(first):
    place = prepared_table(first)
    page = first.send(place, **boxes(first.page(place)), do="add-0")
    typed = boxes(page) | {
        "b1-name": "Trưởng bộ phận xem lại",
        "b1-unit": "certification",
        "b1-role": "head",
        "b1-hours": "1,5",
        "b1-returns_to": "draft",
    }
    counted = first.send(place, **typed, do="count")
    assert "Các bước 9,5 giờ" in counted.text
    assert "Thừa 1,5 giờ: bớt ở bước nào đó" in counted.text
    moved = first.send(place, **boxes(counted), do="down-1")
    assert names(moved)[2] == "Trưởng bộ phận xem lại"
    back = first.send(place, **boxes(moved), do="up-2")
    assert keys(source()) == ["draft", "sign", "number", "hand_over"]
    typed = boxes(back) | {"b0-hours": "3,5"}
    assert "Đã ghi vào bản soạn." in first.send(place, **typed, do="write").text
    assert keys(source()) == ["draft", "buoc_1", "sign", "number", "hand_over"]
    assert flow.load(source().encode()).total_hours == 8
    draft = first.page(place.split("quy-trinh/")[0])
    assert "Thêm bước «Trưởng bộ phận xem lại»" in draft.text
    assert "bpmn:" not in draft.text


def test_hours_are_shared_to_match_the_limit_on_request(first):
    place = prepared_table(first)
    typed = boxes(first.page(place)) | {"b0-hours": "21", "b0-name": "Đối chiếu kỹ"}
    page = first.send(place, **typed, do="count")
    assert "Chia giờ cho khớp thời hạn" in page.text
    shared = first.send(place, **boxes(page), do="share")
    assert "Vừa khớp thời hạn." in shared.text
    assert "Chia giờ cho khớp thời hạn" not in shared.text
    assert names(shared)[0] == "Đối chiếu kỹ"
    assert "Đối chiếu kỹ" not in source()
    assert "Đã ghi vào bản soạn." in first.send(place, **boxes(shared), do="write").text
    assert flow.load(source().encode()).total_hours == 8


def test_a_step_taken_out_gets_nothing_back_any_more(first):
    place = prepared_table(first)
    page = first.send(place, **boxes(first.page(place)), do="drop-0")
    assert len(names(page)) == 3
    assert boxes(page)["b0-returns_to"] == ""
    refused = first.send(place, **boxes(page), do="write")
    assert refused.status == 422
    assert "Bước 1 «Ký kết quả»: người ký phải trả lại được" in refused.text
    assert "thêm một bước «Dự thảo kết quả» ở trên" in refused.text
    assert len(names(refused)) == 3
    assert len(keys(source())) == 4


def test_all_steps_may_go_and_one_comes_again(first):
    place = prepared_table(first)
    page = first.page(place)
    for _n in range(4):
        page = first.send(place, **boxes(page), do="drop-0")
    assert "Chưa có bước nào." in page.text
    assert first.send(place, lines="0", do="write").status == 422
    assert len(names(first.send(place, lines="0", do="add"))) == 1
    assert len(keys(source())) == 4


def test_hours_that_do_not_add_up_keep_what_was_typed(first):
    place = prepared_table(first)
    typed = boxes(first.page(place)) | {"b0-hours": "2", "b0-name": "Đối chiếu nhanh"}
    page = first.send(place, **typed, do="write")
    assert page.status == 422
    assert "Còn thiếu 3 giờ: cộng thêm vào bước nào đó" in page.text
    assert "cộng lại là 5 giờ, thời hạn là 8 giờ; sửa cho khớp" in page.text
    assert names(page)[0] == "Đối chiếu nhanh"
    assert "Đối chiếu nhanh" not in source()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"b0-name": ""}, "Bước 1: Việc phải làm: điền mục này"),
        ({"b0-hours": "hai"}, "Bước 1: Nhập số giờ bằng chữ số"),
        ({"b0-hours": "-1"}, "Bước 1: Nhập số giờ bằng chữ số"),
        ({"b0-hours": ""}, "Bước 1: Nhập số giờ"),
        ({"b0-unit": ""}, "Bước 1: Bộ phận: chọn một mục"),
        ({"b0-role": "king"}, "Bước 1: Vai trò: chọn một mục có trong danh sách"),
        ({"b0-returns_to": "sign"}, "Bước 1: Trả lại được bước: chọn một mục"),
        ({"b0-place": "alongside"}, "Bước 1 «Đối chiếu bản chính, ghi lời chứng»: bước đầu tiên"),
        ({"b2-kind": "normal", "b3-kind": "normal"}, "bước cuối phải là «Trả kết quả»"),
        ({"lines": "many"}, "thêm ít nhất một bước"),
        ({"lines": "2"}, "bước cuối phải là «Trả kết quả»"),
        ({"b1-key": "draft"}, "đã dùng cho bước trên"),
        ({"b0-key": "../x"}, "Mã bước"),
    ],
)
def test_each_mistake_names_its_step(typed, said, first):
    place = prepared_table(first)
    before = source()
    fresh = boxes(first.page(place)) | {"b1-returns_to": "draft"} | typed
    if typed.get("b0-key"):
        fresh["b1-returns_to"] = typed["b0-key"]
    page = first.send(place, **fresh, do="write")
    assert page.status == 422
    assert said in page.text
    assert source() == before


def test_the_drawing_is_shown_handed_out_and_taken_back(first):
    place = prepared_table(first)
    page = first.page(f"{place}so-do/")
    assert "data-drawing" in page.html
    assert "Chuyên viên, Bộ phận chứng thực" in page.text
    file = first.page(f"{place}tep/").response
    assert file["Content-Disposition"] == 'attachment; filename="2.000815-mac_dinh.bpmn"'
    assert file.content.decode() == source()
    renamed = source().replace("Đối chiếu bản chính, ghi lời chứng", "Đối chiếu")
    sent = SimpleUploadedFile("quy-trinh.bpmn", renamed.encode())
    assert "Đã ghi vào bản soạn." in first.send(f"{place}so-do/", file=sent).text
    assert flow.read_table(source().encode()) == flow.read_table(renamed.encode())


@pytest.mark.parametrize(
    ("bend", "said"),
    [
        (lambda drawn: b"", "Tệp này rỗng"),
        (lambda drawn: b"\xff\xfe", "UTF-8"),
        (lambda drawn: b"<x" * 300_000, "lớn hơn 512 KB"),
        (lambda drawn: b"<x/>", "Tệp phải có đúng một quy trình"),
        (lambda drawn: drawn.replace(b'"number"', b'"lost"', 1), "mũi tên chưa nối đủ hai đầu"),
        (lambda drawn: drawn.replace(b'hours="5"', b'hours="50"'), "sửa cho khớp"),
        (
            lambda drawn: drawn.replace(b'targetRef="number"', b'targetRef="draft"'),
            "từ đây không tới được điểm kết thúc",
        ),
    ],
)
def test_a_file_that_would_strand_dossiers_is_refused(bend, said, first):
    place = prepared_table(first)
    before = source()
    sent = SimpleUploadedFile("quy-trinh.bpmn", bend(before.encode()))
    page = first.send(f"{place}so-do/", file=sent)
    assert page.status == 422
    assert said in page.text
    assert source() == before


def test_a_process_that_no_table_can_say_is_edited_by_file(first):
    place = prepared_table(first)
    with acting(SYSTEM):
        draft = stored()
        drawn = draft.content["processes"][PROCESS]
        draft.content["processes"][PROCESS] = drawn.replace('"signed,return"', '"signed,again"')
        draft.content["processes"][PROCESS] = draft.content["processes"][PROCESS].replace(
            'outcome == "return"', 'outcome == "again"'
        )
        draft.save()
    page = first.page(place)
    assert "không viết thành bảng được" in page.text
    assert 'name="do"' not in page.html
    assert first.page(f"{place}so-do/").status == 200


def test_a_choice_is_written_with_the_hours_of_each_way(first):
    place = prepared_table(first)
    held = boxes(first.page(place))
    for _step in range(2):
        held = boxes(first.send(place, **held, do="add-0"))
        held = boxes(first.send(place, **held, do="up-1"))
    new = {"unit": "certification", "hours": "1", "name": "Xem hồ sơ", "role": "case_officer"}
    held |= {f"b{line}-{box}": value for line in range(2) for box, value in new.items()}
    held["b2-hours"] = f"{float(held['b2-hours'].replace(',', '.')) - 2:g}"
    choice = {"b0-when": "bản chính rõ ràng", "b0-when_to": held["b2-key"]}
    page = first.send(place, **held | choice | {"b0-when_to": held["b3-key"]}, do="write")
    assert "chưa có gì để ký" in page.text  # on the way that leaves the draft out
    page = first.send(place, **held | choice, do="count")
    assert "Bước 1 → 2 → 3 → 4 → 5 → 6: 8 giờ" in page.text
    assert "Bước 1 → 3 → 4 → 5 → 6: 7 giờ đường ngắn hơn" in page.text
    assert "Đã ghi vào bản soạn." in first.send(place, **held | choice, do="write").text
    step = flow.read_table(source().encode())[0]
    assert (step.when, step.when_to) == ("bản chính rõ ràng", held["b2-key"])
    assert boxes(first.page(place))["b0-when"] == "bản chính rõ ràng"
    changes = first.page(place.split("quy-trinh/")[0])
    assert (
        "nếu «bản chính rõ ràng» thì sang bước «Đối chiếu bản chính, ghi lời chứng»" in changes.text
    )
    gone = boxes(first.send(place, **boxes(first.page(place)), do="drop-2"))
    assert gone["b0-when_to"] == ""


def test_what_is_written_around_a_step_that_goes_is_named_and_asked_for(first):
    place = prepared_table(first)
    with acting(SYSTEM):
        draft = stored()
        file = remarked(source().encode(), "number")
        draft.content["processes"][PROCESS] = flow.read_drawn(file).source.decode()
        draft.save()
    before = source()
    gone = boxes(first.send(place, **boxes(first.page(place)), do="drop-2"))
    gone["b0-hours"] = f"{8 - float(gone['b1-hours'].replace(',', '.')):g}".replace(".", ",")
    page = first.send(place, **gone, do="write")
    assert page.status == 422
    assert "các bước mới làm mất 2 phần ghi trên sơ đồ" in page.text
    said = [unescape(one) for one in re.findall(r'name="let_go" value="([^"]+)"', page.html)]
    assert [one.split(",")[0] for one in said] == [
        "ghi chú «Gọi điện trước»",
        "mô tả «Xem sổ hộ tịch»",
    ]
    assert first.send(place, **gone, let_go=said, do="write").status == 422
    assert first.send(place, **gone, let_go=said[:1], do="let-go").status == 422
    assert source() == before
    assert "Đã ghi vào bản soạn." in first.send(place, **gone, let_go=said, do="let-go").text
    assert "Một cửa" in source()
    assert "Gọi điện trước" not in source()


def test_a_proposed_draft_is_only_read(first):
    place = prepared_table(first)
    held = boxes(first.page(place))
    with acting(SYSTEM):
        VersionDraft.objects.update(
            state="proposed", takes_effect_on="2030-01-01", decision="1/QĐ", reason="Vì"
        )
    before = source()
    page = first.page(place)
    assert "không sửa được" in page.text
    assert 'name="do"' not in page.html
    assert 'name="file"' not in first.page(f"{place}so-do/").html
    first.send(place, **(held | {"b0-name": "Khác"}), do="write")
    assert source() == before


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.LEADER, Role.SUPERVISOR])
def test_others_do_not_come_in(role, first):
    place = prepared_table(first)
    before, other = source(), Browser(role)
    for address in (place, f"{place}so-do/", f"{place}tep/"):
        assert other.page(address).status == 403
    assert other.send(place, **boxes(first.page(place)), do="write").status == 403
    assert source() == before


def test_an_unknown_case_is_not_found(first):
    place = prepared_table(first).replace("mac_dinh", "khong")
    assert first.page(place).status == 404


def test_pages_ask_the_database_little(first, django_assert_max_num_queries):
    place = prepared_table(first)
    for address in (place, f"{place}so-do/"):
        first.page(address)
        with django_assert_max_num_queries(14):
            assert first.page(address).status == 200


def test_a_published_process_fills_the_table_and_is_written_only_when_told(first):
    catalogue.load_processes(actor=system("tests"), file=a_file(a_row()))
    place = prepared_table(first)
    before = source()
    listed = first.page(f"{place}mau/", q="giay thu nghiem")
    assert "Cấp giấy thử nghiệm" in listed.text
    assert "Không có quy trình mẫu nào như vậy" in first.page(f"{place}mau/", q="khong co").text
    chosen = re.search(r"\?mau=([0-9a-f-]+)", listed.html).group(1)
    page = first.page(place, mau=chosen)
    assert "chưa ghi" in page.text
    assert names(page)[1] == "Thẩm định, dự thảo kết quả"
    assert source() == before
    assert "Đã ghi vào bản soạn." in first.send(place, **boxes(page), do="write").text
    assert keys(source()) == [f"buoc_{n}" for n in range(1, 6)]


def test_a_published_process_that_is_not_there(first):
    place = prepared_table(first)
    assert "Chưa nạp quy trình mẫu" in first.page(f"{place}mau/").text
    for wrong in ("x", "0199a000-0000-7000-8000-000000000000"):
        assert first.page(place, mau=wrong).status == 404
    assert Browser(Role.LEADER).page(f"{place}mau/").status == 403
