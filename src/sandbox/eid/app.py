"""The e-ID provider: OpenID Connect with authorisation code and PKCE, and with switchable faults."""

import base64
import time
from urllib.parse import urlencode, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.eid import tokens
from sandbox.eid.grants import CODE_SECONDS, Grant, Grants
from sandbox.faults import fault, faulty
from sandbox.pages import choice, hidden, page
from sandbox.persons import everybody

SYSTEM = "eid"
CLIENTS = {"motcua": "sandbox-secret"}
LEVELS = {"LoA2": "Mức độ 2 (đã xác thực sinh trắc)", "LoA1": "Mức độ 1"}
RETURN_PATHS = frozenset({"/dang-nhap/tro-ve/"})
ASKED = ("client_id", "redirect_uri", "state", "nonce", "code_challenge")

grants = Grants()


def issuer_of(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '')}"


@faulty(SYSTEM)
async def discovery(request: Request) -> Response:
    issuer = issuer_of(request)
    return JSONResponse(
        {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/oauth2/authorize",
            "token_endpoint": f"{issuer}/oauth2/token",
            "userinfo_endpoint": f"{issuer}/oauth2/userinfo",
            "jwks_uri": f"{issuer}/oauth2/jwks",
            "end_session_endpoint": f"{issuer}/oidc/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "acr_values_supported": list(LEVELS),
            "scopes_supported": ["openid"],
        }
    )


@faulty(SYSTEM)
async def jwks(request: Request) -> Response:
    del request
    if fault(SYSTEM) == "jwks_down":
        return Response(status_code=500)
    return JSONResponse({"keys": [tokens.key().as_dict(private=False)]})


def _may_return_to(uri: str) -> bool:
    parts = urlsplit(uri)
    local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    return local and parts.scheme in {"http", "https"} and parts.path in RETURN_PATHS


def _complaint(asked: dict[str, str]) -> str:
    if asked.get("client_id") not in CLIENTS:
        return "Cổng gọi đến chưa đăng ký."
    if not _may_return_to(asked.get("redirect_uri", "")):
        return "Địa chỉ trở về chưa đăng ký."
    if not asked.get("code_challenge"):
        return "Yêu cầu thiếu PKCE (code_challenge)."
    return ""


@faulty(SYSTEM)
async def authorize(request: Request) -> Response:
    asked = {name: request.query_params.get(name, "") for name in ASKED}
    complaint = _complaint(asked)
    if request.query_params.get("code_challenge_method") != "S256":
        complaint = complaint or "Chỉ nhận PKCE kiểu S256."
    if complaint:
        return page("Không đăng nhập được", f"<p>{complaint}</p>", status=400)
    return page("Đăng nhập định danh điện tử", _choose_person(asked))


def _choose_person(asked: dict[str, str]) -> str:
    persons = "".join(
        choice("person", one.personal_id, one.name, chosen=rank == 0, note=one.personal_id)
        for rank, one in enumerate(everybody().values())
    )
    levels = "".join(choice("acr", acr, LEVELS[acr], chosen=acr == "LoA2") for acr in LEVELS)
    buttons = (
        "<p><button class=go name=answer value=yes>Đăng nhập</button> "
        "<button name=answer value=no>Từ chối</button></p>"
    )
    return (
        f"<form method=post>{hidden(asked)}{buttons}"
        f"<fieldset><legend>Mức độ định danh</legend>{levels}</fieldset>"
        f"<fieldset><legend>Ông/bà là ai?</legend>{persons}</fieldset>{buttons}</form>"
    )


@faulty(SYSTEM)
async def answer(request: Request) -> Response:
    form = {name: str(value) for name, value in (await request.form()).items()}
    if _complaint(form) or form.get("person", "") not in everybody():
        return page("Không đăng nhập được", "<p>Yêu cầu không hợp lệ.</p>", status=400)
    back: dict[str, str] = {"state": form.get("state", "")}
    if form.get("answer") == "no":
        back["error"] = "access_denied"
    else:
        back["code"] = grants.new_code(_grant(form))
    return RedirectResponse(f"{form['redirect_uri']}?{urlencode(back)}", status_code=303)


def _grant(form: dict[str, str]) -> Grant:
    return Grant(
        personal_id=form["person"],
        acr=form.get("acr", "LoA1"),
        client_id=form["client_id"],
        redirect_uri=form["redirect_uri"],
        nonce=form.get("nonce", ""),
        challenge=form["code_challenge"],
        auth_time=int(time.time()),
        expires=time.time() + CODE_SECONDS,
    )


def _client(request: Request, form: dict[str, str]) -> str | None:
    """client_secret_basic or client_secret_post."""
    scheme, _, encoded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        name, _, secret = base64.b64decode(encoded).decode().partition(":")
    else:
        name, secret = form.get("client_id", ""), form.get("client_secret", "")
    return name if secret and CLIENTS.get(name) == secret else None


@faulty(SYSTEM)
async def token(request: Request) -> Response:
    form = {name: str(value) for name, value in (await request.form()).items()}
    client = _client(request, form)
    if client is None:
        return JSONResponse({"error": "invalid_client"}, status_code=401)
    if fault(SYSTEM) == "token_500":
        return Response("<html>Internal error", status_code=500, media_type="text/html")
    grant = grants.redeem(
        form.get("code", ""),
        client_id=client,
        redirect_uri=form.get("redirect_uri", ""),
        verifier=form.get("code_verifier", ""),
    )
    if grant is None:
        return JSONResponse({"error": "invalid_grant"}, status_code=400)
    return JSONResponse(_tokens(grant, issuer_of(request)))


def _tokens(grant: Grant, issuer: str) -> dict[str, object]:
    given: dict[str, object] = {
        "access_token": grants.new_token(grant),
        "token_type": "Bearer",
        "expires_in": 600,
        "id_token": tokens.id_token(grant, issuer, fault(SYSTEM)),
    }
    if fault(SYSTEM) == "no_id_token":
        del given["id_token"]
    return given


@faulty(SYSTEM)
async def userinfo(request: Request) -> Response:
    if fault(SYSTEM) == "userinfo_500":
        return Response(status_code=500)
    grant = grants.of_token(request.headers.get("authorization", "").removeprefix("Bearer "))
    if grant is None:
        return JSONResponse({"error": "invalid_token"}, status_code=401)
    return JSONResponse(tokens.user_info(grant, fault(SYSTEM)))


async def logout(request: Request) -> Response:
    back = request.query_params.get("post_logout_redirect_uri", "")
    if urlsplit(back).hostname in {"127.0.0.1", "localhost", "::1"}:
        return RedirectResponse(back, status_code=303)
    return page("Đã đăng xuất", "<p>Ông/bà đã đăng xuất khỏi định danh điện tử.</p>")


app = Starlette(
    routes=[
        Route("/.well-known/openid-configuration", discovery),
        Route("/oauth2/jwks", jwks),
        Route("/oauth2/authorize", authorize, methods=["GET"]),
        Route("/oauth2/authorize", answer, methods=["POST"]),
        Route("/oauth2/token", token, methods=["POST"]),
        Route("/oauth2/userinfo", userinfo),
        Route("/oidc/logout", logout),
    ]
)

FAULTS = (
    *tokens.FALSE_CLAIMS,
    *tokens.FALSE_SIGNATURES,
    "no_id_token",
    "userinfo_of_another",
    "userinfo_swapped_number",
    "userinfo_without_subject",
    "userinfo_500",
    "no_number",
    "no_name",
    "jwks_down",
    "token_500",
)
