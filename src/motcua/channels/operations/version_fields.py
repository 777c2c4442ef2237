"""The boxes that the editors are made of, with what each says when it is left empty or mistyped."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

ENGLISH = _("Tiếng Anh. Để trống thì dùng tiếng Việt.")
SHORT = {"inputmode": "numeric", "class": "govuk-input--width-5"}


def words(label: Any, *, rows: int = 0, required: bool = True, **other: Any) -> forms.CharField:
    if rows:
        other["widget"] = forms.Textarea(attrs={"rows": rows})
    if required:
        other["error_messages"] = {"required": _("Điền mục này; không để trống được.")}
    return forms.CharField(label=label, required=required, **other)


def whole(label: Any, *, required: bool = True, least: int = 0, **other: Any) -> forms.IntegerField:
    messages = {
        "required": _("Nhập một số; không để trống được."),
        "invalid": _("Nhập số nguyên bằng chữ số, ví dụ 5."),
        "min_value": _("Nhập số lớn hơn 0.") if least else _("Số không được nhỏ hơn 0."),
    }
    widget = forms.TextInput(attrs=SHORT)
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=least,
        widget=widget,
        error_messages=messages,
        **other,
    )


def dong(label: Any, **other: Any) -> forms.IntegerField:
    """Whole đồng, in a box that holds millions; may stay empty."""
    field = whole(label, required=False, **other)
    field.widget.attrs["class"] = "govuk-input--width-10"
    return field


def choice(label: Any, choices: Any, **other: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một mục.")},
        **other,
    )


def held_text(held: Mapping[str, Any], name: str) -> dict[str, str]:
    text = held.get(name) or {"vi": "", "en": ""}
    return {name: text["vi"], f"{name}_en": text["en"]}
