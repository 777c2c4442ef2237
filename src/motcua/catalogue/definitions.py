"""Published content (plain JSON) made into the shapes of `types`."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from motcua.catalogue.paper_kinds import valid_months
from motcua.catalogue.types import (
    Case,
    Component,
    Consulted,
    Fee,
    FeeKind,
    FeePer,
    LegalText,
    Level,
    LinkedStep,
    Mode,
    ProcedureVersion,
    Result,
    ResultField,
    ResultTemplate,
    ServiceLevel,
    Text,
)
from motcua.engines.legaltime.api import ClockPolicy

Plain = Mapping[str, Any]


def version_of(
    content: Plain, version_id: UUID, *, valid_from: date, valid_to: date | None
) -> ProcedureVersion:
    plain = content["procedure"]
    components = {one["code"]: _component(one) for one in plain["components"]}
    fees = {one["code"]: fee_of(one) for one in plain.get("fees", [])}
    return ProcedureVersion(
        id=version_id,
        code=plain["code"],
        name=Text.of(plain["name"]),
        summary=Text.of(plain["summary"]),
        field=Text.of(plain["field"]),
        level=Level(plain["level"]),
        handled_by=plain["handled_by"],
        service_level=ServiceLevel(plain["service_level"]),
        valid_from=valid_from,
        valid_to=valid_to,
        decision=plain["decision"],
        who_may_apply=_texts(plain["who_may_apply"]),
        preparation=_texts(plain["preparation"]),
        life_events=tuple(plain.get("life_events", ())),
        cases=tuple(_case(one, components, fees) for one in plain["cases"]),
        results=tuple(Result(one["code"], Text.of(one["name"])) for one in results_of(plain)),
        legal_basis=tuple(LegalText(**one) for one in plain["legal_basis"]),
        min_level=plain["min_level"],
        retention_years=plain["retention_years"],
        minutes=plain["minutes"],
        confirmed=plain.get("confirmed", True),
        offered_by=tuple(plain.get("offered_by", ())),
    )


def results_of(plain: Plain) -> list[Plain]:
    """The procedure's own result, and those that cases have instead of it."""
    return [plain["result"], *(case["result"] for case in plain["cases"] if "result" in case)]


def template_of(content: Plain, case_code: str = "") -> ResultTemplate:
    """The case's own result where it has one, else the procedure's."""
    plain = content["procedure"]
    own = (case.get("result") for case in plain["cases"] if case["code"] == case_code)
    result = next(own, None) or plain["result"]
    return ResultTemplate(
        source=content["templates"][result["template"]],
        fields=tuple(_result_field(one) for one in result["fields"]),
        result_code=result["code"],
        title=Text.of(result["title"]),
        valid_months=result.get("valid_months") or valid_months(result["code"]),
    )


def _component(plain: Plain) -> Component:
    return Component(
        code=plain["code"],
        name=Text.of(plain["name"]),
        hint=_text(plain.get("hint")),
        mode=Mode(plain["mode"]),
        originals=plain.get("originals", 1),
        copies=plain.get("copies", 0),
        required=plain["required"],
        condition=plain.get("condition"),
        condition_text=_text(plain.get("condition_text")),
        one_of_group=plain.get("one_of_group", ""),
        replaceable_by=tuple(plain.get("replaceable_by", ())),
        accept=tuple(plain.get("accept", ("pdf", "image"))),
        confirmed=plain.get("confirmed", True),
    )


def fee_of(plain: Plain) -> Fee:
    return Fee(
        code=plain["code"],
        name=Text.of(plain["name"]),
        kind=FeeKind(plain["kind"]),
        amount=plain["amount"],
        per=FeePer(plain["per"]),
        legal_source=plain["legal_source"],
        issued_on=plain.get("issued_on", ""),
        collected_at=plain["collected_at"],
        confirmed=plain.get("confirmed", True),
        note=_text(plain.get("note")),
        rules=plain.get("rules", {}),
    )


def _case(plain: Plain, components: Mapping[str, Component], fees: Mapping[str, Fee]) -> Case:
    policy = ClockPolicy.from_dict(plain["clock"])
    return Case(
        code=plain["code"],
        name=Text.of(plain["name"]),
        question=_text(plain.get("question")),
        limit=policy.local_limit or policy.limit,
        national_limit=policy.limit,
        clock_policy=policy,
        time_text=Text.of(plain["time_text"]),
        components=tuple(components[code] for code in plain.get("components", components)),
        fees=tuple(fees[code] for code in plain.get("fees", fees)),
        process=plain["process"],
        consulted=tuple(Consulted(**one) for one in plain.get("consulted", ())),
        linked=tuple(LinkedStep(**one) for one in plain.get("linked", ())),
    )


def _result_field(plain: Plain) -> ResultField:
    return ResultField(
        name=plain["name"],
        source=plain.get("from", ""),
        ask=_text(plain.get("ask")),
        widget=plain.get("widget", "text"),
        optional=plain.get("optional", False),
    )


def _texts(plain: list[Plain]) -> tuple[Text, ...]:
    return tuple(Text.of(one) for one in plain)


def _text(plain: Plain | None) -> Text | None:
    return Text.of(plain) if plain else None
