"""What is wrong with a definition, said to the person who wrote it. Everything at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.engines.forms import conditions, messages, rules
from motcua.engines.forms.types import Form, Item, Page, Widget

_TYPE = {
    Widget.TEXT: "string",
    Widget.TEXTAREA: "string",
    Widget.RADIOS: "string",
    Widget.SELECT: "string",
    Widget.CHECKBOXES: "array",
    Widget.DATE3: "string",
    Widget.PERSONAL_ID: "string",
    Widget.PHONE: "string",
    Widget.EMAIL: "string",
    Widget.NUMBER: "integer",
    Widget.MONEY: "integer",
    Widget.AREA: "number",
    Widget.LENGTH: "number",
    Widget.ADDRESS2: "object",
    Widget.YES_NO: "boolean",
    Widget.STATEMENT: "boolean",
    Widget.PERSON: "object",
    Widget.TABLE: "array",
}
_LISTED = frozenset({Widget.RADIOS, Widget.SELECT, Widget.CHECKBOXES})

Schema = Mapping[str, Any]
RawItem = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Around:
    """What a question's definition may refer to."""

    root: Schema
    lists: Mapping[str, Sequence[Any]]


def resolved(schema: Schema, root: Schema) -> Schema:
    """The schema with its `$ref` into `$defs` followed."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    found = root.get("$defs", {}).get(str(reference).removeprefix("#/$defs/"), {})
    rest = {key: value for key, value in schema.items() if key != "$ref"}
    return {**resolved(found, root), **rest}


def before(definition: Mapping[str, Any], lists: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """The two halves, data and screen, must tell of the same fields."""
    root: Schema = definition["data_schema"]
    pages = definition["ui"]["pages"]
    yield from _twice("trang", [page["id"] for page in pages])
    items = [item for page in pages for item in page["items"]]
    yield from _level(items, root, _Around(root, lists), "")


def _level(
    items: list[RawItem],
    schema: Schema,
    around: _Around,
    path: str,
) -> Iterator[str]:
    properties = schema.get("properties", {})
    asked = [item["field"] for item in items]
    yield from _twice("câu hỏi", [path + field for field in asked])
    for field in sorted(set(properties) - set(asked)):
        yield f"{path}{field}: có trong data_schema nhưng không trang nào hỏi; thêm câu hỏi hoặc bỏ đi"
    yield from _required(items, schema, path)
    for item in items:
        name = path + item["field"]
        if item["field"] not in properties:
            yield f"{name}: được hỏi nhưng không có trong data_schema; khai báo thêm ở properties"
            continue
        yield from _item(item, resolved(properties[item["field"]], around.root), around, name)


def _item(item: RawItem, schema: Schema, around: _Around, name: str) -> Iterator[str]:
    widget = Widget(item["widget"])
    if schema.get("type") != _TYPE[widget]:
        yield f"{name}: «{widget}» cần type «{_TYPE[widget]}» trong data_schema"
        return
    if item["label"]["vi"].endswith("?") and "short" not in item:
        yield f"{name}: nhãn là câu hỏi nên cần thêm «short» để dùng trong lời báo lỗi"
    if widget in _LISTED or widget is Widget.ADDRESS2:
        yield from _choices(item, schema, around, name)
    if widget in {Widget.PERSON, Widget.TABLE}:
        yield from _nested(item, schema, around, name)
    elif "items" in item:
        yield f"{name}: chỉ «person» và «table» mới có câu hỏi con"


def _nested(item: RawItem, schema: Schema, around: _Around, name: str) -> Iterator[str]:
    if "." in name:
        yield f"{name}: không lồng nhóm trong nhóm"
        return
    if not item.get("items"):
        yield f"{name}: cần ít nhất một câu hỏi con ở «items»"
        return
    within = resolved(schema.get("items", {}), around.root) if item["widget"] == "table" else schema
    if within.get("unevaluatedProperties") is not False:
        yield f"{name}: đóng đối tượng bằng unevaluatedProperties: false"
    if item["widget"] == "table" and "item_label" not in item:
        yield f"{name}: bảng cần «item_label», tên gọi một dòng"
    columns = {child["field"] for child in item["items"]}
    for column in item.get("summary", []):
        if column not in columns:
            yield f"{name}: «summary» nhắc tới «{column}» không có trong bảng"
    yield from _level(list(item["items"]), within, around, f"{name}.")


def _choices(item: RawItem, schema: Schema, around: _Around, name: str) -> Iterator[str]:
    source = item.get("options_from")
    if source is not None and source not in around.lists:
        yield f"{name}: không có danh mục «{source}»; dùng một trong {', '.join(sorted(around.lists)) or '(trống)'}"
    values = [option["value"] for option in item.get("options", [])]
    if source is None and not values:
        yield f"{name}: cần «options» hoặc «options_from»"
    yield from _twice(f"lựa chọn của {name}", values)
    allowed = (schema.get("items", schema)).get("enum")
    if allowed is not None and source is None and set(allowed) != set(values):
        yield f"{name}: các lựa chọn phải trùng với enum trong data_schema"
    if allowed is None and source is None and item["widget"] != Widget.ADDRESS2:
        yield f"{name}: data_schema cần enum với đúng các lựa chọn"


def _required(items: list[RawItem], schema: Schema, path: str) -> Iterator[str]:
    """A field that may be hidden or left empty cannot be required by the data schema."""
    always = {item["field"] for item in items if not item.get("optional") and "show_if" not in item}
    for field in schema.get("required", []):
        if field not in always:
            yield f"{path}{field}: bắt buộc trong data_schema nhưng có lúc không hỏi; bỏ khỏi «required»"


def _twice(what: str, names: list[str]) -> Iterator[str]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{what} «{name}» có hai lần; giữ lại một"


def after(form: Form) -> Iterator[str]:
    """Conditions are expressions of ours; rules and words refer to questions that exist."""
    for one in conditions_of(form):
        yield from (f"{one.where}: {fault}" for fault in conditions.faults(one.condition))
    everything = dict(_every_item(form))
    yield from _rules(form, everything)
    yield from _messages(form, everything)


def references(form: Form) -> Iterator[str]:
    """Conditions refer to questions that are asked before, and can come true."""
    for one in conditions_of(form):
        yield from _references(one.where, one.condition, one.known)


@dataclass(frozen=True, slots=True)
class Placed:
    """A condition where it stands: what it decides about, and the questions asked before it."""

    where: str
    condition: object
    known: Mapping[str, Item]
    page: Page
    item: Item | None = None
    fills: bool = False  # it decides what fills the answer, not whether the question is asked


def conditions_of(form: Form) -> Iterator[Placed]:
    known: dict[str, Item] = {}
    for page in form.pages:
        if page.show_if is not None:
            yield Placed(f"trang {page.id}", page.show_if, dict(known), page)
        for item in page.items:
            yield from _placed(page, item, known)
            known[item.path] = item
            near: dict[str, Item] = {}
            for child in item.items:
                yield from _placed(page, child, {**known, **near})
                near[child.field] = child
                known[child.path] = child


def _placed(page: Page, item: Item, known: Mapping[str, Item]) -> Iterator[Placed]:
    if item.show_if is not None:
        yield Placed(item.path, item.show_if, dict(known), page, item)
    for one in item.prefill.chain() if item.prefill else ():
        if one.show_if is not None:
            yield Placed(item.path, one.show_if, dict(known), page, item, fills=True)


def _references(where: str, condition: object, known: Mapping[str, Item]) -> Iterator[str]:
    for name in conditions.names(condition):
        if name not in known and name not in conditions.FACTS:
            yield f"{where}: điều kiện nhắc tới «{name}» không có, hoặc chưa được hỏi trước đó"
    for name, constants in conditions.comparisons(condition):
        allowed = _possible(known[name]) if name in known else None
        if allowed is not None and not allowed.intersection(_hashable(constants)):
            yield f"{where}: điều kiện không bao giờ đúng, «{name}» không có lựa chọn {list(constants)}"


def _hashable(constants: tuple[Any, ...]) -> set[Any]:
    return {constant for constant in constants if not isinstance(constant, (list, dict))}


def _possible(item: Item) -> set[Any] | None:
    if item.widget is Widget.YES_NO:
        return {True, False}
    if item.widget in _LISTED:
        return {option.value for option in item.options}
    return None


def _every_item(form: Form) -> Iterator[tuple[str, Item]]:
    for page in form.pages:
        for item in page.items:
            yield item.path, item
            yield from ((child.path.replace(".*", ""), child) for child in item.items)


def _rules(form: Form, everything: Mapping[str, Item]) -> Iterator[str]:
    for use in form.rules:
        if use.name not in rules.RULES:
            yield f"không có quy tắc «{use.name}»; dùng một trong {', '.join(sorted(rules.RULES))}"
        for field in use.fields:
            if field not in everything:
                yield f"quy tắc {use.name}: không có câu hỏi «{field}»"


def _messages(form: Form, everything: Mapping[str, Item]) -> Iterator[str]:
    for key in form.messages:
        path, _, kind = key.rpartition(".")
        if path.endswith(".date"):
            path, kind = path.removesuffix(".date"), f"date.{kind}"
        item = everything.get(path)
        if item is None or kind not in messages.kinds(item):
            yield f"lời báo «{key}» không ứng với câu hỏi và lỗi nào"
    for path, item in everything.items():
        for kind in messages.kinds(item):
            if item.widget is not Widget.PERSON and not messages.has_message(
                form.messages, item, kind
            ):
                yield f"{path}: thiếu lời báo lỗi «{path}.{kind}»; thêm vào «messages»"
