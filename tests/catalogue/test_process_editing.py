"""The process of the next version, as a table of steps: written, refused with its line, told in words."""

from dataclasses import replace

import pytest
from lxml import etree

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import (
    AdministratorRequiredError,
    OwnDraftError,
    PartFaultyError,
    PartNotFoundError,
    ProcessChangedError,
    ProcessFaultyError,
)
from motcua.catalogue.types import ProcessEdit, ProcessFileEdit
from motcua.directory.types import Role
from motcua.engines.flow import api as flow
from motcua.engines.flow.api import Place, TableStep
from motcua.engines.flow.placing import boxes_of
from tests.catalogue.drafting import CODE, SIMPLE, draft, edit, frame, seen, stored
from tests.catalogue.factories import seated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]
CASE = "mac_dinh"


def sheet(author, draft_id, code=CASE):
    return catalogue.process_sheet(actor=author, draft_id=draft_id, code=code)


def changed(steps, **by_key):
    return tuple(replace(one, **by_key.get(one.key, {})) for one in steps)


def examining(hours=1.0, **more):
    seat = {"role": "case_officer", "unit": "certification"}
    return TableStep(key="examine", name_vi="Thẩm tra hồ sơ", hours=hours, **seat, **more)


def told(author, draft_id):
    return {(one.what, one.before, one.after) for one in seen(author, draft_id).differences}


def test_a_step_more_and_its_hours_are_told_in_words():
    author = seated()
    draft_id = draft(author)
    before = sheet(author, draft_id)
    assert (before.budget.total, before.budget.allowed, before.budget.fits) == (8, 8, True)
    steps = changed(before.steps, draft={"hours": 4.0}, sign={"returns_to": "examine"})
    edit(author, draft_id, ProcessEdit(CASE, (examining(), *steps)))

    after = sheet(author, draft_id)
    assert [one.key for one in after.steps] == ["examine", "draft", "sign", "number", "hand_over"]
    assert after.budget.fits
    assert flow.load(after.source.encode()).total_hours == 8
    said = told(author, draft_id)
    assert (
        "Thêm bước «Thẩm tra hồ sơ»",
        "",
        "Chuyên viên, Bộ phận chứng thực; 1 giờ",
    ) in said
    assert ("Đối chiếu bản chính, ghi lời chứng: Thời gian", "5 giờ", "4 giờ") in said
    assert (
        "Ký kết quả: Trả lại bước",
        "Đối chiếu bản chính, ghi lời chứng",
        "Thẩm tra hồ sơ",
    ) in said
    assert not any("xml" in part.casefold() for one in said for part in one)


def test_a_dropped_step_and_another_order_are_told():
    author = seated()
    draft_id = draft(author, "1.001612")
    steps = {one.key: one for one in sheet(author, draft_id).steps}
    order = ["draft", "examine", "sign", "number", "hand_over"]
    new = changed([steps[key] for key in order], sign={"returns_to": "draft", "hours": 8.0})
    edit(author, draft_id, ProcessEdit(CASE, new))
    said = {one[0] for one in told(author, draft_id)}
    assert {"Bỏ bước «Xem xét dự thảo»", "Thứ tự các bước", "Ký kết quả: Thời gian"} <= said


def test_hours_that_do_not_add_up_are_refused_and_nothing_changes():
    author = seated()
    draft_id = draft(author)
    before = stored(draft_id).content
    steps = sheet(author, draft_id).steps
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, ProcessEdit(CASE, changed(steps, draft={"hours": 3.0})))
    assert "cộng lại là 6 giờ, thời hạn là 8 giờ; sửa cho khớp" in str(refused.value)
    assert stored(draft_id).content == before


def test_side_by_side_the_longest_counts():
    author = seated()
    draft_id = draft(author)
    steps = list(sheet(author, draft_id).steps)
    steps.insert(1, examining(5.0, place=Place.ALONGSIDE, kind="consult"))
    edit(author, draft_id, ProcessEdit(CASE, tuple(steps)))
    assert sheet(author, draft_id).budget.fits
    assert sheet(author, draft_id).steps[1].place is Place.ALONGSIDE


