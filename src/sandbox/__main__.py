"""python -m sandbox --port 8100 --smtp-port 8125 --data DIR (its own folder)"""

import argparse
import asyncio
from pathlib import Path

import uvicorn
from aiosmtpd.smtp import SMTP

from sandbox.app import build
from sandbox.mailbox.letters import Incoming, Letters

HOST = "127.0.0.1"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sandbox", description="The outside world, on loopback.")
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--smtp-port", type=int, default=8125)
    parser.add_argument("--data", type=Path, default=Path("var/sandbox"), help="its own folder")
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    folder: Path = arguments.data
    letters = Letters(folder / "mailbox")
    post = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Incoming(letters), hostname="sandbox.example", enable_SMTPUTF8=True),
        host=HOST,
        port=arguments.smtp_port,
    )
    config = uvicorn.Config(
        build(folder, letters), host=HOST, port=arguments.port, log_level="warning", lifespan="off"
    )
    async with post:
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(_serve(_arguments()))
