"""Every sentence of the screens has its English, says the same things in it, and can be looked up."""

import re
from gettext import GNUTranslations

import pytest

from motcua.cli.translations import (
    ENGLISH,
    compile_stale,
    english,
    missing_in_english,
    sentences,
    sentences_of_template,
)
from tests.architecture.sources import VIETNAMESE

PLACEHOLDER = re.compile(r"%\(\w+\)\w|%%|\{\w*\}")
EDGES = re.compile(r"\A\s*|\s*\Z")
# Names, and words to type or to find again on a sign or a paper.
SAID_IN_VIETNAMESE = (
    "Bộ phận Một cửa",
    "độc thân, sổ đỏ",
    "Một Cửa",
    "QĐ-UBND",
    "TB-BLĐTBXH",
    "giấy phép xây dựng",
    "khai sinh",
    "sang tên sổ đỏ",
)


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
        (
            "{% blocktranslate count n=x %}Ký {{ n }}{% plural %}Ký {{ n }}{% endblocktranslate %}",
            ("Ký %(n)s", "Ký %(n)s"),
        ),
    ],
)
def test_sentences_are_found_as_gettext_knows_them(tmp_path, source, sentence):
    page = tmp_path / "page.html"
    page.write_text(source, encoding="utf-8")
    assert sentences_of_template(page) == {sentence}


def test_every_sentence_has_its_english():
    assert missing_in_english() == []


def test_no_english_is_left_of_sentences_that_are_gone():
    assert sorted(set(english()) - set(sentences()), key=str) == []


def forms(words):
    return (words,) if isinstance(words, str) else words


def of_both(find):
    """What is found in each sentence against what is found in its English, where they differ."""
    pairs = [
        (said, translated)
        for vietnamese, its_english in english().items()
        for said, translated in zip(forms(vietnamese), forms(its_english), strict=True)
    ]
    return {said: translated for said, translated in pairs if find(said) != find(translated)}


def test_placeholders_are_those_of_the_sentence():
    assert of_both(lambda words: sorted(PLACEHOLDER.findall(words))) == {}


def test_blanks_at_the_ends_and_line_breaks_stay():
    assert of_both(lambda words: (EDGES.findall(words), words.count("\n"))) == {}


def test_a_full_stop_or_colon_at_the_end_stays():
    assert of_both(lambda words: words.rstrip()[-1:] in set(".:")) == {}


def test_english_is_english():
    rest = re.compile("|".join(SAID_IN_VIETNAMESE))
    every = [words for its_english in english().values() for words in forms(its_english)]
    assert [words for words in every if VIETNAMESE.search(rest.sub("", words))] == []


def test_the_compiled_catalogue_says_what_the_file_says():
    compile_stale()
    with ENGLISH.with_suffix(".mo").open("rb") as compiled:
        loaded = GNUTranslations(compiled)
    looked_up = {
        said: loaded.gettext(said)
        if isinstance(said, str)
        else (loaded.ngettext(*said, 1), loaded.ngettext(*said, 2))
        for said in sentences()
    }
    assert looked_up == english()
