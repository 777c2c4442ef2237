"""Vietnamese text: one form to store, one to search by."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """NFC, single spaces, no control characters: phones send decomposed accents."""
    composed = unicodedata.normalize("NFC", text)
    if not composed.isprintable():  # most text is, and need not be looked at letter by letter
        composed = "".join(c for c in composed if c in "\n\t " or unicodedata.category(c)[0] != "C")
    return _SPACES.sub(" ", composed).strip()


def search_key(text: str) -> str:
    """`Đăng ký khai sinh` → `dang ky khai sinh`: what people type without accents."""
    decomposed = unicodedata.normalize("NFD", clean(text).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.replace("đ", "d")
