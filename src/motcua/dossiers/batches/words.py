"""Sentences kept in both languages: who reads them later may read the other one."""

from collections.abc import Callable

from django.utils import translation

from motcua.catalogue.types import Text
from motcua.kit.errors import DomainError


def in_both(say: Callable[[], str]) -> Text:
    with translation.override("vi"):
        vietnamese = say()
    with translation.override("en"):
        return Text(vietnamese, say())


def of_refusal(refusal: DomainError) -> Text:
    return in_both(lambda: str(refusal))


def language() -> str:
    return (translation.get_language() or "vi")[:2]
