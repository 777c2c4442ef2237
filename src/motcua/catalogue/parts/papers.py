"""What an edit does to the papers of a version."""

from typing import Any

from motcua.catalogue.parts import names, rows
from motcua.catalogue.parts.edits import PaperDrop, PaperEdit, PaperShift
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Text

Plain = dict[str, Any]
PART = "components"


def apply(content: Plain, edit: PaperEdit | PaperDrop | PaperShift) -> None:
    plain = content["procedure"]
    match edit:
        case PaperEdit():
            rows.put(plain, PART, _paper(content, edit), edit.cases)
        case PaperDrop():
            rows.drop(plain, PART, edit.code)
        case PaperShift():
            rows.shift(plain[PART], edit.code, edit.by)


def _paper(content: Plain, edit: PaperEdit) -> Plain:
    held = rows.held(content["procedure"], PART, edit.code, "GIAY")
    held |= {
        "name": _text(edit.name),
        "mode": edit.mode,
        "required": edit.required,
        "originals": edit.originals,
        "copies": edit.copies,
    }
    _optional(held, "hint", edit.hint and _text(edit.hint))
    _optional(held, "condition", edit.condition and dict(edit.condition))
    _optional(held, "condition_text", _when(content, edit))
    _optional(held, "replaceable_by", list(edit.replaceable_by))
    return held


def _when(content: Plain, edit: PaperEdit) -> Plain | None:
    """What people read; where nobody wrote it, the condition in words."""
    if edit.condition_text is not None and edit.condition_text.vi:
        return _text(edit.condition_text)
    if edit.condition is None:
        return None
    said = forms.in_words(edit.condition, names.askable(content))
    return {"vi": f"Khi {said.vi}", "en": f"When {said.en}"}


def _optional(held: Plain, name: str, value: Any) -> None:
    held.pop(name, None)
    if value:
        held[name] = value


def _text(text: Text) -> Plain:
    return {"vi": text.vi, "en": text.en or text.vi}
