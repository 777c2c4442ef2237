"""`./motcua catalogue import FILE --json REPORT`: the numbers, whatever the file."""

import json

import click
import pytest

from motcua.cli.catalogue_import import read_file
from tests.catalogue.national import CLEAN, DOUBTFUL, MALFORMED, a_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("procedures")]
NUMBERS = ("read", "clean", "review", "refused")


def told(tmp_path, content):
    file, report = tmp_path / "danh-muc.jsonl", tmp_path / "report.json"
    file.write_bytes(content)
    try:
        read_file(file, report, hold=True)
    except click.ClickException as refused:
        return json.loads(report.read_text("utf-8")), refused.message
    return json.loads(report.read_text("utf-8")), ""


def test_the_report_counts_every_row_and_tells_each_refusal(tmp_path):
    rows = (CLEAN, DOUBTFUL["no_time"] | {"code": "1.900002"}, MALFORMED[0][0])
    report, refusal = told(tmp_path, a_file(*rows))
    assert refusal == ""
    assert [report[name] for name in NUMBERS] == [3, 1, 1, 1]
    assert report["seconds"] >= 0
    [line] = report["refusals"]
    assert (line["row"], line["field"]) == (3, "line")
    assert "JSON" in line["reason"]


def test_a_file_refused_as_a_whole_leaves_a_report_that_says_so(tmp_path):
    report, refusal = told(tmp_path, a_file(CLEAN).decode().encode("utf-16"))
    assert [report[name] for name in (*NUMBERS, "seconds")] == [0, 0, 0, 0, 0]
    assert "UTF-16" in refusal
    assert report["refusal"] == refusal
