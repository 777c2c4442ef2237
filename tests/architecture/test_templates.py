"""The content policy allows no inline script and no inline style: templates must not need them."""

import re

import pytest

from tests.architecture.sources import VIETNAMESE, named, templates

FORBIDDEN = {
    "inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE
    ),
    "inline style": re.compile(r"<style|\sstyle=\"", re.IGNORECASE),
    "event attribute": re.compile(r"\son[a-z]+=\"", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "page of others": re.compile(r"(?:src|href)=\"(?:https?:)?//", re.IGNORECASE),
    "unescaped value": re.compile(r"\|safe\b|autoescape off"),
}

# What gettext sees, comments, and words that name their language themselves.
SENTENCES = re.compile(
    r"""\{%\s*blocktranslate\b.*?\{%\s*endblocktranslate\s*%\}"""
    r"""|\{%\s*translate\s+(?:"[^"]*"|'[^']*')|\b_\((?:"[^"]*"|'[^']*')\)"""
    r"""|\{#.*?#\}|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|lang="vi">[^<]*<""",
    re.DOTALL,
)


@pytest.mark.parametrize("path", templates(), ids=named)
def test_nothing_that_the_policy_forbids(path):
    text = path.read_text(encoding="utf-8")
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", templates(), ids=named)
def test_vietnamese_stands_only_in_sentences_to_translate(path):
    text = SENTENCES.sub("", path.read_text(encoding="utf-8"))
    assert [line for line in text.splitlines() if VIETNAMESE.search(line)] == []


PICKS = [path for path in templates() if " data-pick" in path.read_text(encoding="utf-8")]
POSTS = re.compile(r"<form method=\"post\"[^>]*>")


@pytest.mark.parametrize("path", PICKS, ids=named)
def test_ticks_do_not_come_back_by_their_place_on_the_page(path):
    """After the browser's back the list is shorter: a tick restored by place means another dossier."""
    forms = POSTS.findall(path.read_text(encoding="utf-8"))
    assert forms
    assert [form for form in forms if 'autocomplete="off"' not in form] == []
