"""What only the official knows of a result: the template's own questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.catalogue.types import ResultTemplate
from motcua.channels.wording import say
from motcua.kit.text import clean

_PREFIX = "kq:"


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    label: str
    value: str
    long: bool
    optional: bool

    @property
    def id(self) -> str:
        return self.name.replace(":", "-")


def questions(template: ResultTemplate, values: Mapping[str, Any]) -> tuple[Question, ...]:
    return tuple(_questions(template, values))


def _questions(template: ResultTemplate, values: Mapping[str, Any]) -> Iterator[Question]:
    for field in template.fields:
        if field.ask is not None:
            held = values.get(field.name)
            yield Question(
                name=f"{_PREFIX}{field.name}",
                label=say(field.ask),
                value="" if held is None else str(held),
                long=field.widget == "textarea",
                optional=field.optional,
            )


def read(template: ResultTemplate, posted: Mapping[str, str]) -> dict[str, str]:
    """Lines of a long answer stay lines."""
    typed: dict[str, str] = {}
    for field in template.fields:
        text = posted.get(f"{_PREFIX}{field.name}")
        if text is not None:
            typed[field.name] = "\n".join(clean(line) for line in text.splitlines())
    return typed


def unanswered(questions_asked: tuple[Question, ...]) -> tuple[Question, ...]:
    return tuple(one for one in questions_asked if not one.optional and not one.value.strip())
