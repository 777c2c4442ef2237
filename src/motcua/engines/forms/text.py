"""The same words in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in both languages."""

    vi: str
    en: str

    @classmethod
    def of(cls, raw: Mapping[str, str]) -> "Text":
        return cls(raw["vi"], raw["en"])

    def say(self, language: str) -> str:
        return self.en if language.startswith("en") else self.vi

    def as_dict(self) -> dict[str, str]:
        return {"vi": self.vi, "en": self.en}
