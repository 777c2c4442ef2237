"""What the engine refuses."""

from collections.abc import Sequence


class FormDefinitionError(ValueError):
    """The definition is wrong; `problems` lists everything at once, for the person who wrote it."""

    code = "forms.definition"

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problems))


class UnknownPageError(LookupError):
    """The form has no such page, or it is not asked of this person."""

    code = "forms.unknown_page"
