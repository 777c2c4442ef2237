"""Text as it is stored."""

import re
import unicodedata

from hypothesis import given, strategies as st

from motcua.kit.text import clean


def letter_by_letter(text):
    """The rule as it reads: composed, nothing that controls, single spaces."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(c for c in composed if c in "\n\t " or unicodedata.category(c)[0] != "C")
    return re.sub(r"\s+", " ", kept).strip()


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_cleaning_is_the_rule_letter_by_letter(text):
    assert clean(text) == letter_by_letter(text)
    assert clean(clean(text)) == clean(text)
