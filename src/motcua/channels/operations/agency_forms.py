"""What is asked about the steps of one case that another agency answers."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import (
    AgenciesEdit,
    Consulted,
    DraftView,
    LinkedStep,
    StepAtAgency,
)
from motcua.channels.desk.controls import Control, controls
from motcua.channels.operations.version_fields import words
from motcua.channels.operations.version_forms import VersionForm
from motcua.channels.wording import say
from motcua.directory import api as directory
from motcua.engines.forms.types import CHOICES, Form, Item, Page, Widget

Held = Mapping[str, Any]
Posted = Mapping[str, Any] | None
CONSULT = "consult"
FROM, FIXED = "from|", "fixed|"
_CLOSED = (CHOICES - {Widget.CHECKBOXES}) | {Widget.STATEMENT}


class AgenciesForm(VersionForm):
    """Boxes are numbered by step: `agency_0`, `silence_0`, or `child_1`, `place_1`, `fill_1_3`."""

    code = ""
    steps: tuple[StepAtAgency, ...] = ()
    held: Held = {}
    children: dict[int, tuple[Item, ...]]

    @classmethod
    def of(cls, draft: DraftView, case: Held, posted: Posted) -> Self:
        form = cls(posted)
        form.code, form.held, form.children = case["code"], case, {}
        form.steps = catalogue.agencies_of(draft, case["code"])
        for at, step in enumerate(form.steps):
            if step.kind == CONSULT:
                form.ask_consulted(at, step)
            else:
                form.ask_linked(at, step, draft, posted)
        return form

    def ask_consulted(self, at: int, step: StepAtAgency) -> None:
        held = self._held("consulted", step)
        self.fields[f"agency_{at}"] = forms.ChoiceField(
            label=gettext("Hỏi cơ quan nào"),
            choices=[("", gettext("Bộ phận của chính cơ quan, như ghi ở bước")), *_agencies()],
            required=False,
        )
        self.fields[f"silence_{at}"] = words(
            gettext("Điều luật cho coi im lặng là đồng ý"),
            required=False,
            max_length=200,
            help_text=gettext(
                "Ví dụ: khoản 3 Điều 12 Nghị định 118/2025/NĐ-CP. Để trống thì không trả lời không phải"
                " là đồng ý."
            ),
        )
        self.initial[f"agency_{at}"] = held.get("agency", "")
        self.initial[f"silence_{at}"] = held.get("silence", "")

    def ask_linked(self, at: int, step: StepAtAgency, draft: DraftView, posted: Posted) -> None:
        held = self._held("linked", step)
        typed = str((posted or {}).get(f"child_{at}", held.get("procedure", ""))).strip()
        self.fields[f"child_{at}"] = words(
            gettext("Mã thủ tục của hồ sơ con"), max_length=20, help_text=_("Ví dụ 1.004873.")
        )
        cases = catalogue.child_cases(typed)
        if cases:
            self.fields[f"child_case_{at}"] = forms.ChoiceField(
                label=gettext("Trường hợp của hồ sơ con"),
                choices=[(code, say(name)) for code, name in cases],
                required=False,
                error_messages={"invalid_choice": gettext("Chọn trường hợp của thủ tục con.")},
            )
        self.fields[f"place_{at}"] = forms.ChoiceField(
            label=gettext("Hồ sơ con nộp ở xã nào"),
            choices=list(_places(draft)),
            error_messages={"required": gettext("Chọn một câu hỏi địa chỉ.")},
        )
        self.fields[f"basis_{at}"] = words(
            gettext("Điều luật cho liên thông"), max_length=300, min_length=5
        )
        self.initial.update(
            {
                f"child_{at}": held.get("procedure", ""),
                f"child_case_{at}": held.get("case", ""),
                f"place_{at}": held.get("place", ""),
                f"basis_{at}": held.get("basis", ""),
            }
        )
        child = catalogue.child_form(typed, cases[0][0]) if cases else None
        if child is not None:
            self.ask_filled(at, child, draft, held)

    def ask_filled(self, at: int, child: Form, draft: DraftView, held: Held) -> None:
        """For each question of the child: from which answer here, or with what it is always answered."""
        ours = catalogue.condition_names(draft)
        leaves = [(page, item) for page, item in child.leaves() if not item.items]
        self.children[at] = tuple(item for _page, item in leaves)
        needed = [item for page, item in leaves if _is_always_asked(page, item)]
        for number, item in enumerate(self.children[at]):
            name, begun = f"fill_{at}_{number}", _filled(item, held)
            choices = [("", gettext("Không điền sẵn")), *_sources(item, ours), *_fixed(item)]
            if begun and begun not in dict(choices):
                choices.append((begun, gettext("Giữ như đang có: {}").format(begun.split("|")[1])))
            label = say(item.short)
            if item.group is not None:
                label = f"{say(item.group.short)}: {label}"
            note = gettext("Hồ sơ con bắt buộc có câu này.") if item in needed else ""
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, required=False, help_text=note
            )
            self.initial[name] = begun

    def boxes(self) -> Iterator[tuple[StepAtAgency, dict[str, list[Control]]]]:
        """Step by step; what fills the child in is folded away."""
        listed = controls(self)
        for at, step in enumerate(self.steps):
            own = [one for one in listed if one.name.rsplit("_", 1)[-1] == str(at)]
            filled = [one for one in listed if one.name.startswith(f"fill_{at}_")]
            words = [one for one in own if not one.name.startswith("fill_")]
            yield step, {"words": words, "filled": [replace(one, optional=False) for one in filled]}

    def _held(self, part: str, step: StepAtAgency) -> Held:
        return next((one for one in self.held.get(part, ()) if one["step"] == step.step), {})

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        for at, step in enumerate(self.steps):
            silence = typed.get(f"silence_{at}", "")
            if silence and not any(letter.isdigit() for letter in silence):
                message = gettext(
                    "Ghi rõ điều, khoản và số văn bản, ví dụ Điều 12 Luật 50/2014/QH13."
                )
                self.add_error(f"silence_{at}", ValidationError(message))
            child = typed.get(f"child_{at}")
            if step.kind != CONSULT and child and at not in self.children:
                message = gettext(
                    "Không có thủ tục hoặc trường hợp này đang có hiệu lực. Tìm mã trong danh mục."
                )
                self.add_error(f"child_{at}", ValidationError(message))
            elif at in self.children and f"fill_{at}_0" not in self.data:
                message = gettext(
                    "Đã mở mẫu của thủ tục con. Chọn những gì điền sẵn ở dưới, rồi ghi."
                )
                self.add_error(f"child_{at}", ValidationError(message))
        return typed

    def edit(self) -> AgenciesEdit:
        every = list(enumerate(self.steps))
        consulted = tuple(self._consulted(at, one) for at, one in every if one.kind == CONSULT)
        linked = tuple(self._linked(at, one) for at, one in every if one.kind != CONSULT)
        return AgenciesEdit(self.code, consulted, linked)

    def _consulted(self, at: int, step: StepAtAgency) -> Consulted:
        typed = self.cleaned_data
        return Consulted(step.step, typed[f"agency_{at}"], typed[f"silence_{at}"].strip())

    def _linked(self, at: int, step: StepAtAgency) -> LinkedStep:
        typed = self.cleaned_data
        filled = {
            item.path: typed[f"fill_{at}_{number}"]
            for number, item in enumerate(self.children.get(at, ()))
        }
        return LinkedStep(
            step=step.step,
            procedure=typed[f"child_{at}"].strip(),
            case=typed[f"child_case_{at}"] or self.fields[f"child_case_{at}"].choices[0][0],  # type: ignore[attr-defined]
            place=typed[f"place_{at}"],
            basis=typed[f"basis_{at}"].strip(),
            answers={
                path: chosen.removeprefix(FROM)
                for path, chosen in filled.items()
                if chosen.startswith(FROM)
            },
            fixed={
                path: json.loads(chosen.removeprefix(FIXED))
                for path, chosen in filled.items()
                if chosen.startswith(FIXED)
            },
        )


def _is_always_asked(page: Page, item: Item) -> bool:
    around = (page.show_if, item.show_if, item.group.show_if if item.group else None)
    return not item.optional and not any(around)


def _agencies() -> Iterator[tuple[str, str]]:
    """Those that other procedures, too, can name: by code, with the province's first."""
    known = directory.reference_codes()
    for one in directory.organisations():
        if one.code in known and one.id == one.agency_id:
            yield one.code, one.name


