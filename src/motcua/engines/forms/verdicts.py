"""What is found about the rules of a form."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.engines.forms.text import Text


class DeadKind(StrEnum):
    """Why a rule can never hold."""

    UNKNOWN = "unknown"  # it looks at a question that is not there
    LATER = "later"  # or that is asked only afterwards
    NO_OPTION = "no_option"  # an answer that cannot be chosen
    OUT_OF_RANGE = "out_of_range"  # a number outside of the limits
    CONTRADICTION = "contradiction"  # conditions against one another
    NEVER_TOGETHER = "never_together"  # what it looks at is then not asked
    EMPTY_LIMITS = "empty_limits"  # no answer is long, large or many enough
    IDLE_RULE = "idle_rule"  # it compares questions that are never asked of one person


@dataclass(frozen=True, slots=True)
class DeadRule:
    """`place` is the path of a question, `page:<id>`, `rule:<number>`, or as `Elsewhere` called it."""

    kind: DeadKind
    place: str
    message: Text


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A condition over the whole form: of a paper, of a fee. `subject` is how it is called."""

    place: str
    subject: Text
    condition: object
