"""A definition (plain JSON) made into a Form, or refused with everything that is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import jsonschema_rs

from motcua.engines.forms import checks, rules
from motcua.engines.forms.errors import FormDefinitionError
from motcua.engines.forms.shape import SHAPE
from motcua.engines.forms.types import (
    Form,
    Item,
    Lock,
    Option,
    Page,
    Prefill,
    RuleUse,
    Text,
    Widget,
)
from motcua.engines.forms.widgets import NO, YES

Lists = Mapping[str, Sequence[Option]]
_shape = jsonschema_rs.validator_for(SHAPE)

_AUTOCOMPLETE = {Widget.PHONE: "tel", Widget.EMAIL: "email"}
_INPUTMODE = {
    Widget.PHONE: "tel",
    Widget.EMAIL: "email",
    Widget.PERSONAL_ID: "numeric",
    Widget.NUMBER: "numeric",
    Widget.MONEY: "numeric",
    Widget.AREA: "decimal",
    Widget.LENGTH: "decimal",
}


def load(definition: Mapping[str, Any], *, lists: Lists | None = None) -> Form:
    """`lists` are the named option lists the definition refers to. Raises FormDefinitionError."""
    form = sketch(definition, lists=lists)
    problems = list(checks.references(form))
    if problems:
        raise FormDefinitionError(problems)
    return form


def sketch(definition: Mapping[str, Any], *, lists: Lists | None = None) -> Form:
    """A form that is still being written: its conditions may point at what is not there (yet).

    Such a condition finds no answer, so it can be shown and tried. See `dead_rules`.
    """
    misshapen = [
        f"{'.'.join(str(step) for step in error.instance_path) or 'form'}: {error.message}"
        for error in _shape.iter_errors(definition)
    ]
    if misshapen:
        raise FormDefinitionError(misshapen)
    problems = list(checks.before(definition, lists or {}))
    if problems:
        raise FormDefinitionError(problems)
    form = _Builder(definition, lists or {}).form()
    problems = list(checks.after(form))
    if problems:
        raise FormDefinitionError(problems)
    return form


class _Builder:
    def __init__(self, definition: Mapping[str, Any], lists: Lists) -> None:
        self._schema: Mapping[str, Any] = definition["data_schema"]
        self._ui: Mapping[str, Any] = definition["ui"]
        self._lists = lists

    def form(self) -> Form:
        ui = self._ui
        return Form(
            pages=tuple(self._page(raw) for raw in ui["pages"]),
            schema=self._schema,
            validator=self._validator(self._schema),
            messages={key: Text.of(raw) for key, raw in ui.get("messages", {}).items()},
            rules=tuple(_rule_use(raw) for raw in ui.get("rules", [])),
            sample_people=tuple(ui.get("sample_people", [])),
            minutes=ui.get("minutes", 5),
        )

    def _page(self, raw: Mapping[str, Any]) -> Page:
        properties = self._schema["properties"]
        return Page(
            id=raw["id"],
            title=Text.of(raw["title"]),
            intro=_text(raw.get("intro")),
            show_if=raw.get("show_if"),
            minutes=raw.get("minutes"),
            items=tuple(self._item(item, properties) for item in raw["items"]),
        )

    def _item(
        self, raw: Mapping[str, Any], properties: Mapping[str, Any], parent: Item | None = None
    ) -> Item:
        schema = self.resolved(properties[raw["field"]])
        item = self._plain(raw, schema, parent)
        within = schema.get("items", schema) if item.widget is Widget.TABLE else schema
        children = tuple(
            self._item(child, self.resolved(within)["properties"], item)
            for child in raw.get("items", [])
        )
        return _with_children(item, children)

    def _plain(
        self, raw: Mapping[str, Any], schema: Mapping[str, Any], parent: Item | None
    ) -> Item:
        widget, label = Widget(raw["widget"]), Text.of(raw["label"])
        return Item(
            field=raw["field"],
            path=_path(raw["field"], parent),
            widget=widget,
            label=label,
            short=_text(raw.get("short")) or label,
            hint=_text(raw.get("hint")),
            optional=raw.get("optional", False),
            show_if=raw.get("show_if"),
            prefill=_prefill(raw.get("prefill")),
            options=tuple(self._options(raw, widget)),
            autocomplete=raw.get("autocomplete", _AUTOCOMPLETE.get(widget, "")),
            inputmode=raw.get("inputmode", _INPUTMODE.get(widget, "")),
            item_label=_text(raw.get("item_label")),
            minimum_rows=raw.get("min", 0),
            maximum_rows=raw.get("max", 50),
            summary=tuple(raw.get("summary", ())),
            schema=schema,
            validator=None if widget is Widget.PERSON else self._validator(schema),
            group=parent,
        )

    def _options(self, raw: Mapping[str, Any], widget: Widget) -> Iterator[Option]:
        if widget is Widget.YES_NO:
            yield from (Option("yes", YES), Option("no", NO))
        if "options_from" in raw:
            yield from self._lists[raw["options_from"]]
        for option in raw.get("options", []):
            yield Option(option["value"], Text.of(option["label"]), _text(option.get("hint")))

    def resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        return checks.resolved(schema, self._schema)

    def _validator(self, schema: Mapping[str, Any]) -> jsonschema_rs.Draft202012Validator:
        whole = {"$defs": self._schema.get("$defs", {}), **schema}
        return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


def _with_children(item: Item, children: tuple[Item, ...]) -> Item:
    # Children hold their parent, parents their children; the parent inside a child has none.
    return Item(**{name: getattr(item, name) for name in Item.__slots__} | {"items": children})


def _path(field: str, parent: Item | None) -> str:
    if parent is None:
        return field
    between = ".*." if parent.widget is Widget.TABLE else "."
    return f"{parent.path}{between}{field}"


def _text(raw: Mapping[str, str] | None) -> Text | None:
    return Text.of(raw) if raw else None


def _prefill(raw: Mapping[str, Any] | None) -> Prefill | None:
    if raw is None:
        return None
    return Prefill(
        raw["source"],
        raw["path"],
        Lock(raw.get("lock", "never")),
        raw.get("max_age_days"),
        raw.get("show_if"),
        _prefill(raw.get("otherwise")),
    )


def _rule_use(raw: Mapping[str, Any]) -> RuleUse:
    return RuleUse(
        raw["rule"],
        tuple(raw["fields"]),
        raw.get("warn", False),
        _text(raw.get("message")),
        dict(rules.parameters_of(raw)),
    )
