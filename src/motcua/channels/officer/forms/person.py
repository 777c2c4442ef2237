"""The person who stands at the counter."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.channels.desk.dates import TypedDate
from motcua.channels.officer.scanned_card import ScannedCard
from motcua.directory.types import Sex
from motcua.dossiers.types import Applicant
from motcua.kit.text import clean

_NOT_DIGITS = re.compile(r"[\s.-]+")


class PersonForm(forms.Form):
    personal_id = forms.CharField(
        label=_("Số định danh cá nhân"),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-10"}
        ),
        error_messages={"required": _("Nhập số định danh gồm 12 chữ số, như in trên thẻ.")},
    )
    name = forms.CharField(
        label=_("Họ, chữ đệm và tên"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Nhập họ tên như trên thẻ.")},
    )
    birth_date = TypedDate(
        label=_("Ngày sinh"),
        year_alone=True,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-10"}
        ),
        error_messages={"required": _("Nhập ngày sinh, ví dụ 27/03/1992.")},
    )
    sex = forms.ChoiceField(
        label=_("Giới tính"),
        choices=[(Sex.MALE.value, _("Nam")), (Sex.FEMALE.value, _("Nữ"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn giới tính như trên thẻ.")},
    )
    residence = forms.CharField(
        label=_("Nơi thường trú"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Nhập nơi thường trú.")},
    )
    phone = forms.CharField(
        label=_("Số điện thoại"),
        required=False,
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "tel", "autocomplete": "off", "class": "govuk-input--width-10"}
        ),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("Nhập địa chỉ thư như ten@vidu.vn, hoặc để trống.")},
    )

    def clean_personal_id(self) -> str:
        digits = _NOT_DIGITS.sub("", self.cleaned_data["personal_id"])
        if not re.fullmatch(r"\d{12}", digits):
            raise ValidationError(_("Số định danh phải có đủ 12 chữ số, như in trên thẻ."))
        return digits

    def clean_name(self) -> str:
        return clean(self.cleaned_data["name"])

    def clean_residence(self) -> str:
        return clean(self.cleaned_data["residence"])

    def applicant(self) -> Applicant:
        """Old papers hold a birth year alone: it stays on the form, the directory keeps whole dates."""
        born: str = self.cleaned_data["birth_date"]
        whole = date.fromisoformat(born) if len(born) > len("1942") else None
        return Applicant(**{**self.cleaned_data, "birth_date": whole})


def typed_from_card(card: ScannedCard) -> dict[str, str]:
    """What the official would have typed."""
    return {
        "personal_id": card.personal_id,
        "name": card.name,
        "birth_date": f"{card.birth_date:%d/%m/%Y}",
        "sex": card.sex.value,
        "residence": card.residence,
    }
