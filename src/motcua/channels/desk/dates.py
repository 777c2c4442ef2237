"""Dates as officials type them: 12/03/1992, 12-3-1992, 12031992, or a birth year alone."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_PARTS = re.compile(r"(\d{1,2})[\s./-]?(\d{1,2})[\s./-]?(\d{4})")
_YEAR = re.compile(r"\d{4}")


class TypedDate(forms.CharField):
    """Becomes an ISO date; with `year_alone`, a year stays a year (old papers often hold no more)."""

    default_error_messages = {
        "unreal": _("Nhập ngày có thật theo thứ tự ngày, tháng, năm, ví dụ 27/03/1992."),
    }

    def __init__(self, *, year_alone: bool = False, **options: object) -> None:
        self.year_alone = year_alone
        super().__init__(**options)  # type: ignore[arg-type]  # passed on as given

    def clean(self, value: object) -> str:
        typed = str(super().clean(value)).strip()
        if not typed or (self.year_alone and _YEAR.fullmatch(typed)):
            return typed
        return self._day(typed).isoformat()

    def _day(self, typed: str) -> date:
        found = _PARTS.fullmatch(typed)
        try:
            if found:
                day, month, year = (int(part) for part in found.groups())
                return date(year, month, day)
            return date.fromisoformat(typed)
        except ValueError as wrong:
            raise ValidationError(self.error_messages["unreal"], code="unreal") from wrong
