"""The authorities over HTTP. `/ca` `/ocsp` `/crl` as named in certificates, `/tsa` for RFC 3161."""

import datetime as dt
import os
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sandbox.faults import faulty
from sandbox.trust.authority import Authority
from sandbox.trust.hierarchy import FAMILIES


@lru_cache(maxsize=4)
def authority_in(folder: Path) -> Authority:
    return Authority(folder)


def _authority(request: Request) -> Authority:
    folder = getattr(request.app.state, "trust_folder", None)
    data = os.environ.get("SANDBOX_DATA") or os.environ.get("MOTCUA_DATA") or "var"
    return authority_in(Path(folder or Path(data) / "sandbox" / "trust"))


def _pem(*certificates: x509.Certificate) -> str:
    return "".join(c.public_bytes(serialization.Encoding.PEM).decode() for c in certificates)


@faulty("ca")
async def roots(request: Request) -> Response:
    """The roots a verifier has to trust, by what they are trusted for."""
    authority = _authority(request)
    return JSONResponse({f: _pem(authority.certificate(f"{f}-root")) for f in FAMILIES})


@faulty("ca")
async def issuer(request: Request) -> Response:
    label = request.path_params["label"].removesuffix(".cer")
    if label not in {f"{f}-{level}" for f in FAMILIES for level in ("root", "issuing")}:
        return PlainTextResponse("no such authority", status_code=404)
    der = _authority(request).certificate(label).public_bytes(serialization.Encoding.DER)
    return Response(der, media_type="application/pkix-cert")


@faulty("ca")
async def issue(request: Request) -> Response:
    """A certificate for the request in the body (PEM). `?family=public` `?days=` (may be negative)."""
    wanted = x509.load_pem_x509_csr(await request.body())
    family = request.query_params.get("family", "government")
    days = float(request.query_params.get("days", "1095"))
    if family not in FAMILIES or not wanted.is_signature_valid:
        return PlainTextResponse("bad request", status_code=400)
    # It has been valid for a while: officials of the demo signed weeks ago.
    before = 30 if days <= 0 else 300
    begins = dt.datetime.now(dt.UTC) - dt.timedelta(days=before)
    lifetime = before + days
    chain = _authority(request).issue(wanted, family=family, days=lifetime, begins=begins)
    return PlainTextResponse(_pem(*chain), media_type="application/x-pem-file")


@faulty("ca")
async def revoke(request: Request) -> Response:
    """`{"serial": "<hex>"}`; from now on every proof says revoked."""
    asked = await request.json()
    _authority(request).revoke(int(str(asked["serial"]), 16))
    return JSONResponse({"revoked": asked["serial"]})


@faulty("ocsp")
async def ocsp(request: Request) -> Response:
    family = request.path_params["label"].removesuffix("-issuing")
    if family not in FAMILIES:
        return PlainTextResponse("no such authority", status_code=404)
    body = await request.body()
    answer = await run_in_threadpool(_authority(request).ocsp, family, body)
    return Response(answer, media_type="application/ocsp-response")


@faulty("crl")
async def crl(request: Request) -> Response:
    label = request.path_params["label"].removesuffix(".crl")
    if label not in {f"{f}-{level}" for f in FAMILIES for level in ("root", "issuing")}:
        return PlainTextResponse("no such list", status_code=404)
    answer = await run_in_threadpool(_authority(request).crl, label)
    return Response(answer, media_type="application/pkix-crl")


@faulty("tsa")
async def tsa(request: Request) -> Response:
    body = await request.body()
    answer = await run_in_threadpool(_authority(request).timestamp, body)
    return Response(answer, media_type="application/timestamp-reply")


ROUTES = [
    Route("/ca/roots", roots),
    Route("/ca/issue", issue, methods=["POST"]),
    Route("/ca/revoke", revoke, methods=["POST"]),
    Route("/ca/{label}", issuer),
    Route("/ocsp/{label}", ocsp, methods=["POST"]),
    Route("/crl/{label}", crl),
    Route("/tsa", tsa, methods=["POST"]),
]

app = Starlette(routes=ROUTES)