def _places(draft: DraftView) -> Iterator[tuple[str, str]]:
    yield "", gettext("Chọn một câu hỏi địa chỉ")
    for path, item in catalogue.condition_names(draft).items():
        if item.widget is Widget.ADDRESS2:
            group = f"{say(item.group.short)}: " if item.group else ""
            yield f"{path}.ward", gettext("Xã ở câu «{}»").format(group + say(item.short))


def _sources(item: Item, ours: Mapping[str, Item]) -> Iterator[tuple[str, str]]:
    for path, one in ours.items():
        if one.widget is item.widget and not path.startswith("$"):
            group = f"{say(one.group.short)}: " if one.group else ""
            yield FROM + path, gettext("Lấy từ «{}»").format(group + say(one.short))


def _fixed(item: Item) -> Iterator[tuple[str, str]]:
    always = gettext("Luôn là «{}»")
    if item.widget is Widget.STATEMENT:
        yield _fixed_as("true"), gettext("Luôn đồng ý")
    elif item.widget is Widget.YES_NO:
        yield _fixed_as("true"), always.format(gettext("Có"))
        yield _fixed_as("false"), always.format(gettext("Không"))
    elif item.widget in _CLOSED:
        for option in item.options[:30]:
            yield (
                _fixed_as(json.dumps(option.value, ensure_ascii=False)),
                always.format(say(option.label)),
            )


def _fixed_as(written: str) -> str:
    return FIXED + written


def _filled(item: Item, held: Held) -> str:
    if item.path in held.get("answers", {}):
        return FROM + str(held["answers"][item.path])
    if item.path in held.get("fixed", {}):
        return _fixed_as(json.dumps(held["fixed"][item.path], ensure_ascii=False))
    return ""
