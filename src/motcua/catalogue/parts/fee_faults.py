"""What is wrong with the fees of a version: amounts against one another, dates that cross."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from motcua.engines.forms.types import Form

Plain = Mapping[str, Any]
Fault = tuple[str, Sequence[str | int], str]


def faults(plain: Plain) -> Iterator[Fault]:
    """Of each fee by itself."""
    for index, fee in enumerate(plain.get("fees", [])):
        place = ("fees", index)
        if fee.get("issued_on", "") > plain["valid_from"]:
            reason = _(
                "văn bản quy định mức thu ban hành sau ngày có hiệu lực; sửa một trong hai ngày"
            )
            yield "", (*place, "issued_on"), reason
        rules = fee.get("rules", {})
        if not _climbs([step.get("up_to") for step in rules.get("tiers", [])]):
            reason = _("các bậc thu chồng lên nhau; xếp tăng dần, bậc cuối để trống mức trên")
            yield "", (*place, "rules"), reason
        if rules.get("tiers") and rules.get("by_channel"):
            reason = _("vừa có bậc thu vừa có mức theo cách nộp; chỉ giữ một cách tính")
            yield "", (*place, "rules"), reason
        codes = [one["code"] for one in rules.get("exempt", [])]
        if len(set(codes)) < len(codes):
            yield "", (*place, "rules"), _("một đối tượng được miễn có hai lần; giữ lại một")


def _climbs(steps: Sequence[int | None]) -> bool:
    """Only the last step is open."""
    known = [step for step in steps if step is not None]
    return known == sorted(set(known)) and None not in steps[:-1]


def uncounted(fee: Plain, form: Form) -> Iterator[str]:
    """Numbers that the fee is counted from and the form does not ask."""
    source = fee.get("rules", {}).get("count_from", {})
    items = {item.field: item for page in form.pages for item in page.items}
    within = source.get("table")
    if within is not None and within not in items:
        yield _("số lượng lấy từ bảng «{}» không còn trong mẫu; chọn lại").format(within)
        return
    known = {one.field for one in items[within].items} if within is not None else set(items)
    for name in ("pages", "copies", "field"):
        if name in source and source[name] not in known:
            yield _("số lượng lấy từ câu «{}» không còn trong mẫu; chọn lại").format(source[name])
