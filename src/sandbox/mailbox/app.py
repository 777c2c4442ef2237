"""Read the letters that the product sent: the list at /mailbox/, one letter, and both as JSON."""

import dataclasses
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.mailbox.letters import Letter, Letters
from sandbox.pages import page

_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def _when(letter: Letter) -> str:
    return datetime.fromtimestamp(letter.received_at, _ZONE).strftime("%H:%M:%S %d/%m/%Y")


def build(letters: Letters) -> Starlette:
    async def newest(request: Request) -> Response:
        to = request.query_params.get("to", "")
        found = letters.newest(to)[:200]
        if request.query_params.get("format") == "json":
            return JSONResponse([dataclasses.asdict(letter) for letter in found])
        return page("Hộp thư", _table(found))

    async def read(request: Request) -> Response:
        letter = letters.letter(int(request.path_params["number"]))
        if letter is None:
            return page("Không có thư này", "<p><a href=../>Về hộp thư</a></p>", status=404)
        return page(letter.subject, _letter(letter))

    return Starlette(routes=[Route("/", newest), Route("/{number:int}/", read)])


def _table(letters: list[Letter]) -> str:
    if not letters:
        return "<p>Chưa có thư nào. Thư hệ thống gửi đi sẽ hiện ở đây.</p>"
    rows = "".join(
        f"<tr><td>{_when(one)}</td><td>{escape(', '.join(one.recipients))}</td>"
        f'<td><a href="{one.number}/">{escape(one.subject)}</a></td></tr>'
        for one in letters
    )
    head = "<tr><th scope=col>Lúc</th><th scope=col>Gửi đến</th><th scope=col>Nội dung</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _letter(letter: Letter) -> str:
    return (
        f"<p class=soft>Gửi đến {escape(', '.join(letter.recipients))} lúc {_when(letter)}</p>"
        f"<pre>{escape(letter.text)}</pre><p><a href=../>Về hộp thư</a></p>"
    )
