"""The sandbox in a thread of the test, on free ports, with real HTTP and SMTP."""

import asyncio
import dataclasses
import threading
import time
from pathlib import Path

import uvicorn
from aiosmtpd.smtp import SMTP

from sandbox import faults
from sandbox.app import build
from sandbox.mailbox.letters import Incoming, Letters


@dataclasses.dataclass
class World:
    address: str
    smtp_port: int
    letters: Letters
    folder: Path

    def fails(self, system, mode):
        faults.set_fault(system, mode)


class Running:
    def __init__(self, folder: Path):
        self.letters = Letters()
        self.folder = folder
        self.server = uvicorn.Server(
            uvicorn.Config(
                build(folder, self.letters), host="127.0.0.1", port=0,
                log_level="error", lifespan="off",
            )
        )  # fmt: skip
        self.loop = asyncio.new_event_loop()
        self.smtp_port = 0
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self._serve())
        hanging = asyncio.all_tasks(self.loop)
        for task in hanging:
            task.cancel()
        self.loop.run_until_complete(asyncio.gather(*hanging, return_exceptions=True))
        self.loop.close()

    async def _serve(self):
        post = await asyncio.get_running_loop().create_server(
            lambda: SMTP(Incoming(self.letters), hostname="sandbox.example"), "127.0.0.1", 0
        )
        self.smtp_port = post.sockets[0].getsockname()[1]
        async with post:
            await self.server.serve()

    def __enter__(self):
        self.thread.start()
        deadline = time.monotonic() + 20
        while not self.server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        return World(f"http://127.0.0.1:{port}", self.smtp_port, self.letters, self.folder)

    def __exit__(self, *_):
        self.server.should_exit = True
        self.server.force_exit = True
        self.thread.join(10)
