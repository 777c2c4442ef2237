"""The standard process of a level: who does what, with hours that add up to the limit."""

from functools import lru_cache

from motcua.engines.flow import api as flow

LONG = 16  # hours: from here on there is time to assign and to review
QUARTER = 0.25


@lru_cache(maxsize=1024)
def standard_process(unit: str, hours: float, name: str) -> str:
    rows = _long_way(unit, hours) if hours >= LONG else _short_way(unit, hours)
    return flow.write_bpmn(name, [*rows, _hand_over()]).decode()


def _short_way(unit: str, hours: float) -> list[flow.Row]:
    sign = _part(hours, 0.2)
    number = _part(hours, 0.15)
    return [
        _draft(unit, hours - sign - number),
        _sign(sign),
        _number(number),
    ]


def _long_way(unit: str, hours: float) -> list[flow.Row]:
    receive, assign = 4.0, 4.0 if hours >= 2 * LONG else 2.0
    review, sign, number = _part(hours, 0.12), _part(hours, 0.1), _part(hours, 0.05)
    draft = hours - receive - assign - review - sign - number
    return [
        flow.Row(
            key="receive",
            name_vi="Kiểm tra, số hóa, chuyển hồ sơ",
            name_en="Check, digitise and pass on",
            role="reception",
            unit="service_centre",
            hours=receive,
            outcomes={"forward": None},
        ),
        flow.Row(
            key="assign",
            name_vi="Phân công xử lý",
            name_en="Assign",
            role="head",
            unit=unit,
            hours=assign,
            outcomes={"forward": None},
        ),
        _draft(unit, draft),
        flow.Row(
            key="review",
            name_vi="Thẩm tra dự thảo",
            name_en="Review the draft",
            role="head",
            unit=unit,
            hours=review,
            outcomes={"forward": None, "return": "draft"},
        ),
        _sign(sign),
        _number(number),
    ]


def _draft(unit: str, hours: float) -> flow.Row:
    return flow.Row(
        key="draft",
        name_vi="Thẩm định hồ sơ, dự thảo kết quả",
        name_en="Appraise and draft the result",
        role="case_officer",
        unit=unit,
        hours=hours,
        kind="draft",
        outcomes={"propose": None},
    )


def _sign(hours: float) -> flow.Row:
    return flow.Row(
        key="sign",
        name_vi="Ký kết quả",
        name_en="Sign the result",
        role="leader",
        unit="leadership",
        hours=hours,
        kind="sign",
        outcomes={"signed": None, "return": "draft"},
    )


def _number(hours: float) -> flow.Row:
    return flow.Row(
        key="number",
        name_vi="Vào số, đóng dấu, phát hành",
        name_en="Number, seal and issue",
        role="registry_clerk",
        unit="registry",
        hours=hours,
        kind="number",
        outcomes={"issued": None},
    )


def _hand_over() -> flow.Row:
    return flow.Row(
        key="hand_over",
        name_vi="Trả kết quả cho người dân",
        name_en="Hand over the result",
        role="reception",
        unit="service_centre",
        hours=0,
        kind="return",
        counted=False,
        outcomes={"handed_over": None},
    )


def _part(hours: float, share: float) -> float:
    return max(round(hours * share / QUARTER) * QUARTER, min(QUARTER, hours / 4))
