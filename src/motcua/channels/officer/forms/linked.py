"""What an official writes to, or for, another agency."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.channels.desk.dates import TypedDate
from motcua.directory import api as directory
from motcua.directory.types import OrganisationKind
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import OUTCOME_NAMES, DossierView, Opinion

# Whom a commune or a department asks: departments first, then land and tax offices, then communes.
ASKED = (
    OrganisationKind.DEPARTMENT,
    OrganisationKind.LAND_BRANCH,
    OrganisationKind.TAX_OFFICE,
    OrganisationKind.COMMUNE,
)
BOXES = 3
MOST_PERIOD = 366


class AnswerForm(forms.Form):
    opinion = forms.ChoiceField(
        label=_("Ý kiến của cơ quan"),
        choices=[(one.value, OUTCOME_NAMES[one]) for one in Opinion],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn ý kiến của cơ quan.")},
    )
    words = forms.CharField(
        label=_("Nội dung"),
        help_text=_("Bắt buộc khi có điều kiện hoặc không đồng ý. Nơi hỏi đọc được nguyên văn."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_opinion(self) -> Opinion:
        return Opinion(self.cleaned_data["opinion"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        opinion = typed.get("opinion")
        if opinion is not None and opinion is not Opinion.AGREED and not typed.get("words"):
            self.add_error("words", _("Ghi nội dung: điều kiện, hoặc lý do không đồng ý."))
        return typed


class ConsultForm(forms.Form):
    """Up to three agencies at once; the papers they need are ticked, nothing else goes along."""

    words = forms.CharField(
        label=_("Câu hỏi"),
        help_text=_("Viết đủ để nơi được hỏi trả lời mà không phải xem cả hồ sơ."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Hãy ghi điều cần hỏi để cơ quan được hỏi trả lời đúng.")},
    )
    days = forms.IntegerField(
        label=_("Trả lời trong bao nhiêu ngày làm việc"),
        min_value=1,
        max_value=dossiers.MOST_DAYS_TO_ANSWER,
        initial=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={
            "required": _("Nhập số ngày làm việc, từ 1 đến 30."),
            "invalid": _("Nhập số ngày làm việc, từ 1 đến 30."),
            "min_value": _("Nhập số ngày làm việc, từ 1 đến 30."),
            "max_value": _("Nhập số ngày làm việc, từ 1 đến 30."),
        },
    )

    def __init__(self, posted: Mapping[str, Any] | None, *, dossier: DossierView) -> None:
        super().__init__(posted)
        choices = [("", _("Chọn cơ quan")), *_agencies(dossier.agency_id)]
        for number in range(1, BOXES + 1):
            self.fields[f"agency_{number}"] = forms.ChoiceField(
                label=_("Cơ quan được hỏi") if number == 1 else _("Hỏi thêm cơ quan"),
                choices=choices,
                required=number == 1,
                error_messages={"required": _("Chọn ít nhất một cơ quan để hỏi.")},
            )
        files = list(_files(dossier))
        if files:
            self.fields["files"] = forms.MultipleChoiceField(
                label=_("Giấy tờ gửi kèm"),
                help_text=_("Nơi được hỏi chỉ xem được những tệp bạn chọn."),
                choices=files,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.order_fields(["agency_1", "agency_2", "agency_3", "words", "files", "days"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        named = (typed.get(f"agency_{number}") for number in range(1, BOXES + 1))
        typed["agencies"] = [UUID(one) for one in named if one]
        return typed

    def question(self) -> dossiers.Question:
        typed = self.cleaned_data
        files = tuple(UUID(one) for one in typed.get("files", ()))
        return dossiers.Question(typed["words"], typed["days"], files)


def _agencies(own: UUID) -> Iterator[tuple[str, str]]:
    for kind in ASKED:
        found = sorted(directory.organisations(kind), key=lambda one: one.name)
        yield from ((str(one.id), one.name) for one in found if one.id != own)


def _files(dossier: DossierView) -> Iterator[tuple[str, str]]:
    for paper in dossier.papers:
        for file in paper.files:
            yield str(file.file_id), f"{paper.name}: {file.name}"


class PeriodForm(forms.Form):
    since = TypedDate(label=_("Nộp từ ngày"), help_text=_("Ví dụ 27/03/2026"))
    until = TypedDate(label=_("Đến hết ngày"), help_text=_("Ví dụ 31/03/2026"))

    def clean(self) -> dict[str, Any]:
        """Both days as dates; a period longer than a year would be slow and is refused."""
        typed = super().clean() or self.cleaned_data
        days = [date.fromisoformat(typed[name]) for name in ("since", "until") if typed.get(name)]
        if len(days) < 2:
            return typed
        if days[0] > days[1]:
            self.add_error("since", _("Ngày đầu đứng sau ngày cuối. Đổi lại hai ngày."))
        elif (days[1] - days[0]).days > MOST_PERIOD:
            self.add_error("until", _("Chọn khoảng ngày không quá một năm."))
        return {"since": days[0], "until": days[1]}
