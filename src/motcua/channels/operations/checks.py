"""What the health page looks at. Every answer says in plain words what is wrong and what it means."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from motcua.audit import api as audit
from motcua.kit import clock
from motcua.kit.reach import answers_http, answers_smtp
from motcua.kit.scope import SYSTEM, acting
from motcua.kit.workload import Workload, workload

WORKER_SILENT = timedelta(seconds=45)
QUEUE_SLOW = timedelta(minutes=2)
UNSEALED_LONG = timedelta(minutes=5)
LITTLE_DISK = 2 * 1024**3
HARDLY_ANY_DISK = 200 * 1024**2


class State(StrEnum):
    OK = "ok"
    WATCH = "watch"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Check:
    """`code` is for machines, the rest for people."""

    code: str
    name: str
    state: State
    says: str


def look() -> list[Check]:
    """Everything at once; the answers of other systems are awaited side by side, a second at most."""
    with ThreadPoolExecutor(max_workers=4) as side_by_side:
        awaited = [side_by_side.submit(ask) for ask in OUTSIDE]
        inside = _inside()
        return [*inside, *(answer.result() for answer in awaited)]


def overall(checks: list[Check]) -> State:
    states = {check.state for check in checks}
    if any(check.state == State.DOWN for check in checks if check.code in INDISPENSABLE):
        return State.DOWN
    return State.OK if states <= {State.OK} else State.WATCH


def _inside() -> list[Check]:
    try:
        with acting(SYSTEM), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            load, unsealed = workload(), audit.oldest_unsealed()
    except DatabaseError:
        says = _(
            "Không kết nối được. Người dân và cán bộ chưa làm việc được; xem nhật ký PostgreSQL."
        )
        return [Check("database", _("Cơ sở dữ liệu"), State.DOWN, says), _disk()]
    working = Check("database", _("Cơ sở dữ liệu"), State.OK, _("Trả lời bình thường."))
    behind = clock.now() - (unsealed or clock.now())
    return [working, _worker(load), _queue(load), _disk(), _seals(behind)]


def _worker(load: Workload) -> Check:
    name = _("Tiến trình nền")
    if load.heartbeat_at is None or clock.now() - load.heartbeat_at > WORKER_SILENT:
        says = _("Không có tín hiệu. Thông báo và thư điện tử tạm dừng; hồ sơ vẫn nhận được.")
        return Check("worker", name, State.DOWN, says)
    return Check("worker", name, State.OK, _("Đang chạy."))


def _queue(load: Workload) -> Check:
    name = _("Hàng đợi")
    if load.oldest_waiting_at and clock.now() - load.oldest_waiting_at > QUEUE_SLOW:
        says = _("%(count)s việc đang chờ, việc lâu nhất từ %(since)s.") % {
            "count": load.waiting,
            "since": load.oldest_waiting_at.astimezone(clock.LEGAL_ZONE).strftime("%H:%M %d/%m/%Y"),
        }
        return Check("queue", name, State.WATCH, says)
    if load.failed:
        says = _("%(count)s việc đã thử nhiều lần mà không xong; xem nhật ký tiến trình nền.")
        return Check("queue", name, State.WATCH, says % {"count": load.failed})
    return Check("queue", name, State.OK, _("Không có việc nào chờ lâu."))


def _disk() -> Check:
    name = _("Ổ đĩa")
    free = shutil.disk_usage(settings.DATA_FOLDER).free
    says = _("Còn trống %(free)s GB.") % {"free": number_format(free / 1024**3, 1)}
    if free < HARDLY_ANY_DISK:
        return Check(
            "disk", name, State.DOWN, says + " " + _("Dọn chỗ ngay, tệp mới không lưu được.")
        )
    return Check("disk", name, State.WATCH if free < LITTLE_DISK else State.OK, says)


def _seals(behind: timedelta) -> Check:
    name = _("Niêm phong nhật ký")
    if behind > UNSEALED_LONG:
        says = _("Có bản ghi chờ niêm phong đã %(minutes)s phút; kiểm tra tiến trình nền.")
        minutes = int(behind.total_seconds() // 60)
        return Check("seals", name, State.WATCH, says % {"minutes": minutes})
    return Check("seals", name, State.OK, _("Kịp thời."))


# ------------------------------------------------------------------ other systems


def _outside(code: str, name: str, meaning: str, *, answers: bool) -> Check:
    if answers:
        return Check(code, name, State.OK, _("Trả lời bình thường."))
    return Check(code, name, State.DOWN, meaning)


def _eid() -> Check:
    address = f"{settings.EID_ISSUER}/.well-known/openid-configuration"
    meaning = _("Không trả lời. Người dân chưa đăng nhập được; tra cứu bằng mã vẫn dùng được.")
    return _outside("eid", _("Định danh điện tử"), meaning, answers=answers_http(address))


def _population() -> Check:
    meaning = _("Không trả lời. Biểu mẫu không tự điền; người dân tự nhập thông tin.")
    name = _("Cơ sở dữ liệu dân cư")
    return _outside("population", name, meaning, answers=answers_http(settings.POPULATION_WSDL))


def _time_stamp() -> Check:
    meaning = _("Không trả lời. Ký số có dấu thời gian phải chờ.")
    name = _("Dấu thời gian")
    return _outside("time_stamp", name, meaning, answers=answers_http(settings.TSA_ADDRESS))


def _mail() -> Check:
    meaning = _(
        "Không trả lời. Thư điện tử được giữ lại và gửi sau; thông báo trong ứng dụng vẫn đến."
    )
    answers = answers_smtp(settings.EMAIL_HOST, settings.EMAIL_PORT)
    return _outside("mail", _("Thư điện tử"), meaning, answers=answers)


OUTSIDE: tuple[Callable[[], Check], ...] = (_eid, _population, _time_stamp, _mail)
INDISPENSABLE = {"database", "disk"}
