"""Whom a case asks and what it waits for, step by step, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language, gettext as _

from motcua.catalogue.forms import places, words
from motcua.catalogue.parts import agencies

Plain = Mapping[str, Any]


def lines(case: Plain, content: Plain) -> Iterator[tuple[str, str]]:
    """One line for each step that says something."""
    called = {
        step.key: (step.name_en if get_language() == "en" else step.name_vi) or step.name_vi
        for step in agencies.steps_of(content, case["code"])
    }
    for one in case.get("consulted", ()):
        name = called.get(one["step"], one["step"])
        yield _("Lấy ý kiến ở bước «{}»").format(name), consulted(one)
    for one in case.get("linked", ()):
        name = called.get(one["step"], one["step"])
        yield _("Hồ sơ con ở bước «{}»").format(name), _linked(one, content)


def consulted(one: Plain) -> str:
    asked = agencies.agency_name(one.get("agency", "")) or _("bộ phận của chính cơ quan")
    silence = one.get("silence", "")
    if silence:
        return _("{}; im lặng là đồng ý ({})").format(asked, silence)
    return _("{}; im lặng không phải là đồng ý").format(asked)


def _linked(one: Plain, content: Plain) -> str:
    known = dict(places.questions(content["form"]))
    place = words.asked_in(known, one["place"].rpartition(".")[0])
    filled = ", ".join(words.asked_in(known, source) for source in one.get("answers", {}).values())
    told = _("thủ tục {}, tại xã ở «{}» ({})").format(one["procedure"], place, one["basis"])
    return told + (_("; điền sẵn từ: {}").format(filled) if filled else "")
