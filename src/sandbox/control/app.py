"""The hand on the switches: make an outside system fail, and see the code of a demo official."""

import base64
import hashlib
import hmac
import json
import time
from html import escape
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.eid.app import FAULTS as EID_FAULTS
from sandbox.faults import MODES, clear, fault, set_fault
from sandbox.pages import page
from sandbox.population.app import FAULTS as POPULATION_FAULTS

SYSTEMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "eid": ("Định danh điện tử", EID_FAULTS),
    "population": ("Cơ sở dữ liệu dân cư", POPULATION_FAULTS),
    "mailbox": ("Hộp thư", ()),
    "ca": ("Cơ quan chứng thực", ()),
    "ocsp": ("Trạng thái chứng thư (OCSP)", ()),
    "crl": ("Danh sách thu hồi (CRL)", ()),
    "tsa": ("Dấu thời gian", ()),
}
STEP_SECONDS = 30


def one_time_code(secret: str, moment: float) -> str:
    """RFC 6238 with the usual choices: SHA-1, 30 seconds, six digits."""
    counter = int(moment) // STEP_SECONDS
    key = base64.b32decode(secret, casefold=True)
    digest = hmac.digest(key, counter.to_bytes(8, "big"), hashlib.sha1)
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def _secrets(request: Request) -> dict[str, str]:
    file: Path = request.app.state.secrets_file
    if not file.exists():
        return {}
    held: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return held


async def switches(request: Request) -> Response:
    return page("Bảng điều khiển", _switches() + _accounts(sorted(_secrets(request))))


async def switch(request: Request) -> Response:
    form = await request.form()
    system, mode = str(form.get("system", "")), str(form.get("mode", "ok"))
    if system == "*":
        clear()
    elif system in SYSTEMS and mode in (*MODES, *SYSTEMS[system][1]):
        set_fault(system, mode)
    return RedirectResponse("/control/", status_code=303)


async def code(request: Request) -> Response:
    username = request.path_params["username"]
    secret = _secrets(request).get(username)
    if secret is None:
        return page("Không có tài khoản này", "<p><a href=/control/>Quay lại</a></p>", status=404)
    now = time.time()
    current, left = one_time_code(secret, now), STEP_SECONDS - int(now) % STEP_SECONDS
    if request.query_params.get("format") == "json":
        return JSONResponse({"code": current, "seconds_left": left})
    return page(f"Mã của {username}", _code(current, left))


def build(secrets_file: Path) -> Starlette:
    """`secrets_file`: JSON {username: secret}, written by the demo for its own accounts."""
    app = Starlette(
        routes=[
            Route("/", switches, methods=["GET"]),
            Route("/", switch, methods=["POST"]),
            Route("/totp/{username}", code),
        ]
    )
    app.state.secrets_file = secrets_file
    return app


def _switches() -> str:
    rows = "".join(
        f"<tr><th scope=row>{escape(name)}</th><td>{_form(system, name, own)}</td></tr>"
        for system, (name, own) in SYSTEMS.items()
    )
    reset = (
        "<form method=post><input type=hidden name=system value='*'>"
        "<button>Tất cả trở lại bình thường</button></form>"
    )
    return f"<table><tbody>{rows}</tbody></table>{reset}"


def _form(system: str, name: str, own: tuple[str, ...]) -> str:
    now = fault(system)
    options = "".join(
        f"<option{' selected' if mode == now else ''}>{escape(mode)}</option>"
        for mode in ("ok", *sorted(MODES - {"ok"}), *own)
    )
    return (
        f"<form method=post><input type=hidden name=system value={system}>"
        f'<select name=mode aria-label="{escape(name)}">{options}</select> <button>Đặt</button></form>'
    )


def _accounts(usernames: list[str]) -> str:
    if not usernames:
        return ""
    links = "".join(f'<li><a href="/control/totp/{u}">{escape(u)}</a></li>' for u in usernames)
    return f"<h2>Mã một lần của tài khoản mẫu</h2><ul>{links}</ul>"


def _code(current: str, left: int) -> str:
    return (
        f"<p class=code>{current}</p><p>Còn hiệu lực {left} giây.</p>"
        '<p><a href="">Lấy mã mới</a> · <a href=/control/>Bảng điều khiển</a></p>'
    )