@pytest.mark.parametrize(
    ("bend", "said"),
    [
        (lambda steps: (), "thêm ít nhất một bước"),
        (lambda steps: steps[1:], "bước 1 «Ký kết quả»: chưa có gì để ký"),
        (lambda steps: (steps[0], *steps[2:]), "chưa có gì để vào số"),
        (lambda steps: steps[:-1], "bước cuối phải là «Trả kết quả»"),
        (lambda steps: (steps[-1], *steps[:-1]), "chuyển bước này xuống cuối"),
        (lambda steps: changed(steps, sign={"returns_to": ""}), "chọn bước nhận lại dự thảo"),
        (lambda steps: changed(steps, sign={"returns_to": "number"}), "chọn một bước ở trên"),
        (lambda steps: changed(steps, draft={"returns_to": "draft"}), "chọn một bước ở trên"),
        (lambda steps: changed(steps, draft={"name_vi": " \x07 "}), "chưa có tên"),
        (lambda steps: changed(steps, number={"key": "Bước 1"}), "Mã bước"),
        (
            lambda steps: changed(steps, number={"kind": "wait_payment"}),
            "chọn «Không» ở ô «Tính vào thời hạn»",
        ),
    ],
)
def test_a_process_that_would_strand_a_dossier_is_refused_with_step_and_reason(bend, said):
    author = seated()
    draft_id = draft(author)
    before = stored(draft_id).content
    steps = sheet(author, draft_id).steps
    with pytest.raises(ProcessFaultyError) as refused:
        edit(author, draft_id, ProcessEdit(CASE, tuple(bend(steps))))
    assert said in str(refused.value)
    assert stored(draft_id).content == before


def test_an_unknown_unit_is_refused():
    author = seated()
    draft_id = draft(author)
    steps = changed(sheet(author, draft_id).steps, draft={"unit": "moon"})
    with pytest.raises(PartFaultyError) as refused:
        edit(author, draft_id, ProcessEdit(CASE, steps))
    assert "không có loại đơn vị «moon»" in str(refused.value)


def test_one_of_two_cases_gets_a_process_of_its_own():
    author = seated()
    draft_id = draft(author, CODE)
    first, second = seen(author, draft_id).plain["cases"]
    kept = stored(draft_id).content["processes"][second["process"]]
    steps = sheet(author, draft_id, first["code"]).steps
    renamed = changed(steps, examine={"name_vi": "Kiểm tra kỹ"})
    edit(author, draft_id, ProcessEdit(first["code"], renamed))
    content = stored(draft_id).content
    assert content["processes"][second["process"]] == kept
    said = {(one.part, one.what) for one in seen(author, draft_id).differences}
    assert (f"Quy trình: {first['name']['vi']}", "Kiểm tra kỹ: Tên bước") in said


def test_a_file_is_held_to_the_same_rules():
    author = seated()
    draft_id = draft(author)
    source = sheet(author, draft_id).source
    before = stored(draft_id).content
    cyclic = source.replace('targetRef="number"', 'targetRef="draft"')
    cut = source.replace('targetRef="sign_choice"', 'targetRef="end"')
    for wrong, kind, said in (
        ("<xml", ProcessFaultyError, "không phải XML"),
        (
            cyclic,
            ProcessFaultyError,
            "«Đối chiếu bản chính, ghi lời chứng»: từ đây không tới được điểm kết thúc; nối mũi tên",
        ),
        (
            cut,
            ProcessFaultyError,
            "cổng lựa chọn: không có đường nào từ điểm bắt đầu tới đây",
        ),
        (source.replace('hours="5"', 'hours="6"'), PartFaultyError, "sửa cho khớp"),
        (source.replace('role="leader"', 'role="king"'), PartFaultyError, "không có vai trò"),
    ):
        with pytest.raises(kind) as refused:
            edit(author, draft_id, ProcessFileEdit(CASE, wrong))
        assert said in str(refused.value)
    assert stored(draft_id).content == before
    moved = source.replace('x="195"', 'x="205"')
    edit(author, draft_id, ProcessFileEdit(CASE, moved))
    assert {one[0] for one in told(author, draft_id)} == {
        "Chỉ hình vẽ thay đổi; các bước giữ nguyên"
    }


