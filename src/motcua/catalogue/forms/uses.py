"""Where a question is used: it cannot go, or become something else, before these places are changed."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from motcua.catalogue.forms.places import name_of, questions
from motcua.engines.forms import api as forms

Plain = Mapping[str, Any]
Paths = Collection[str]


def uses_of(content: Plain, *paths: str) -> tuple[str, ...]:
    """In words, each place once. What only speaks of these questions goes with them."""
    plain, form = content["procedure"], content["form"]
    return tuple(
        dict.fromkeys(
            [
                *_in_conditions(form, paths),
                *comparisons_with(form, *paths),
                *_in_papers(plain, paths),
                *_in_fees(plain, paths),
                *_in_result(plain, paths),
            ]
        )
    )


def comparisons_with(form: Plain, *paths: str) -> Iterator[str]:
    """Rules over these and other questions: they belong to all of them."""
    names = {name: name_of(item) for name, item in questions(form)}
    for rule in form["ui"].get("rules", []):
        others = [field for field in rule["fields"] if not _is(field, paths)]
        if others and len(others) < len(rule["fields"]):
            told = ", ".join(f"«{names.get(field, field)}»" for field in others)
            yield _("phép so sánh với {}").format(told)


def counted_by(plain: Plain, *paths: str) -> Iterator[str]:
    for fee in plain.get("fees", []):
        source = fee.get("rules", {}).get("count_from", {})
        table = source.get("table")
        within = {f"{table}.{source[key]}" for key in ("pages", "copies") if key in source}
        alone = {source[key] for key in ("pages", "copies", "field") if key in source}
        if ({table} | within if table else alone).intersection(paths):
            yield _("cách tính khoản thu «{}»").format(fee["name"]["vi"])


def _in_conditions(form: Plain, paths: Paths) -> Iterator[str]:
    for page in form["ui"]["pages"]:
        if _looks_at(page.get("show_if"), paths, ""):
            yield _("điều kiện của trang «{}»").format(page["title"]["vi"])
    for name, item in questions(form):
        if _is(name, paths):
            continue
        group = name.partition(".")[0] if "." in name else ""
        if _looks_at(item.get("show_if"), paths, group):
            yield _("điều kiện của câu hỏi «{}»").format(name_of(item))
        if any(_looks_at(one.get("show_if"), paths, group) for one in _chain(item.get("prefill"))):
            yield _("phần điền sẵn của câu hỏi «{}»").format(name_of(item))


def _in_papers(plain: Plain, paths: Paths) -> Iterator[str]:
    for paper in plain["components"]:
        if _looks_at(paper.get("condition"), paths, ""):
            yield _("điều kiện của giấy tờ «{}»").format(paper["name"]["vi"])


def _in_fees(plain: Plain, paths: Paths) -> Iterator[str]:
    for fee in plain.get("fees", []):
        if _looks_at(fee.get("rules", {}).get("when"), paths, ""):
            yield _("điều kiện của khoản thu «{}»").format(fee["name"]["vi"])
    yield from counted_by(plain, *paths)


def _in_result(plain: Plain, paths: Paths) -> Iterator[str]:
    for field in plain["result"]["fields"]:
        if _is(field.get("from", ""), paths):
            yield _("mẫu kết quả «{}»").format(plain["result"]["name"]["vi"])


def _looks_at(condition: Any, paths: Paths, group: str) -> bool:
    """Inside a group, a short name is first of all that of a neighbour."""
    names = forms.names(condition)
    return any(_is(name, paths) or (group and f"{group}.{name}" in paths) for name in names)


def _is(name: str, paths: Paths) -> bool:
    return any(name == path or name.startswith(f"{path}.") for path in paths)


def _chain(prefill: Plain | None) -> Iterator[Plain]:
    while prefill is not None:
        yield prefill
        prefill = prefill.get("otherwise")
