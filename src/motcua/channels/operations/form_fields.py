"""What is asked about a page and a question of the form that is being built."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy as _

from motcua.catalogue.types import (
    FILLED_FROM,
    LOCK_WORDS,
    NAMED_LISTS,
    QUESTION_KINDS,
    Limits,
    OptionEdit,
    PageEdit,
    QuestionEdit,
    QuestionView,
    Text,
)
from motcua.channels.operations.condition_fields import ConditionFields, Names
from motcua.channels.operations.version_fields import ENGLISH, SHORT, choice, held_text, words
from motcua.channels.operations.version_forms import VersionForm

Held = Mapping[str, Any]
Posted = QueryDict | None

LISTED = frozenset({"radios", "select", "checkboxes"})
GROUPS = frozenset({"person", "table"})
SPARE_OPTIONS = 3
OWN_LIST = ""
KEEP = "keep"
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
LIMIT_WORDS: Mapping[str, tuple[Any, Any]] = {
    "text": (_("Ít nhất bao nhiêu ký tự"), _("Nhiều nhất bao nhiêu ký tự")),
    "textarea": (_("Ít nhất bao nhiêu ký tự"), _("Nhiều nhất bao nhiêu ký tự")),
    "number": (_("Nhỏ nhất"), _("Lớn nhất")),
    "money": (_("Nhỏ nhất (đồng)"), _("Lớn nhất (đồng)")),
    "area": (_("Nhỏ nhất (m²)"), _("Lớn nhất (m²)")),
    "length": (_("Nhỏ nhất (mét)"), _("Lớn nhất (mét)")),
    "checkboxes": (_("Chọn ít nhất bao nhiêu mục"), _("Chọn nhiều nhất bao nhiêu mục")),
    "table": (_("Ít nhất bao nhiêu dòng"), _("Nhiều nhất bao nhiêu dòng")),
}
DAYS = [
    ("", _("Ngày nào cũng được")),
    ("past", _("Ngày đã tới, không sau hôm nay")),
    ("future", _("Từ hôm nay trở đi")),
]


class Measured(forms.DecimalField):
    """As people write numbers here: 1.000.000 and 85,5."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            min_value=0,
            widget=forms.TextInput(attrs=SHORT),
            help_text=_("Không giới hạn thì để trống."),
            error_messages={
                "invalid": _("Nhập một số bằng chữ số, ví dụ 5."),
                "min_value": _("Số không được nhỏ hơn 0."),
            },
        )

    def to_python(self, value: Any) -> Any:
        typed = str(value or "").replace(" ", "")
        if _GROUPED.fullmatch(typed):
            typed = typed.replace(".", "")
        return super().to_python(typed.replace(",", "."))


class PageForm(VersionForm):
    title = words(
        _("Tên trang"), max_length=120, help_text=_("Một trang một chủ đề, ví dụ Thửa đất.")
    )
    title_en = words(_("Tên trang bằng tiếng Anh"), required=False, help_text=ENGLISH)
    intro = words(_("Lời dẫn đầu trang"), required=False, max_length=400)
    intro_en = words(_("Lời dẫn bằng tiếng Anh"), required=False, help_text=ENGLISH)

    code = ""
    conditions: ConditionFields

    @classmethod
    def of(cls, held: Held, names: Names, condition: str, posted: Posted) -> Self:
        initial = {**held_text(held, "title"), **held_text(held, "intro")}
        form = cls(posted, initial=initial)
        form.code = str(held.get("id", ""))
        if not form.code:
            form.fields["first_question"] = words(
                _("Câu hỏi đầu tiên của trang"),
                max_length=300,
                help_text=gettext(
                    "Trang có ít nhất một câu hỏi. Bạn sửa loại câu và thêm câu sau."
                ),
            )
        form.conditions = ConditionFields(names, held.get("show_if"), condition)
        form.conditions.add_to(form.fields, form.initial)
        return form

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        self.conditions.clean(self)
        return typed

    def edit(self) -> PageEdit:
        typed = self.cleaned_data
        first = typed.get("first_question")
        return PageEdit(
            code=self.code,
            title=self._text("title"),
            intro=self._text_or_none("intro"),
            show_if=self.conditions.condition(typed),
            first_question=Text(first, "") if first else None,
        )


