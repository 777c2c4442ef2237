"""Where each role goes: the links at the top of the desk, and the page a person starts on."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.directory.types import Actor, Role

HANDLERS = (Role.RECEPTION, Role.CASE_OFFICER, Role.HEAD, Role.LEADER, Role.REGISTRY_CLERK)
HELPING = (Role.RECEPTION, Role.HELPER)
WRITERS = (*HANDLERS, Role.ADMINISTRATOR)
READERS = (*HANDLERS, Role.SUPERVISOR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class Place:
    title: Promise
    name: str
    roles: tuple[Role, ...]


PLACES: tuple[Place, ...] = (
    Place(_("Tiếp nhận"), "officer:incoming", (Role.RECEPTION,)),
    Place(_("Khai giúp"), "officer:assisted", (Role.HELPER,)),
    Place(_("Chờ ký"), "officer:signing", (Role.LEADER,)),
    Place(_("Phát hành"), "officer:issuing", (Role.REGISTRY_CLERK,)),
    Place(_("Việc"), "officer:work", HANDLERS),
    Place(_("Liên thông"), "officer:linked", HANDLERS),
    Place(_("Sắp trễ"), "officer:letters", (Role.HEAD, Role.LEADER)),
    Place(_("Bổ sung thêm"), "officer:further", (Role.HEAD, Role.LEADER)),
    Place(_("Trả kết quả"), "officer:handing_over", (Role.RECEPTION,)),
    Place(_("Bàn giao"), "officer:handovers", HANDLERS),
    Place(_("Sửa sai"), "officer:corrections", (Role.HEAD, Role.LEADER)),
    Place(_("Thủ tục"), "operations:procedures", (Role.ADMINISTRATOR,)),
    Place(_("Hồ sơ cũ"), "operations:legacy", (Role.ADMINISTRATOR,)),
    Place(_("Lịch làm việc"), "officer:calendar", (Role.ADMINISTRATOR,)),
    Place(_("Hàng đợi"), "officer:queue", (Role.RECEPTION,)),
    Place(_("Quầy và lịch hẹn"), "operations:queue", (Role.HEAD, Role.ADMINISTRATOR)),
    Place(_("Máy quét"), "operations:scanners", (Role.HEAD, Role.ADMINISTRATOR)),
    Place(_("Làm thay"), "officer:delegations", (Role.CASE_OFFICER, Role.HEAD, Role.LEADER)),
    Place(_("Câu mẫu"), "officer:canned_texts", WRITERS),
    Place(_("Tra cứu"), "officer:search", READERS),
)


def places_of(actor: Actor) -> Iterator[Place]:
    return (place for place in PLACES if any(actor.holds(role) for role in place.roles))
