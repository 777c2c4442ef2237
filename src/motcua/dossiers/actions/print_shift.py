"""The counter's day on paper, for the file and the signature of the one who had the shift."""

from collections.abc import Mapping
from datetime import date

from motcua.directory import api as directory
from motcua.directory.types import Actor
from motcua.dossiers.queries.shift import shift_report
from motcua.dossiers.types import Channel, ShiftReport
from motcua.engines.papers import api as papers
from motcua.kit import clock
from motcua.kit.scope import acting

CHANNELS: Mapping[Channel, str] = {
    Channel.DIRECT: "Nộp tại quầy",
    Channel.ONLINE: "Nộp trực tuyến",
    Channel.POSTAL: "Nộp qua bưu chính",
}
METHODS: Mapping[str, str] = {"cash": "Tiền mặt", "transfer": "Chuyển khoản"}


def print_shift(*, actor: Actor, day: date) -> tuple[str, bytes]:
    """Name and PDF. What is left over is of this moment, and the paper says so."""
    report = shift_report(actor=actor, day=day)
    with acting(actor.scope):
        agency = directory.organisation(actor.seats[0].agency_id).name
    data = {"agency": agency, "made_by": actor.name, **_figures(report)}
    return f"ca-truc-{day.isoformat()}.pdf", papers.render_form("shift", data, on=day).pdf


def _figures(report: ShiftReport) -> dict[str, object]:
    return {
        "unit": report.unit_name,
        "day": report.day.isoformat(),
        "made_at": clock.now().astimezone(clock.LEGAL_ZONE).isoformat(),
        "taken_in": [[name, report.taken_in.get(one, 0)] for one, name in CHANNELS.items()],
        "taken_in_together": report.taken_in_together,
        "refused": report.refused,
        "lists": report.lists,
        "handed_to_units": report.handed_to_units,
        "not_received": report.not_received,
        "given_back": report.given_back,
        "fees": [
            [METHODS.get(one.method, one.method), one.receipts, one.amount] for one in report.fees
        ],
        "fees_together": report.fees_together,
        "waiting": report.waiting,
        "papers_here": report.papers_here,
        "at_work": report.at_work,
        "results_here": report.results_here,
    }
