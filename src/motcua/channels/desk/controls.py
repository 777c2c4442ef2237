"""A Django form as the parts our `ui/` templates are written for."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms import BoundField


@dataclass(frozen=True, slots=True)
class Item:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Control:
    """One question, with what was typed and what is wrong with it."""

    template: str
    id: str
    name: str
    label: str
    hint: str
    error: str
    value: str
    optional: bool
    items: tuple[Item, ...] = ()
    classes: str = ""
    inputmode: str = ""
    autocomplete: str = ""
    spellcheck: str = ""
    rows: str = ""
    type: str = "text"

    @property
    def legend(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line of the error summary: the box to jump to, and the words."""

    element: str
    message: str


def controls(form: forms.Form) -> tuple[Control, ...]:
    return tuple(_control(bound) for bound in form.visible_fields())


def mistakes(form: forms.Form) -> tuple[Mistake, ...]:
    return tuple(_mistakes(form))


def _mistakes(form: forms.Form) -> Iterator[Mistake]:
    for name, errors in form.errors.items():
        if name not in form.fields:
            yield from (Mistake("", str(error)) for error in errors)
            continue
        bound = form[name]
        for error in errors:
            yield Mistake(bound.auto_id, _named(str(bound.label), str(error)))


def _named(label: str, message: str) -> str:
    """Far from its box, a message that does not name it gets its label: «Tên thủ tục: điền mục này»."""
    begins = " ".join(label.split()[:2]).casefold().strip(" :,(")
    if not begins or begins in message.casefold():
        return message
    return f"{label}: {message[:1].lower()}{message[1:]}"


def _control(bound: BoundField) -> Control:
    widget = bound.field.widget
    attributes = widget.attrs
    typed = bound.value()
    return Control(
        template=_template(widget),
        id=bound.auto_id,
        name=bound.html_name,
        label=str(bound.label),
        hint=str(bound.help_text),
        error=" ".join(str(error) for error in bound.errors),
        value="" if typed is None else str(typed),
        optional=not bound.field.required,
        items=tuple(_items(bound)),
        classes=str(attributes.get("class", "")),
        inputmode=str(attributes.get("inputmode", "")),
        autocomplete=str(attributes.get("autocomplete", "")),
        spellcheck=str(attributes.get("spellcheck", "")),
        rows=str(attributes.get("rows", "")),
        type=getattr(widget, "input_type", "text"),
    )


def _template(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "ui/checkboxes.html"
    if isinstance(widget, forms.RadioSelect):
        return "ui/radios.html"
    if isinstance(widget, forms.Select):
        return "ui/select.html"
    if isinstance(widget, forms.CheckboxInput):
        return "ui/checkbox.html"
    return "ui/textarea.html" if isinstance(widget, forms.Textarea) else "ui/input.html"


def _items(bound: BoundField) -> Iterator[Item]:
    typed = bound.value() or ""
    chosen = {str(one) for one in typed} if isinstance(typed, list | tuple) else {str(typed)}
    for value, label in getattr(bound.field, "choices", ()):
        yield Item(str(value), str(label), chosen=str(value) in chosen)
