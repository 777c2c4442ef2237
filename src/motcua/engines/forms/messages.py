"""What to do about each error, in both languages. Never «không hợp lệ»."""

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.engines.forms.types import CHOICES, Form, Item, Text, Widget

REQUIRED: Mapping[Widget, Text] = {
    Widget.STATEMENT: Text(
        "Đánh dấu vào ô xác nhận để tiếp tục", "Tick the confirmation box to continue"
    ),
    Widget.YES_NO: Text("Chọn Có hoặc Không ở câu: {label}", "Select Yes or No for: {label}"),
    Widget.ADDRESS2: Text(
        "Nhập {label}: chọn xã, phường rồi viết số nhà, ấp",
        "Enter {label}: choose the ward, then the house or hamlet",
    ),
    Widget.TABLE: Text("Thêm ít nhất một {item}", "Add at least one {item}"),
}
ENTER = Text("Nhập {label}", "Enter {label}")
CHOOSE = Text("Chọn {label}", "Select {label}")

WORDS: Mapping[str, Text] = {
    "date": Text(
        "{Label} phải là một ngày có thật, ví dụ 27/3/1990",
        "{Label} must be a real date, for example 27/3/1990",
    ),
    "date.day": Text("Nhập thêm ngày của {label}", "Add the day of {label}"),
    "date.month": Text("Nhập thêm tháng của {label}", "Add the month of {label}"),
    "date.year": Text(
        "Nhập thêm năm của {label}, đủ 4 chữ số", "Add the year of {label}, with 4 digits"
    ),
    "number": Text(
        "Viết {label} bằng chữ số, ví dụ 12", "Write {label} in figures, for example 12"
    ),
    "minLength": Text(
        "Viết {label} đầy đủ hơn, ít nhất {limit} ký tự",
        "Write {label} in full, with at least {limit} characters",
    ),
    "maxLength": Text(
        "Rút gọn {label}, nhiều nhất {limit} ký tự",
        "Shorten {label} to {limit} characters or fewer",
    ),
    "minimum": Text(
        "Kiểm tra lại {label}: ít nhất là {limit}", "Check {label}: it must be {limit} or more"
    ),
    "exclusiveMinimum": Text(
        "Kiểm tra lại {label}: phải lớn hơn {limit}", "Check {label}: it must be more than {limit}"
    ),
    "maximum": Text(
        "Kiểm tra lại {label}: nhiều nhất là {limit}", "Check {label}: it must be {limit} or less"
    ),
    "enum": Text("Chọn {label} trong các mục có sẵn", "Select {label} from the list"),
    "ward": Text("Chọn xã, phường của {label}", "Choose the ward of {label}"),
    "detail": Text(
        "Viết số nhà, đường hoặc ấp của {label}",
        "Write the house number, street or hamlet of {label}",
    ),
    "minItems": Text("Thêm {item}: cần ít nhất {limit}", "Add {item}: at least {limit} needed"),
    "maxItems": Text("Bớt {item}: nhiều nhất {limit}", "Remove {item}: at most {limit} allowed"),
    "row": Text(
        "Hoàn tất {item} này rồi mới thêm {item} khác", "Complete this {item} before adding another"
    ),
    "format": Text("Viết lại {label} theo đúng mẫu", "Rewrite {label} in the right form"),
    "type": Text("Nhập lại {label}", "Enter {label} again"),
}

OF_WIDGET: Mapping[tuple[Widget, str], Text] = {
    (Widget.PERSONAL_ID, "pattern"): Text(
        "Số định danh phải có đủ 12 chữ số, như in trên thẻ căn cước",
        "The personal identification number has 12 digits, as printed on the ID card",
    ),
    (Widget.PHONE, "pattern"): Text(
        "Số điện thoại có 10 chữ số và bắt đầu bằng 0, ví dụ 0912 345 678",
        "A phone number has 10 digits and begins with 0, for example 0912 345 678",
    ),
    (Widget.EMAIL, "format"): Text(
        "Viết thư điện tử có dạng ten@vidu.vn", "Write the e-mail address like name@example.vn"
    ),
    (Widget.AREA, "number"): Text(
        "Viết {label} bằng chữ số, đơn vị m², ví dụ 120,5",
        "Write {label} in figures, in m², for example 120.5",
    ),
    (Widget.LENGTH, "number"): Text(
        "Viết {label} bằng chữ số, đơn vị mét, ví dụ 7,2",
        "Write {label} in figures, in metres, for example 7.2",
    ),
    (Widget.MONEY, "number"): Text(
        "Viết {label} bằng chữ số, đơn vị đồng, ví dụ 50.000.000",
        "Write {label} in figures, in VND, for example 50,000,000",
    ),
}

# What the schema's keywords are called for a person; keywords left out cannot reach one.
KEYWORDS = frozenset(
    {
        "pattern",
        "format",
        "minLength",
        "maxLength",
        "minimum",
        "exclusiveMinimum",
        "maximum",
        "enum",
        "minItems",
        "maxItems",
    }
)


def message(form: Form, item: Item, kind: str, limit: object = "") -> Text:
    """The form's own words for (question, kind), else ours for (widget, kind), else for the kind."""
    own = form.messages.get(f"{item.path.replace('.*', '')}.{kind}")
    found = own or _ours(item, kind)
    return Text(
        found.vi.format(**_words(item, "vi", limit)), found.en.format(**_words(item, "en", limit))
    )


def has_message(form_messages: Mapping[str, Text], item: Item, kind: str) -> bool:
    return f"{item.path.replace('.*', '')}.{kind}" in form_messages or (
        kind in WORDS or kind == "required" or (item.widget, kind) in OF_WIDGET
    )


def _ours(item: Item, kind: str) -> Text:
    if kind == "required":
        return REQUIRED.get(item.widget, CHOOSE if item.widget in CHOICES else ENTER)
    return OF_WIDGET.get((item.widget, kind)) or WORDS.get(kind) or WORDS["type"]


def _words(item: Item, language: str, limit: object) -> dict[str, object]:
    label = item.short.say(language)
    row = (item.item_label or item.short).say(language)
    return {"label": lowered(label), "Label": label, "item": lowered(row), "limit": limit}


def lowered(label: str) -> str:
    """`Họ, chữ đệm và tên` → `họ, chữ đệm và tên`; `CCCD` and `UBND xã` stay."""
    second = label[1:2]
    return label[:1].lower() + label[1:] if second.islower() or second == " " else label


def kinds(item: Item) -> Iterator[str]:
    """Every kind of error this question can meet: each must have words."""
    if not item.optional:
        yield "required"
    if item.widget is Widget.DATE3:
        yield from ("date", "date.day", "date.month", "date.year")
    if item.widget in {Widget.NUMBER, Widget.MONEY, Widget.AREA, Widget.LENGTH}:
        yield "number"
    if item.widget is Widget.YES_NO:
        yield "enum"
    if item.widget is Widget.ADDRESS2:
        yield from ("ward", "detail")
    if item.widget is Widget.TABLE:
        yield "row"
    yield from (keyword for keyword in _keywords(item.schema) if keyword in KEYWORDS)


def _keywords(schema: Mapping[str, Any]) -> Iterator[str]:
    for keyword in schema:
        if keyword == "format" and schema[keyword] == "date":
            continue  # the three boxes have been checked before
        yield keyword