def test_the_published_process_runs_dossiers():
    author = seated()
    draft_id = draft(author)
    steps = changed(sheet(author, draft_id).steps, draft={"hours": 4.0})
    edit(author, draft_id, ProcessEdit(CASE, (examining(), *steps)))
    edit(author, draft_id, frame())
    catalogue.propose_version(actor=author, draft_id=draft_id)
    version_id = catalogue.publish_version(actor=seated(), draft_id=draft_id)
    drawn = catalogue.diagram(version_id, CASE)
    assert drawn.normal_path == ("examine", "draft", "sign", "number", "hand_over")


def test_only_administrators_of_a_known_case():
    author = seated()
    draft_id = draft(author)
    steps = sheet(author, draft_id).steps
    before = stored(draft_id).content
    with pytest.raises(AdministratorRequiredError):
        edit(seated(Role.LEADER), draft_id, ProcessEdit(CASE, steps))
    with pytest.raises(AdministratorRequiredError):
        sheet(seated(Role.LEADER), draft_id)
    with pytest.raises(PartNotFoundError):
        edit(author, draft_id, ProcessEdit("khong", steps))
    with pytest.raises(PartNotFoundError):
        sheet(author, draft_id, "khong")
    assert stored(draft_id).content == before


def test_every_process_of_the_catalogue_can_be_edited_as_it_stands():
    author = seated()
    for code in (CODE, SIMPLE, "1.013225", "1.012994"):
        draft_id = draft(author, code)
        for case in seen(author, draft_id).plain["cases"]:
            edit(
                author,
                draft_id,
                ProcessEdit(case["code"], sheet(author, draft_id, case["code"]).steps),
            )
        assert {one.what for one in seen(author, draft_id).differences} <= {
            "Chỉ hình vẽ thay đổi; các bước giữ nguyên"
        }


def drawn_aside(source):
    """The same process, its steps moved by hand."""
    root = etree.fromstring(source.encode())
    for one in root.iter("{*}Bounds", "{*}waypoint"):
        one.set("y", f"{float(one.get('y')) + 55:g}")
    return etree.tostring(root).decode()


def places(source):
    return {key: (box.x, box.y) for key, box in boxes_of(etree.fromstring(source.encode())).items()}


def test_what_was_drawn_by_hand_is_published_by_another_and_stays_in_place():
    author = seated()
    draft_id = draft(author)
    source = drawn_aside(sheet(author, draft_id).source)
    edit(author, draft_id, ProcessFileEdit(CASE, source, sheet(author, draft_id).stamp))
    before = sheet(author, draft_id)
    assert places(before.source)["draft"] == places(source)["draft"]

    edit(author, draft_id, ProcessEdit(CASE, changed(before.steps, draft={"name_vi": "Tra cứu"})))
    renamed = sheet(author, draft_id)
    assert places(renamed.source) == places(before.source)
    steps = changed(renamed.steps, draft={"hours": 4.0}, sign={"returns_to": "examine"})
    edit(author, draft_id, ProcessEdit(CASE, (examining(), *steps)))
    after = sheet(author, draft_id)
    assert {at[1] for key, at in places(after.source).items() if key != "examine"} == {
        at[1] for at in places(before.source).values()
    }

    edit(author, draft_id, frame())
    catalogue.propose_version(actor=author, draft_id=draft_id)
    with pytest.raises(OwnDraftError):
        catalogue.publish_version(actor=author, draft_id=draft_id)
    catalogue.publish_version(actor=seated(), draft_id=draft_id)
    assert stored(draft_id).content["processes"]


def test_a_drawing_that_began_from_another_process_is_refused():
    author = seated()
    draft_id = draft(author)
    stamp, source = sheet(author, draft_id).stamp, sheet(author, draft_id).source
    edit(
        author,
        draft_id,
        ProcessEdit(CASE, changed(sheet(author, draft_id).steps, draft={"name_vi": "Tra cứu"})),
    )
    before = stored(draft_id).content
    with pytest.raises(ProcessChangedError) as refused:
        edit(author, draft_id, ProcessFileEdit(CASE, source, stamp))
    assert "đã được sửa từ khi bạn mở sơ đồ" in str(refused.value)
    assert stored(draft_id).content == before