class KindForm(forms.Form):
    """The first step of a new question: what kind of answer it wants."""

    loai = choice(_("Người dân trả lời bằng gì"), list(QUESTION_KINDS.items()))

    @classmethod
    def of(cls, *, in_group: bool) -> Self:
        form = cls(initial={"loai": "text"})
        if in_group:
            kinds = [(kind, name) for kind, name in QUESTION_KINDS.items() if kind not in GROUPS]
            form.fields["loai"].choices = kinds  # type: ignore[attr-defined]
        return form


class QuestionForm(VersionForm):
    label = words(_("Câu hỏi, như người dân đọc"), max_length=400)
    short = words(
        _("Tên ngắn"),
        required=False,
        max_length=120,
        help_text=_(
            "Dùng trong lời báo lỗi và bản tóm tắt. Cần có khi câu hỏi kết thúc bằng dấu hỏi."
        ),
    )
    hint = words(
        _("Hướng dẫn"),
        required=False,
        max_length=300,
        help_text=_("Một câu ngắn ngay dưới câu hỏi, ví dụ: Viết như trên thẻ căn cước."),
    )
    required = choice(_("Bắt buộc trả lời"), [("yes", _("Có")), ("no", _("Không"))])
    label_en = words(_("Câu hỏi bằng tiếng Anh"), required=False, help_text=ENGLISH)
    short_en = words(_("Tên ngắn bằng tiếng Anh"), required=False, help_text=ENGLISH)
    hint_en = words(_("Hướng dẫn bằng tiếng Anh"), required=False, help_text=ENGLISH)

    path = page_id = group = kind = stamp = ""
    held: Held = {}
    conditions: ConditionFields
    count = 0

    @classmethod
    def of_held(cls, view: QuestionView, posted: Posted, kind: str = "") -> Self:
        """`kind`: another than it is stored with, whose boxes are asked for."""
        form = cls._made(view.item, kind if kind in QUESTION_KINDS else view.item["widget"], posted)
        form.path, form.page_id, form.stamp = view.path, view.page_id, view.stamp
        form.group = view.path.partition(".")[0] if "." in view.path else ""
        form.ask_kind()
        form.ask_limits(view.limits)
        form.ask_days(view.days)
        form.ask_source(view.filled)
        form.ask_condition(view.before, view.condition)
        return form

    @classmethod
    def of_new(cls, page_id: str, group: str, kind: str, names: Names, posted: Posted) -> Self:  # noqa: PLR0917  (where, what, and what was typed)
        form = cls._made({}, kind, posted)
        form.page_id, form.group = page_id, group
        form.ask_limits(Limits())
        form.ask_days("")
        form.ask_source("")
        form.ask_condition(names, "")
        return form

    @classmethod
    def _made(cls, held: Held, kind: str, posted: Posted) -> Self:
        initial = {
            name: value
            for one in ("label", "short", "hint")
            for name, value in held_text(held, one).items()
        }
        initial["required"] = "no" if held.get("optional") else "yes"
        form = cls(posted, initial=initial)
        form.held, form.kind = held, kind
        form.ask_options(posted)
        return form

    def ask_kind(self) -> None:
        kinds = [
            (kind, name)
            for kind, name in QUESTION_KINDS.items()
            if not (self.group and kind in GROUPS)
        ]
        self.fields["kind"] = forms.ChoiceField(label=gettext("Loại câu trả lời"), choices=kinds)
        self.initial["kind"] = self.kind

    def ask_options(self, posted: Posted) -> None:
        if self.kind not in LISTED:
            return
        self.fields["list_name"] = forms.ChoiceField(
            label=gettext("Các lựa chọn lấy từ đâu"),
            choices=[(OWN_LIST, gettext("Viết ở đây")), *NAMED_LISTS.items()],
            required=False,
        )
        self.initial["list_name"] = self.held.get("options_from", OWN_LIST)
        held = self.held.get("options", [])
        asked = sum(name.startswith("option_en_") for name in posted) if posted else 0
        self.count = max(len(held) + SPARE_OPTIONS, asked)
        for row in range(self.count):
            one = held[row] if row < len(held) else {}
            self.fields[f"option_{row}"] = self._option(row)
            self.fields[f"option_en_{row}"] = words(
                gettext("Lựa chọn {} bằng tiếng Anh").format(row + 1),
                required=False,
                max_length=300,
            )
            label = one.get("label", {"vi": "", "en": ""})
            self.initial[f"option_{row}"] = label["vi"]
            self.initial[f"option_en_{row}"] = label["en"]

    def _option(self, row: int) -> forms.CharField:
        note = gettext("Xóa trắng ô để bỏ một lựa chọn.") if row == 0 else ""
        label = gettext("Lựa chọn {}").format(row + 1)
        return words(label, required=False, max_length=300, help_text=note)

    def ask_limits(self, held: Limits) -> None:
        asked = LIMIT_WORDS.get(self.kind)
        if asked is None:
            return
        same = self.kind == self.held.get("widget")
        values = (held.least, held.most) if same else (None, None)
        for name, label, value in zip(("least", "most"), asked, values, strict=True):
            self.fields[name] = Measured(label)
            self.initial[name] = f"{value:g}" if isinstance(value, float) else value

    def ask_days(self, held: str) -> None:
        if self.kind == "date3":
            self.fields["days"] = forms.ChoiceField(
                label=gettext("Ngày nào nhận được"), choices=DAYS, required=False
            )
            self.initial["days"] = held

    def ask_source(self, filled: str) -> None:
        """A source that is tried after another, or under a condition, is kept or dropped as a whole."""
        if self.kind in GROUPS | {"statement"}:
            return
        held = self.held.get("prefill")
        simple = held is None or not {"show_if", "otherwise"} & set(held)
        known = held is None or (held["source"], held["path"]) in FILLED_FROM
        sources = [("", gettext("Không điền sẵn, người dân tự trả lời"))]
        sources += [(f"{source}|{path}", str(name)) for (source, path), name in FILLED_FROM.items()]
        if held is not None and not (simple and known):
            sources.append((KEEP, gettext("Giữ như đang có: {}").format(filled)))
        self.fields["filled"] = forms.ChoiceField(
            label=gettext("Điền sẵn từ dữ liệu Nhà nước đã có"), choices=sources, required=False
        )
        self.fields["lock"] = forms.ChoiceField(
            label=gettext("Khi đã điền sẵn"), choices=list(LOCK_WORDS.items()), required=False
        )
        self.initial["lock"] = held.get("lock", "never") if held else "if_present"
        if held is not None:
            self.initial["filled"] = (
                f"{held['source']}|{held['path']}" if simple and known else KEEP
            )

    def ask_condition(self, names: Names, condition: str) -> None:
        self.conditions = ConditionFields(names, self.held.get("show_if"), condition)
        self.conditions.add_to(self.fields, self.initial)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if str(typed.get("label", "")).endswith("?") and not typed.get("short"):
            message = gettext(
                "Viết tên ngắn, vì câu hỏi kết thúc bằng dấu hỏi. Ví dụ: Cách nhận kết quả."
            )
            self.add_error("short", ValidationError(message))
        if self.kind in LISTED and not typed.get("list_name") and len(list(self._chosen())) < 2:
            self.add_error("option_0", ValidationError(gettext("Viết ít nhất hai lựa chọn.")))
        self.conditions.clean(self)
        return typed

    def _chosen(self) -> Iterator[OptionEdit]:
        held = self.held.get("options", [])
        for row in range(self.count):
            label = self.cleaned_data.get(f"option_{row}", "")
            if label:
                value = held[row]["value"] if row < len(held) else ""
                yield OptionEdit(value, Text(label, self.cleaned_data.get(f"option_en_{row}", "")))

    def edit(self) -> QuestionEdit:
        typed = self.cleaned_data
        own_list = typed.get("list_name", "")
        kept_list = self.held.get("options_from", "") if self.kind == "address2" else own_list
        return QuestionEdit(
            code=self.path,
            page_id=self.page_id,
            group=self.group,
            label=self._text("label"),
            short=self._text_or_none("short"),
            hint=self._text_or_none("hint"),
            widget=self.kind,
            required=typed["required"] == "yes",
            options=() if own_list else tuple(self._chosen()),
            list_name=kept_list,
            limits=self._typed_limits(),
            days=typed.get("days", ""),
            prefill=self._typed_prefill(),
            show_if=self.conditions.condition(typed),
        )

    def _typed_limits(self) -> Limits:
        least, most = (self.cleaned_data.get(name) for name in ("least", "most"))
        return Limits(*(None if one is None else float(one) for one in (least, most)))

    def _typed_prefill(self) -> Held | None:
        held, chosen = self.held.get("prefill"), self.cleaned_data.get("filled", "")
        if chosen == KEEP:
            return held
        if not chosen:
            return None
        source, _bar, path = chosen.partition("|")
        same = held is not None and (held["source"], held["path"]) == (source, path)
        filled = dict(held) if held is not None and same else {"source": source, "path": path}
        return filled | {"lock": self.cleaned_data["lock"] or "never"}
