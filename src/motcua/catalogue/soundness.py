"""Whether the parts of a version fit together: papers, times, form, process, result."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, gettext as _

from motcua.catalogue import data_files, lists, other_agencies
from motcua.catalogue.forms import editing as form_editing
from motcua.catalogue.parts import fee_faults, overlaps
from motcua.catalogue.processes import tables
from motcua.catalogue.processes.diagrams import diagram_of
from motcua.catalogue.processes.tables import hours_of
from motcua.directory import api as directory
from motcua.directory.types import OrganisationKind, Role
from motcua.engines.flow.errors import FlowError
from motcua.engines.flow.types import Diagram
from motcua.engines.forms import api as forms
from motcua.engines.forms.errors import FormDefinitionError
from motcua.engines.forms.types import Elsewhere, Form, Text, Widget
from motcua.engines.legaltime.api import ClockPolicy
from motcua.engines.legaltime.errors import LegalTimeError

DEAD = "dead"  # begins the place of a rule that can never hold: it may stand in a draft, with a warning
Place = Sequence[str | int]
Fault = tuple[str, Place, str]  # file (empty: the description), place in it, reason


def faults(content: Mapping[str, Any]) -> Iterator[Fault]:
    plain = content["procedure"]
    yield from _codes(plain)
    yield from _life_events(plain)
    yield from _offered_by(plain)
    yield from fee_faults.faults(plain)
    for index, case in enumerate(plain["cases"]):
        yield from _case(content, case, index)
    form: Form | None = None
    try:
        form = forms.sketch(content["form"], lists=lists.all_lists())
    except FormDefinitionError as wrong:
        yield from (("form", (), problem) for problem in wrong.problems)
    yield from overlaps.of_fees(plain, form)
    if form is not None:
        yield from _sources(plain, form)
        yield from _pages(form)
        yield from _malformed(plain)
        yield from dead_rules(plain, form)
        yield from _result(plain, form)


def _pages(form: Form) -> Iterator[Fault]:
    for index, page in enumerate(form.pages):
        if page.id in form_editing.TAKEN_PAGES:
            reason = _("trang không được mang mã «{}»: địa chỉ này đã dùng cho bước khác")
            yield "form", ("ui", "pages", index, "id"), reason.format(page.id)


def _codes(plain: Mapping[str, Any]) -> Iterator[Fault]:
    for part, name in (("components", _("giấy tờ")), ("fees", _("khoản thu"))):
        known = [one["code"] for one in plain.get(part, [])]
        for index, code in enumerate(known):
            if code in known[:index]:
                yield "", (part, index, "code"), _("mã {} «{}» có hai lần").format(name, code)
        for index, case in enumerate(plain["cases"]):
            for code in case.get(part, []):
                if code not in known:
                    reason = _("trường hợp nhắc tới {} «{}» chưa khai ở trên").format(name, code)
                    yield "", ("cases", index, part), reason


def _life_events(plain: Mapping[str, Any]) -> Iterator[Fault]:
    known = data_files.life_event_names()
    for index, code in enumerate(plain.get("life_events", [])):
        if code not in known:
            reason = _("không có sự kiện «{}»; chọn một trong: {}").format(code, ", ".join(known))
            yield "", ("life_events", index), reason


def _offered_by(plain: Mapping[str, Any]) -> Iterator[Fault]:
    for index, code in enumerate(plain.get("offered_by", [])):
        if code not in directory.reference_codes():
            yield "", ("offered_by", index), _("không có cơ quan mang mã «{}»").format(code)


def _case(content: Mapping[str, Any], case: Mapping[str, Any], index: int) -> Iterator[Fault]:
    try:
        policy = ClockPolicy.from_dict(case["clock"])
    except LegalTimeError as wrong:
        yield "", ("cases", index, "clock"), str(wrong)
        return
    try:
        diagram = diagram_of(content["processes"][case["process"]])
    except FlowError as wrong:
        yield case["process"], (), str(wrong)
        return
    yield from ((case["process"], (), reason) for reason in _steps(diagram))
    yield from (("", ("cases", index, "clock"), reason) for reason in _hours(policy, diagram))
    for part, reason in other_agencies.faults(case, diagram):
        yield "", ("cases", index, part), reason


def _steps(diagram: Diagram) -> Iterator[str]:
    for step in diagram.steps:
        if step.role not in set(Role):
            yield _("bước «{}»: không có vai trò «{}»; chọn: {}").format(
                step.key, step.role, ", ".join(Role)
            )
        if step.unit not in set(OrganisationKind):
            yield _("bước «{}»: không có loại đơn vị «{}»; chọn: {}").format(
                step.key, step.unit, ", ".join(OrganisationKind)
            )
        if step.agency and step.agency not in directory.reference_codes():
            yield _("bước «{}»: không có cơ quan mang mã «{}»").format(step.key, step.agency)
        if not step.name_en:
            yield _("bước «{}»: thiếu tên tiếng Anh (name_en)").format(step.key)


def _hours(policy: ClockPolicy, diagram: Diagram) -> Iterator[str]:
    """The steps must add up to the limit: published processes do not always (see C20 of the clock)."""
    if policy.local_limit and hours_of(policy.local_limit) > hours_of(policy.limit):
        yield _("thời hạn của tỉnh dài hơn thời hạn trung ương; rút ngắn lại hoặc để trống")
        return
    hours = tables.budget(policy, tables.sum_of(diagram.source.decode()))
    if not hours.fits:
        yield _("thời gian các bước cộng lại là {} giờ, thời hạn là {} giờ; sửa cho khớp").format(
            f"{hours.total:g}".replace(".", ","), hours.allowed
        )


def _malformed(plain: Mapping[str, Any]) -> Iterator[Fault]:
    for part in ("components", "fees"):
        for index, one in enumerate(plain.get(part, [])):
            for reason in forms.condition_faults(_condition_of(one)):
                yield "", (part, index), reason


def dead_rules(plain: Mapping[str, Any], form: Form) -> Iterator[Fault]:
    """Rules of the form, its papers and fees that can never hold, in words that say what to do."""
    cases = {"case": [case["code"] for case in plain["cases"]]}
    for dead in forms.dead_rules(form, facts=cases, elsewhere=_elsewhere(plain)):
        part, _, index = dead.place.partition("#")
        said = dead.message.say(get_language() or "vi")
        if index:
            yield "", (part, int(index)), said
        else:
            yield "form", (DEAD, dead.place), said


def _elsewhere(plain: Mapping[str, Any]) -> Iterator[Elsewhere]:
    called = {"components": Text("Giấy tờ", "The paper"), "fees": Text("Khoản thu", "The fee")}
    for part, what in called.items():
        for index, one in enumerate(plain.get(part, [])):
            name = Text(**one["name"])
            subject = Text(f"{what.vi} «{name.vi}»", f"{what.en} “{name.en}”")
            yield Elsewhere(f"{part}#{index}", subject, _condition_of(one))


def _condition_of(one: Mapping[str, Any]) -> Any:
    return one.get("condition") or one.get("rules", {}).get("when")


def _result(plain: Mapping[str, Any], form: Form) -> Iterator[Fault]:
    yield from _result_fields(plain["result"], ("result",), form)
    for index, case in enumerate(plain["cases"]):
        if "result" in case:
            yield from _result_fields(case["result"], ("cases", index, "result"), form)


def _result_fields(result: Mapping[str, Any], place: Place, form: Form) -> Iterator[Fault]:
    known = _names(form)
    for index, one in enumerate(result["fields"]):
        source = one.get("from", "")
        if source and source not in known and not source.startswith("$"):
            reason = _("«{}» không có trong mẫu điện tử").format(source)
            yield "", (*place, "fields", index, "from"), reason


def _sources(plain: Mapping[str, Any], form: Form) -> Iterator[Fault]:
    """What fees count and what child dossiers are filled in from."""
    for index, fee in enumerate(plain.get("fees", [])):
        for reason in fee_faults.uncounted(fee, form):
            yield "", ("fees", index, "rules"), reason
    for index, case in enumerate(plain["cases"]):
        for reason in other_agencies.unfilled(case, form):
            yield "", ("cases", index, "linked"), reason


def _names(form: Form) -> frozenset[str]:
    """What expressions may look at: questions, persons, and whole tables."""
    names: set[str] = set()
    for page in form.pages:
        for item in page.items:
            names.add(item.path)
            if item.widget is Widget.PERSON:
                names.update(child.path for child in item.items)
    return frozenset(names)
