"""What is said of a row that its form does not say: twins, and answers that are still waited for."""

from collections.abc import Collection, Iterable
from functools import partial

from django.utils.translation import gettext

from motcua.dossiers.batches.layout import Column, Known, Layout
from motcua.dossiers.batches.sheet import Fault
from motcua.dossiers.batches.words import in_both, language


def one_each(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The first of each column: it is the nearest to the cause."""
    first: dict[str, Fault] = {}
    for fault in faults:
        first.setdefault(fault.name, fault)
    return tuple(first.values())


def gathered(
    faults: tuple[Fault, ...], layout: Layout, written: Collection[str]
) -> tuple[Fault, ...]:
    """Empty cells that the silent register would have filled: said once for the row."""
    empty = {fault.name for fault in faults if fault.name not in written}
    waiting = [c for c in layout.columns if c.name in empty and c.known is not Known.NOT]
    if not waiting:
        return faults
    names = {column.name for column in waiting}
    rest = (fault for fault in faults if fault.name not in names)
    return (Fault("", in_both(partial(_register_silent, waiting))), *rest)


def twin_of(row: int) -> Fault:
    return Fault("", in_both(partial(_twin_of, row)))


def _register_silent(columns: list[Column]) -> str:
    names = ", ".join(f"«{column.heading.say(language())}»" for column in columns)
    return gettext(
        "Cơ sở dữ liệu quốc gia về dân cư chưa trả lời nên còn thiếu: {columns}. Hãy bấm Hỏi lại ở trang này, "
        "hoặc tải các dòng cần sửa về, tự điền rồi gửi lại."
    ).format(columns=names)


def _twin_of(row: int) -> str:
    return gettext(
        "Dòng này giống hệt dòng {row}. Nếu đúng là hai hồ sơ, hãy ghi hai số khác nhau ở cột «Số của bạn»; "
        "nếu chép thừa thì bỏ qua."
    ).format(row=row)
