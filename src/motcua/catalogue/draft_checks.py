"""What is still wrong with a version that is being prepared: the place in words, and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _, gettext_lazy

from motcua.catalogue import other_agencies, publication, shape, soundness
from motcua.catalogue.errors import DatesCrossError, TooEarlyError
from motcua.catalogue.models import ProcedureVersion, VersionDraft
from motcua.catalogue.parts import names, overlaps
from motcua.catalogue.version_drafts import DraftFault, DraftView
from motcua.kit import clock

Plain = Mapping[str, Any]
FORM_RULES = (
    "form_rules"  # rules of the form that can never hold: told, and mended before publication
)
AGENCIES = "agencies"  # steps at other agencies: told, and mended before publication
_FIELDS = {
    "issued_on": gettext_lazy("ngày ban hành văn bản"),
    "rules": gettext_lazy("cách tính"),
    "amount": gettext_lazy("mức thu"),
    "consulted": gettext_lazy("lấy ý kiến"),
    "linked": gettext_lazy("hồ sơ con"),
    "result": gettext_lazy("kết quả riêng"),
    "clock": gettext_lazy("thời hạn"),
    "components": gettext_lazy("giấy tờ"),
    "fees": gettext_lazy("khoản thu"),
    "condition_text": gettext_lazy("khi nào cần"),
}
GENERAL = frozenset({"name", "summary", "who_may_apply"})


def faults_of(content: Plain) -> tuple[DraftFault, ...]:
    plain = content["procedure"]
    misshapen = tuple(
        _fault(plain, "", list(error.instance_path), shape.in_words(error))
        for error in shape.errors_of(plain)
    )
    if misshapen:
        return misshapen
    doubled = overlaps.of_papers(plain, names.sketched(content))
    return tuple(_fault(plain, *fault) for fault in (*soundness.faults(content), *doubled))


def frame_faults(draft: VersionDraft) -> Iterator[DraftFault]:
    """What a second person must be able to read before publishing."""
    asked = (
        (draft.takes_effect_on, _("Ngày có hiệu lực"), _("chưa có; nhập ngày")),
        (draft.decision, _("Số quyết định công bố"), _("chưa có; nhập số và ký hiệu")),
        (draft.reason, _("Lý do thay đổi"), _("chưa có; viết một câu người dân hiểu được")),
    )
    for held, where, reason in asked:
        if not held:
            yield DraftFault("frame", "", where, reason)


def frame_stamp(draft: VersionDraft | DraftView) -> str:
    """Another one after somebody has written the decision, the day, the reason or the rule."""
    day = draft.takes_effect_on
    held = [draft.decision, draft.reason, str(draft.rule), day.isoformat() if day else ""]
    return publication.content_hash({"is": held})[:16]


def refuse_day(draft: VersionDraft, day: date) -> None:
    """From tomorrow at the earliest, and after every version there is."""
    earliest = clock.today() + timedelta(days=1)
    if day < earliest:
        raise TooEarlyError(day=f"{day:%d/%m/%Y}", earliest=f"{earliest:%d/%m/%Y}")
    newest = newest_version(draft)
    if day <= newest.valid_from:
        raise DatesCrossError(day=f"{day:%d/%m/%Y}", other=f"{newest.valid_from:%d/%m/%Y}")


def newest_version(draft: VersionDraft) -> ProcedureVersion:
    return ProcedureVersion.objects.filter(procedure_id=draft.procedure_id).latest("valid_from")


def _fault(plain: Plain, file: str, place: Sequence[str | int], reason: str) -> DraftFault:
    if file:
        return _of_file(plain, file, place, reason)
    part = str(place[0]) if place else ""
    if part in {"components", "fees", "cases"} and len(place) > 1:
        one, field = plain[part][int(place[1])], str(place[2]) if len(place) > 2 else ""
        told = AGENCIES if part == "cases" and field in other_agencies.PARTS else part
        where = _named(part, one) + (f", {_FIELDS[field]}" if field in _FIELDS else "")
        return DraftFault(told, str(one.get("code", "")), where, reason, field)
    if part in GENERAL:
        return DraftFault("general", "", _("Tên, mô tả, ai nộp được"), reason)
    if part == "result":
        return DraftFault(part, "", _("Kết quả chung"), reason)
    return DraftFault(part, "", _("Mục «{}»").format(part), reason)


def _cases_of(plain: Plain, file: str) -> str:
    return ", ".join(one["name"]["vi"] for one in plain["cases"] if one["process"] == file)


def _of_file(plain: Plain, file: str, place: Sequence[str | int], reason: str) -> DraftFault:
    if file != "form":
        where = _("Quy trình «{}»").format(_cases_of(plain, file))
        return DraftFault("process", file, where, reason)
    part, code = (FORM_RULES, str(place[-1])) if soundness.DEAD in place else ("form", "")
    return DraftFault(part, code, _("Mẫu điện tử"), reason)


def _named(part: str, one: Plain) -> str:
    name = one.get("name", {}).get("vi", "")
    words = {
        "components": _("Giấy tờ «{}»"),
        "fees": _("Khoản thu «{}»"),
        "cases": _("Trường hợp «{}»"),
    }
    return words[part].format(name)
