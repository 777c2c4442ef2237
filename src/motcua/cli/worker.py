"""The background worker: reactions to events, and the timetable."""

import asyncio
import logging
import signal

import click
from procrastinate import App
from procrastinate.contrib.django import DjangoApp, app as jobs
from procrastinate.contrib.django.django_connector import DjangoConnector

from motcua.cli.places import data_option
from motcua.cli.site import start_django
from motcua.kit.events import LONG, SHORT

# What takes minutes has a place of its own: e-mails and lists never wait for the end of an import.
PLACES = {SHORT: 2, LONG: 1}
LOOK_FOR_STALLED_SECONDS = 30
STALLED_AFTER_SECONDS = 30

logger = logging.getLogger(__name__)


def worker_app() -> App:
    """The worker fetches through its own connections, but jobs keep Django's.

    So an event that a handler publishes still commits, or not, together with what the handler did.
    (`replace_connector`, which the library's own command uses, would break that.)
    """
    worker = DjangoApp(connector=DjangoConnector().get_worker_connector())
    worker.tasks = jobs.tasks
    worker.periodic_registry = jobs.periodic_registry
    return worker


async def _work(worker: App) -> None:
    async with worker.open_async():
        rescue = asyncio.create_task(_rescue_for_ever(worker))
        lanes = asyncio.create_task(run_lanes(worker))
        for stop in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(stop, lanes.cancel)
        try:
            await lanes
        except asyncio.CancelledError:
            logger.info("the worker has stopped")
        finally:
            rescue.cancel()


async def run_lanes(worker: App, *, wait: bool = True) -> None:
    """Each queue in its own places, until one of them stops: then all do, after what is under way."""
    lanes = [
        asyncio.create_task(
            worker.run_worker_async(
                queues=[queue],
                concurrency=places,
                delete_jobs="successful",
                wait=wait,
                install_signal_handlers=False,
            )
        )
        for queue, places in PLACES.items()
    ]
    try:
        ends = asyncio.FIRST_COMPLETED if wait else asyncio.ALL_COMPLETED
        await asyncio.wait(lanes, return_when=ends)
    finally:
        for lane in lanes:
            lane.cancel()
        ended = await asyncio.gather(*lanes, return_exceptions=True)
    for one in ended:
        if isinstance(one, Exception):
            raise one


async def rescue_stalled(worker: App) -> int:
    """Queue again the jobs of a worker that was killed: every handler may run twice."""
    stalled = list(
        await worker.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS)
    )
    for job in stalled:
        await worker.job_manager.retry_job(job)
        logger.warning("job queued again after its worker was lost", extra={"job_id": job.id})
    return len(stalled)


async def _rescue_for_ever(worker: App) -> None:
    while True:
        try:
            await rescue_stalled(worker)
        except Exception:
            logger.exception("looking for stalled jobs failed; trying again")
        await asyncio.sleep(LOOK_FOR_STALLED_SECONDS)


@click.command(hidden=True)
@data_option
def work() -> None:
    """Run the background worker; `up` starts it."""
    start_django()
    asyncio.run(_work(worker_app()))
