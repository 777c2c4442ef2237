"""A paper of the archive, said in one line: what, which number, who issued it, how old, from where."""

from collections.abc import Iterable

from django.utils.translation import gettext as _, ngettext

from motcua.channels import wording
from motcua.dossiers.types import Held, Reusable

_MONTH, _YEAR = 30, 365
_YOUNG = 60  # up to two months an age is said in days, up to two years in months


def archived(one: Reusable) -> str:
    """`Giấy khai sinh, số 12/GKS, UBND xã Truông Mít, cấp ngày 24/11/2025 (cách đây 40 ngày)`"""
    parts = [one.title]
    if one.number:
        parts.append(_("số %(number)s") % {"number": one.number})
    parts.append(one.issuer)
    if one.issued_on and one.age_days is not None:
        told = {"day": wording.short_day(one.issued_on), "age": age(one.age_days)}
        parts.append(_("cấp ngày %(day)s (%(age)s)") % told)
    if one.valid_to:
        parts.append(_("có hiệu lực đến %(day)s") % {"day": wording.short_day(one.valid_to)})
    return ", ".join(parts)


def with_source(one: Reusable) -> str:
    if not one.source:
        return archived(one)
    return _("%(paper)s, từ hồ sơ %(code)s") % {"paper": archived(one), "code": one.source}


def age(days: int) -> str:
    if days <= 0:
        return _("hôm nay")
    if days <= _YOUNG:
        return ngettext("cách đây %(n)s ngày", "cách đây %(n)s ngày", days) % {"n": days}
    if days < 2 * _YEAR:
        return _("cách đây %(n)s tháng") % {"n": days // _MONTH}
    return _("cách đây %(n)s năm") % {"n": days // _YEAR}


def registers(held: Held) -> str:
    return ", ".join(_names(held.registers))


def _names(codes: Iterable[str]) -> Iterable[str]:
    names = {
        "csdldc": _("Cơ sở dữ liệu quốc gia về dân cư"),
        "vneid": _("tài khoản định danh điện tử (VNeID)"),
    }
    return (names.get(code, code) for code in codes)
