"""What is asked about one case: its limit, what it asks for, and the result that it gives."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import CaseEdit, CaseResult, DraftView
from motcua.channels.operations.version_fields import ENGLISH, choice, held_text, whole, words
from motcua.channels.operations.version_forms import VersionForm
from motcua.channels.wording import say

Held = Mapping[str, Any]
Posted = Mapping[str, Any] | None
COMMON, OWN = "common", "own"


class CaseForm(VersionForm):
    name = words(_("Tên trường hợp"), max_length=300)
    name_en = words(_("Tên bằng tiếng Anh"), required=False, help_text=ENGLISH)
    unit = choice(
        _("Đơn vị thời hạn"),
        [
            ("working_day", _("Ngày làm việc")),
            ("day", _("Ngày theo lịch")),
            ("month", _("Tháng")),
            ("hour", _("Giờ làm việc")),
            ("same_day", _("Trong ngày")),
        ],
    )
    value = whole(
        _("Thời hạn theo quy định của trung ương"),
        required=False,
        least=1,
        help_text=_("Chọn «Trong ngày» thì để trống."),
    )
    local_value = whole(
        _("Thời hạn ngắn hơn của tỉnh"),
        required=False,
        least=1,
        help_text=_("Ngày hẹn tính theo thời hạn ngắn hơn. Không rút ngắn thì để trống."),
    )
    field_order = ["name", "name_en", "like", "value", "unit", "local_value"]
    sections = (
        (_("Trường hợp này cần gì"), ("papers", "fees")),
        (
            _("Kết quả của trường hợp này"),
            ("result", "result_name", "result_title", "result_code", "result_like"),
        ),
    )

    code = ""
    is_one_of_many = False

    @classmethod
    def of(cls, draft: DraftView, case: Held, posted: Posted) -> Self:
        """`case` empty: a new one."""
        model = case or draft.plain["cases"][0]
        clock = model["clock"]
        limit = clock.get("limit") or clock["appointments"][0]
        held = {
            **held_text(case, "name"),
            "value": limit.get("value") or "",
            "unit": limit["unit"],
            "local_value": clock.get("local_limit", {}).get("value", ""),
        }
        form = cls(posted, initial=held)
        form.code = case.get("code", "")
        if not form.code:
            form.ask_like(draft)
        form.is_one_of_many = not form.code or len(draft.plain["cases"]) > 1
        if form.is_one_of_many:
            form.ask_what_it_asks(draft, model)
            form.ask_result(draft, case)
        form.order_fields(cls.field_order)
        return form

    def ask_like(self, draft: DraftView) -> None:
        cases = [(one["code"], say(one["name"])) for one in draft.plain["cases"]]
        self.fields["like"] = forms.ChoiceField(
            label=gettext("Bắt đầu giống trường hợp nào"),
            choices=cases,
            help_text=gettext("Quy trình được chép theo trường hợp đó, sửa sau."),
        )
        self.initial["like"] = cases[0][0]

    def ask_what_it_asks(self, draft: DraftView, model: Held) -> None:
        labels = {
            "components": ("papers", gettext("Giấy tờ")),
            "fees": ("fees", gettext("Khoản thu")),
        }
        for part, (name, label) in labels.items():
            rows = draft.plain.get(part, [])
            if not rows:
                continue
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                choices=[(one["code"], say(one["name"])) for one in rows],
                widget=forms.CheckboxSelectMultiple,
                required=name == "papers",
                error_messages={"required": gettext("Chọn ít nhất một giấy tờ.")},
            )
            self.initial[name] = model.get(part, [one["code"] for one in rows])

    def ask_result(self, draft: DraftView, case: Held) -> None:
        own = case.get("result", {})
        common = say(draft.plain["result"]["name"])
        self.fields["result"] = choice(
            gettext("Kết quả"),
            [
                (COMMON, gettext("Kết quả chung của thủ tục: {}").format(common)),
                (OWN, gettext("Kết quả riêng, ghi ở dưới")),
            ],
        )
        self.fields["result_name"] = words(gettext("Tên kết quả"), required=False, max_length=300)
        self.fields["result_title"] = words(
            gettext("Tiêu đề in trên giấy"), required=False, max_length=300
        )
        self.fields["result_code"] = words(
            gettext("Mã kết quả"),
            required=False,
            max_length=40,
            help_text=gettext("Ví dụ KQ.G15.000021."),
        )
        self.fields["result_like"] = forms.ChoiceField(
            label=gettext("In theo mẫu của kết quả"),
            choices=catalogue.case_results(draft),
            required=False,
        )
        for name in ("result_name_en", "result_title_en"):
            self.fields[name] = words(_RESULT_EN[name], required=False, help_text=ENGLISH)
        self.initial.update(
            {
                "result": OWN if own else COMMON,
                "result_code": own.get("code", ""),
                "result_like": own.get("code", draft.plain["result"]["code"]),
                **{f"result_{name}": text for name, text in held_text(own, "name").items()},
                **{f"result_{name}": text for name, text in held_text(own, "title").items()},
            }
        )

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        same_day = typed.get("unit") == "same_day"
        if not self.errors and not same_day and not typed.get("value"):
            self.add_error("value", ValidationError(gettext("Nhập thời hạn bằng chữ số, ví dụ 5.")))
        if same_day and typed.get("local_value"):
            message = gettext("«Trong ngày» đã là ngắn nhất; để trống ô này.")
            self.add_error("local_value", ValidationError(message))
        if typed.get("result") == OWN:
            for name in ("result_name", "result_title", "result_code", "result_like"):
                if not typed.get(name):
                    message = gettext("Điền mục này, hoặc chọn kết quả chung.")
                    self.add_error(name, ValidationError(message))
        return typed

    def edit(self) -> CaseEdit:
        typed = self.cleaned_data
        return CaseEdit(
            code=self.code,
            name=self._text("name"),
            value=typed["value"] or 0,
            unit=typed["unit"],
            local_value=typed["local_value"],
            papers=self._chosen("papers"),
            fees=self._chosen("fees"),
            result=self._result(),
            keeps_result=not self.is_one_of_many,
            like=typed.get("like", ""),
        )

    def _chosen(self, name: str) -> tuple[str, ...] | None:
        return tuple(self.cleaned_data[name]) if name in self.fields else None

    def _result(self) -> CaseResult | None:
        typed = self.cleaned_data
        if typed.get("result") != OWN:
            return None
        name, title = self._text("result_name"), self._text("result_title")
        return CaseResult(typed["result_code"], name, title, typed["result_like"])


_RESULT_EN = {
    "result_name_en": _("Tên kết quả bằng tiếng Anh"),
    "result_title_en": _("Tiêu đề bằng tiếng Anh"),
}
