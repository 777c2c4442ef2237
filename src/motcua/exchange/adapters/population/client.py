"""One question over the wire, within a hard budget of time.

A timeout of a socket starts again with every byte; a peer that drips could hold a page for minutes.
So the call runs beside us and is left behind when its time is up.
"""

from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError as OutOfTimeError
from functools import lru_cache
from pathlib import Path
from typing import Any

import zeep
from django.conf import settings
from lxml import etree
from zeep.exceptions import Error as SoapError

from motcua.exchange.adapters.population.reading import values_of
from motcua.exchange.errors import RegisterDownError
from motcua.exchange.types import PopulationAnswer, PopulationQuestion
from motcua.kit import http
from motcua.kit.crypto import sha256

WSDL = Path(__file__).parent / "dancu.wsdl"
NAMESPACE = "http://dancuquocgia.bca"
OPERATION = "TraCuuThongTinCongDan"
INTEGRATION = "037"
FOUND, NOT_FOUND = "00", "01"
LARGEST_ANSWER = 512 * 1024

_calls = ThreadPoolExecutor(max_workers=8, thread_name_prefix="population")


def ask(question: PopulationQuestion) -> PopulationAnswer:
    http.refuse_in_transaction()
    seconds = settings.POPULATION_BUDGET_MS / 1000
    call: Future[PopulationAnswer] = _calls.submit(_ask, question, seconds)
    try:
        return call.result(timeout=seconds)
    except OutOfTimeError as slow:
        call.cancel()
        raise RegisterDownError from slow


def _ask(question: PopulationQuestion, seconds: float) -> PopulationAnswer:
    answer = _posted(_envelope(question), seconds)
    told = _read(answer)
    if told.MaYeuCau != question.request_id:
        raise RegisterDownError
    digest = sha256(answer.content)
    if told.MaKetQua == NOT_FOUND:
        return PopulationAnswer(None, digest)
    if told.MaKetQua != FOUND or told.CongDan is None:
        raise RegisterDownError
    if told.CongDan.SoDinhDanh != question.personal_id:
        raise RegisterDownError
    return PopulationAnswer(values_of(told.CongDan), digest)


@lru_cache(maxsize=1)
def _described() -> Any:  # zeep types a part of itself only
    """From our own copy: a description fetched from the peer could be changed by the peer."""
    return zeep.Client(str(WSDL))  # type: ignore[no-untyped-call]


def _envelope(question: PopulationQuestion) -> bytes:
    client = _described()
    day = question.birth_date
    message = client.create_message(
        client.service,
        OPERATION,
        MaYeuCau=question.request_id,
        MaDVC=question.service_code,
        MaTichHop=INTEGRATION,
        MaCanBo=question.asked_by,
        TaiKhoan=settings.POPULATION_ACCOUNT,
        SoDinhDanh=question.personal_id,
        HoVaTen=question.name,
        NgayThangNamSinh={"Nam": f"{day:%Y}", "NgayThangNam": f"{day:%Y%m%d}"},
    )
    return etree.tostring(message, xml_declaration=True, encoding="UTF-8")


def _posted(envelope: bytes, seconds: float) -> http.Response:
    headers = {
        "Content-Type": "text/xml; charset=utf-8",
        "SOAPAction": f'"{NAMESPACE}/{OPERATION}"',
    }
    address = settings.POPULATION_WSDL.partition("?")[0]
    with http.session(connect_seconds=seconds / 2, read_seconds=seconds) as session:
        try:
            answer = session.post(address, data=envelope, headers=headers, allow_redirects=False)
        except http.CallFailedError as unanswered:
            raise RegisterDownError from unanswered
    if len(answer.content) > LARGEST_ANSWER:
        raise RegisterDownError
    return answer


def _read(answer: http.Response) -> Any:
    client = _described()
    binding = client.wsdl.bindings[f"{{{NAMESPACE}}}DanCuBinding"]
    try:
        return binding.process_reply(client, binding.get(OPERATION), answer)
    except (SoapError, etree.XMLSyntaxError, AttributeError, TypeError, ValueError) as nonsense:
        raise RegisterDownError from nonsense
