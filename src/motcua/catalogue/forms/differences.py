"""What changed in a form, question by question, in the words of the screen."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, gettext as _

from motcua.catalogue import lists
from motcua.catalogue.forms import kinds, places, schemas, words
from motcua.catalogue.version_drafts import Difference
from motcua.engines.forms import api as forms
from motcua.engines.forms.errors import FormDefinitionError
from motcua.engines.forms.types import Form, Item

Plain = Mapping[str, Any]
Lines = Mapping[str, str]


def differences(before: Plain | None, after: Plain | None) -> Iterator[Difference]:
    if before == after or before is None or after is None:
        return
    try:
        read = [
            _Read(form, forms.sketch(form, lists=lists.all_lists())) for form in (before, after)
        ]
    except FormDefinitionError:
        yield Difference(_("Mẫu điện tử"), _("Nội dung đã thay đổi"))
        return
    told = [*_pages(*read), *_questions(*read), *_order(before, after), *_comparisons(*read)]
    yield from told or [Difference(_("Mẫu điện tử"), _("Nội dung đã thay đổi"))]


class _Read:
    """A form with its conditions in words."""

    def __init__(self, plain: Plain, form: Form) -> None:
        self.plain = plain
        self.names = words.names_of(form)
        self.items = dict(words.items_of(form))
        self.raw = dict(places.questions(plain))
        self.pages = {page.id: page for page in form.pages}

    def lines_of(self, path: str) -> Lines:
        item, raw = self.items[path], self.raw[path]
        return {
            _("Câu hỏi"): _say(item.label),
            _("Hướng dẫn"): _say(item.hint),
            _("Loại"): str(kinds.KINDS[item.widget]),
            _("Bắt buộc"): _("không") if item.optional else _("có"),
            _("Lựa chọn"): _options(raw, item),
            _("Giới hạn"): words.limits(schemas.limits_of(raw, item.schema)),
            _("Điền sẵn"): words.filled_from(item),
            _("Chỉ hỏi khi"): words.condition(item.show_if, self.names, item),
        }


def _questions(old: _Read, new: _Read) -> Iterator[Difference]:
    for path, item in new.items.items():
        title = words.called(item)
        if path not in old.items:
            told = "; ".join(f"{what}: {reads}" for what, reads in _held(new.lines_of(path)))
            yield _difference(_("Thêm câu «{}»").format(title), after=told)
            continue
        before = old.lines_of(path)
        for what, reads in new.lines_of(path).items():
            if before[what] != reads:
                yield _difference(f"«{title}»: {what}", before[what], reads)
    for path, item in old.items.items():
        if path not in new.items:
            yield _difference(_("Bỏ câu «{}»").format(words.called(item)))


def _held(lines: Lines) -> Sequence[tuple[str, str]]:
    return [(what, reads) for what, reads in list(lines.items())[2:] if reads]


def _options(raw: Plain, item: Item) -> str:
    """A named list changes without the form."""
    if "options_from" in raw:
        return str(kinds.LISTS.get(raw["options_from"], raw["options_from"]))
    return "; ".join(_say(option.label) for option in item.options)


def _pages(old: _Read, new: _Read) -> Iterator[Difference]:
    for page_id, page in new.pages.items():
        title = _say(page.title)
        if page_id not in old.pages:
            yield _difference(_("Thêm trang «{}»").format(title))
            continue
        was = old.pages[page_id]
        for what, before, after in (
            (_("Tên trang"), _say(was.title), title),
            (_("Lời dẫn"), _say(was.intro), _say(page.intro)),
            (
                _("Chỉ hỏi khi"),
                words.condition(was.show_if, old.names),
                words.condition(page.show_if, new.names),
            ),
        ):
            if before != after:
                yield _difference(_("Trang «{}»").format(title) + f": {what}", before, after)
    for page_id, page in old.pages.items():
        if page_id not in new.pages:
            yield _difference(_("Bỏ trang «{}»").format(_say(page.title)))


def _order(before: Plain, after: Plain) -> Iterator[Difference]:
    """The order of what is in both, page by page."""
    old, new = _placed(before), _placed(after)
    both = [path for path in old if path in new]
    if both == [path for path in new if path in old]:
        moved = [path for path in both if old[path] != new[path] and old[path] in new.values()]
    else:
        moved = both
    if moved:
        names = {path: places.name_of(item) for path, item in places.questions(after)}
        told = ", ".join(names[path] for path in new if path in moved)
        yield _difference(_("Thứ tự câu hỏi"), after=told)


def _placed(form: Plain) -> dict[str, str]:
    return {item["field"]: page["id"] for page in form["ui"]["pages"] for item in page["items"]}


def _comparisons(old: _Read, new: _Read) -> Iterator[Difference]:
    before, after = (dict(words.comparisons(one.plain)) for one in (old, new))
    for told in after:
        if told not in before:
            yield _difference(_("Thêm phép kiểm tra"), after=told)
    for told in before:
        if told not in after:
            yield _difference(_("Bỏ phép kiểm tra"), before=told)


def _difference(what: str, before: str = "", after: str = "") -> Difference:
    return Difference(_("Mẫu điện tử"), what, before, after)


def _say(text: Any) -> str:
    return text.say(get_language() or "vi") if text else ""
