import json
import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from motcua.channels.request_log import RequestLogMiddleware
from motcua.kit.log_lines import JsonLines, spoken_path

AN_ID = "018f2d1e-7b1c-7a55-9c1e-3b8f6a2d4e11"


@pytest.mark.parametrize(
    ("path", "spoken"),
    [
        ("/", "/"),
        ("/can-bo/viec/", "/can-bo/viec/"),
        (f"/ho-so/{AN_ID}/bo-sung/", f"/ho-so/{AN_ID}/bo-sung/"),
        ("/xac-minh/7KQ2M9XW4P/", "/xac-minh/…/"),
        ("/tim?q=Nguyễn Thị Bảy", "/tim"),
        ("/072192000007/", "/…/"),
    ],
)
def test_an_address_keeps_words_and_ids_only(path, spoken):
    assert spoken_path(path) == spoken


def line(record):
    return json.loads(JsonLines("%(levelname)s %(name)s %(message)s").format(record))


def record(**fields):
    return logging.makeLogRecord({"name": "django.request", "levelname": "ERROR", **fields})


def failing(number):
    return int(number)


def test_an_error_is_told_without_its_message():
    with pytest.raises(ValueError, match="Bảy") as caught:
        failing("Nguyễn Thị Bảy")
    error = caught.value
    told = line(record(msg="failed", exc_info=(type(error), error, error.__traceback__)))
    assert "Bảy" not in json.dumps(told, ensure_ascii=False)
    assert "builtins.ValueError" in told["exc_info"]
    assert "failing" in told["exc_info"]


def test_lines_of_django_lose_address_and_request():
    request = RequestFactory().get("/xac-minh/7KQ2M9XW4P/?q=x")
    told = line(record(msg="Internal Server Error: %s", args=(request.path,), request=request))
    assert told["message"] == "Internal Server Error: /xac-minh/…/"
    assert "request" not in told


def test_a_request_is_one_line_with_its_id(caplog):
    caplog.set_level(logging.INFO, "motcua.requests")
    answer = RequestLogMiddleware(lambda request: HttpResponse("x"))
    response = answer(RequestFactory().get("/tra-cuu/?ma=SECRET"))
    [told] = caplog.records
    assert told.path == "/tra-cuu/"
    assert told.status == 200
    assert told.actor_id is None
    assert response["X-Request-Id"]


def test_health_checks_make_no_lines(caplog):
    caplog.set_level(logging.INFO, "motcua.requests")
    RequestLogMiddleware(lambda request: HttpResponse("x"))(RequestFactory().get("/suc-khoe.json"))
    assert caplog.records == []
