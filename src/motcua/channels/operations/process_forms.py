"""What is asked about each step of a process, and about a file that was drawn elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from motcua.catalogue.types import KINDS, ROLES, UNITS, StepFault
from motcua.channels.desk.controls import Control, Mistake, controls, mistakes
from motcua.channels.operations.process_lines import BOXES, Line, typed_hours
from motcua.channels.operations.version_fields import words
from motcua.engines.flow.api import MOST_WORDS, Place

LARGEST_FILE = 512 * 1024


def picked(label: Any, choices: Any, *, required: bool = True) -> forms.ChoiceField:
    messages = {
        "required": _("Chọn một mục."),
        "invalid_choice": _("Chọn một mục có trong danh sách."),
    }
    return forms.ChoiceField(
        label=label, choices=choices, required=required, error_messages=messages
    )


CHOICE = ("when", "when_to", "goes_to")


class LineForm(forms.Form):
    name = words(_("Việc phải làm"), max_length=300)
    name_en = words(_("Tiếng Anh (nếu có)"), required=False, max_length=300)
    unit = picked(_("Bộ phận"), [("", _("Chọn bộ phận")), *UNITS.items()])
    role = picked(_("Vai trò"), list(ROLES.items()))
    kind = picked(_("Loại bước"), list(KINDS.items()))
    hours = forms.CharField(
        label=_("Số giờ làm việc"),
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages={"required": _("Nhập số giờ; không mất giờ nào thì nhập 0.")},
    )
    counted = picked(_("Tính vào thời hạn"), [("yes", _("Có")), ("no", _("Không"))])
    place = picked(
        _("Làm khi nào"),
        [
            (Place.AFTER, _("Sau các bước trước")),
            (Place.ALONGSIDE, _("Cùng lúc với bước trước")),
            (Place.WITHIN, _("Tiếp trong nhánh của bước trước")),
        ],
    )
    returns_to = picked(_("Trả lại được bước"), [("", _("Không trả lại"))], required=False)
    when = words(_("Nếu (điều kiện)"), required=False, max_length=MOST_WORDS)
    when_to = picked(_("thì sang bước"), [("", _("Không rẽ"))], required=False)
    goes_to = picked(_("không thì sang bước"), [("", _("Bước kế tiếp"))], required=False)

    @classmethod
    def of(cls, lines: Sequence[Line], at: int, *, bound: bool) -> Self:
        prefix = f"b{at}"
        held = {f"{prefix}-{box}": lines[at][box] for box in BOXES}
        form = cls(held if bound else None, prefix=prefix, initial=lines[at])
        above = [(line["key"], _called(n, line)) for n, line in enumerate(lines[:at])]
        returns: Any = form.fields["returns_to"]
        returns.choices = [("", _("Không trả lại")), *above]
        below = [(line["key"], _called(n, line)) for n, line in enumerate(lines) if n > at]
        for box, none in (("when_to", _("Không rẽ")), ("goes_to", _("Bước kế tiếp"))):
            field: Any = form.fields[box]
            field.choices = [("", none), *below]
        return form

    def clean_hours(self) -> str:
        typed = str(self.cleaned_data["hours"])
        if typed_hours(typed) is None:
            raise forms.ValidationError(gettext("Nhập số giờ bằng chữ số, ví dụ 4 hoặc 1,5."))
        return typed


def _called(at: int, line: Line) -> str:
    name = line["name"] or gettext("chưa có tên")
    return f"{at + 1}. {name}"


class StepForm(LineForm):
    """The boxes beside a drawing: those of a line, but for what the drawing says itself."""

    field_order = ("name", "unit", "role", "hours", "counted", "kind", "returns_to", "name_en")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for said_by_drawing in ("place", *CHOICE):
            del self.fields[said_by_drawing]


class DrawingForm(forms.Form):
    """What was drawn in the page, or a file that was drawn elsewhere."""

    source = forms.CharField(required=False, strip=False)
    stamp = forms.CharField(required=False, max_length=40)
    file = forms.FileField(
        required=False,
        error_messages={"empty": _("Tệp này rỗng."), "invalid": _("Chọn tệp BPMN rồi gửi lại.")},
    )

    @property
    def drawing(self) -> str:
        return str(self.cleaned_data.get("file") or self.cleaned_data.get("source") or "")

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(gettext("Tệp lớn hơn 512 KB; vẽ quy trình gọn hơn."))
        try:
            return str(file.read(), "utf-8")
        except UnicodeDecodeError as wrong:
            message = gettext("Tệp không phải BPMN viết bằng UTF-8; xuất lại từ công cụ vẽ.")
            raise forms.ValidationError(message) from wrong

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.drawing:
            self.add_error("file", gettext("Chọn tệp BPMN rồi gửi lại."))
        return cleaned

    def mistakes(self) -> Iterator[Mistake]:
        yield from mistakes(self) if self.is_bound else ()


@dataclass(frozen=True, slots=True)
class LineBox:
    """One line of the page: its number, its boxes, what is wrong with it as a whole, and all that it holds."""

    at: int
    controls: tuple[Control, ...]
    faults: tuple[str, ...]
    line: Line
    choice: tuple[Control, ...] = ()

    @property
    def forks(self) -> bool:
        return any(self.line[box] for box in CHOICE)

    @property
    def number(self) -> int:
        return self.at + 1


class LineForms:
    """All lines of a process; bound when they are to be written."""

    def __init__(self, lines: Sequence[Line], *, bound: bool) -> None:
        self.lines = lines
        self.forms = [LineForm.of(lines, at, bound=bound) for at in range(len(lines))]
        self.refused: tuple[StepFault, ...] = ()
        self.other: tuple[str, ...] = ()
        self.lost: tuple[str, ...] = ()  # of what is written around the steps of the drawing

    def are_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms])  # noqa: C419  (each must be asked)

    def boxes(self) -> Iterator[LineBox]:
        for at, form in enumerate(self.forms):
            faults = tuple(fault.reason for fault in self.refused if fault.line == at)
            asked = tuple(replace(one, optional=False) for one in controls(form))
            choice = tuple(one for one in asked if one.name.split("-")[-1] in CHOICE)
            boxes = tuple(one for one in asked if one not in choice)
            yield LineBox(at, boxes, faults, self.lines[at], choice)

    def mistakes(self) -> Iterator[Mistake]:
        for form in self.forms:
            if form.is_bound:
                for one in mistakes(form):
                    yield Mistake(one.element, self._at(form, one.message))
        for fault in self.refused:
            yield Mistake(f"buoc-{fault.line}" if fault.line >= 0 else "", sentence(str(fault)))
        for reason in self.other:
            yield Mistake("tong", reason)
        if self.lost:
            told = gettext(
                "Chưa ghi: các bước mới làm mất {} phần ghi trên sơ đồ, xem ở cuối trang."
            )
            yield Mistake("mat", told.format(len(self.lost)))

    def _at(self, form: LineForm, message: str) -> str:
        return gettext("Bước {}: {}").format(self.forms.index(form) + 1, message)


def sentence(told: str) -> str:
    return f"{told[:1].upper()}{told[1:].rstrip('.')}."
