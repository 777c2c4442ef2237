"""The content policy allows no inline script and no inline style: templates must not need them."""

import re

import pytest

from motcua.cli.translations import missing_in_english, sentences_of_template
from tests.architecture.sources import named, templates

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


@pytest.mark.parametrize("path", templates(), ids=named)
def test_nothing_that_the_policy_forbids(path):
    text = path.read_text(encoding="utf-8")
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ('{% translate "Nộp hồ sơ" %}', "Nộp hồ sơ"),
        ("{% translate 'Đạt 100%' as x %}", "Đạt 100%%"),
        ('{% include "x" with text=_("Gửi") only %}', "Gửi"),
        ("{% blocktranslate %}Còn {{ n }} ngày{% endblocktranslate %}", "Còn %(n)s ngày"),
        (
            "{% blocktranslate trimmed with a=b %}\n  Một\n  {{ a }}\n{% endblocktranslate %}",
            "Một %(a)s",
        ),
    ],
)
def test_sentences_are_found_as_gettext_knows_them(tmp_path, source, sentence):
    page = tmp_path / "page.html"
    page.write_text(source, encoding="utf-8")
    assert sentences_of_template(page) == {sentence}


def test_every_sentence_has_its_english():
    assert missing_in_english() == []
