"""What a supplement request still lacks: all of it at once, each with the box where it is written."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from motcua.channels.desk.controls import Mistake
from motcua.channels.officer.supplement_choices import Asked, Choice


def lacks(asked: Asked, *, further: bool) -> tuple[Mistake, ...]:
    """`further` asks beyond what the law allows: then a reason for the head, too."""
    if not asked.chosen:
        nothing = _("Đánh dấu ít nhất một thông tin hoặc giấy tờ cần bổ sung.")
        return (Mistake(asked.first_name, nothing),)
    return (*_of_items(asked), *_of_the_whole(asked, further=further))


def _of_items(asked: Asked) -> Iterator[Mistake]:
    for choice in asked.chosen:
        if not choice.why:
            said = _("Ghi rõ cần bổ sung gì ở mục «{label}».").format(label=choice.label)
            yield Mistake(choice.why_name, said)
        if choice.held and not choice.again:
            yield Mistake(choice.again_name, _held(choice))


def _held(choice: Choice) -> str:
    return _(
        "«{label}» đã có trong kho hoặc cơ sở dữ liệu. Hãy bỏ đánh dấu và dùng lại, "
        "hoặc ghi lý do vẫn yêu cầu nộp."
    ).format(label=choice.label)


def _of_the_whole(asked: Asked, *, further: bool) -> Iterator[Mistake]:
    if not asked.reason:
        yield Mistake("reason", _("Nhập lý do chung của yêu cầu bổ sung."))
    if further and not asked.why_again:
        said = _("Ghi vì sao phải yêu cầu bổ sung thêm, để trưởng phòng xem và duyệt.")
        yield Mistake("why_again", said)
