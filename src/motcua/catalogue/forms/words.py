"""A form's parts in words for people who do not program."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language, gettext as _

from motcua.catalogue.forms import places
from motcua.catalogue.forms.edits import Limits
from motcua.catalogue.forms.kinds import COMPARED, FILLED, LOCKS
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Form, Item, Prefill

Plain = Mapping[str, Any]


def items_of(form: Form) -> Iterator[tuple[str, Item]]:
    """By the names that edits use: `me.ho_ten`, also for the column of a table."""
    for page in form.pages:
        for item in page.items:
            yield item.path, item
            for child in item.items:
                yield f"{item.field}.{child.field}", child


def names_of(form: Form) -> dict[str, Item]:
    """What conditions may call a question."""
    return dict(items_of(form))


def called(item: Item) -> str:
    """«Mẹ: Ngày sinh» inside a group."""
    own = item.short.say(_language())
    return f"{item.group.short.say(_language())}: {own}" if item.group else own


def condition(show_if: object, names: Mapping[str, Item], item: Item | None = None) -> str:
    """Empty: always. Inside a group, short names are those of the neighbours."""
    if show_if is None:
        return ""
    group = item.group if item else None
    near = {
        name.removeprefix(f"{group.field}."): one
        for name, one in names.items()
        if group and name.startswith(f"{group.field}.")
    }
    return forms.in_words(show_if, {**names, **near}).say(_language())


def limits(held: Limits) -> str:
    said = []
    if held.least:
        said.append(_("ít nhất {}").format(f"{held.least:g}"))
    if held.most is not None:
        said.append(_("nhiều nhất {}").format(_plain(held.most)))
    return ", ".join(said)


def filled_from(item: Item) -> str:
    """«Họ tên của người nộp (người dân không sửa được)», and so on where one is tried after another."""
    if item.prefill is None:
        return ""
    return "; ".join(_filled(one) for one in item.prefill.chain())


def _filled(one: Prefill) -> str:
    source = FILLED.get((one.source, one.path), f"{one.source} {one.path}")
    return f"{source} ({forms.lowered(str(LOCKS[one.lock]))})"


def comparisons(form: Plain) -> Iterator[tuple[str, int]]:
    """The checks of one or several answers, in words, with their numbers."""
    names = dict(places.questions(form))
    for number, rule in enumerate(form["ui"].get("rules", [])):
        asked = ", ".join(f"«{asked_in(names, field)}»" for field in rule["fields"])
        check = str(COMPARED.get(rule["rule"], rule["rule"])).format(rule.get("years", ""))
        weight = _("chỉ nhắc") if rule.get("warn") else _("bắt buộc đúng")
        said = f"{asked}: {check} ({weight})"
        message = rule.get("message")
        yield said + (f"; «{message[_language()]}»" if message else ""), number


def asked_in(names: Mapping[str, Plain], path: str) -> str:
    """«Bảng: Cột» inside a group; what is gone is called by its path."""
    if path not in names:
        return path
    own, group = places.name_of(names[path]), path.partition(".")[0]
    return own if "." not in path else f"{places.name_of(names[group])}: {own}"


def _plain(number: float) -> str:
    return f"{number:,}".replace(",", ".") if isinstance(number, int) else f"{number:g}"


def _language() -> str:
    return get_language() or "vi"
