"""The outside world in one application. Invented people, real protocols, faults on demand."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from sandbox import faults
from sandbox.control import app as control
from sandbox.eid.app import app as eid
from sandbox.mailbox import app as mailbox
from sandbox.mailbox.letters import Letters
from sandbox.pages import page
from sandbox.population.app import routes as population
from sandbox.trust.app import app as trust

_DOORS = (
    ("/mailbox/", "Hộp thư: thư điện tử hệ thống đã gửi"),
    ("/control/", "Bảng điều khiển: cho từng hệ thống hỏng, treo, trả lời sai"),
)


async def index(request: Request) -> Response:
    del request
    doors = "".join(f'<li><a href="{path}">{words}</a></li>' for path, words in _DOORS)
    return page("Thế giới bên ngoài", f"<ul>{doors}</ul>")


def build(folder: Path, letters: Letters) -> Starlette:
    """`folder` keeps letters, authorities and the one-time secrets of the demo's accounts."""
    trust.state.trust_folder = folder / "trust"
    return Starlette(
        routes=[
            Route("/", index),
            *faults.ROUTES,
            *population,
            Mount("/eid", eid),
            Mount("/mailbox", mailbox.build(letters)),
            Mount("/control", control.build(folder / "totp.json")),
            Mount("/", trust),
        ]
    )
