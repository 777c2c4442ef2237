"""A site that is half open does not start. Each refusal names the setting and what to do."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connection

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SANDBOX_SECRET = "sandbox-secret"  # noqa: S105  (the one that must not leave the sandbox)
SHORTEST_KEY = 50


@register(Tags.security)
def the_door_is_closed(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    del app_configs, kwargs
    return [*_keys(), *_addresses(), *_outside()]


@register(Tags.database)
def the_role_is_bound(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **kwargs: object,
) -> list[CheckMessage]:
    """Row-level security does not bind a superuser, nor a role that may bypass it."""
    del app_configs, kwargs
    if not databases:
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
            )
            unbound = cursor.fetchone()[0]
    except DatabaseError:
        return []  # the health page tells of a database that is down
    if not unbound:
        return []
    hint = "Let the site connect as a role that may SET ROLE motcua_app; see run-in-production.md."
    return [Error("The site's database role is a superuser.", hint=hint, id="motcua.E001")]


def _keys() -> Iterator[CheckMessage]:
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        hint = "Delete <data>/keys/django.key and start `./motcua up`: it makes a good one."
        yield Error("The key of sessions is too short.", hint=hint, id="motcua.E002")
    if settings.DEBUG:
        yield Error("DEBUG shows secrets to visitors.", hint="Remove it.", id="motcua.E003")


def _addresses() -> Iterator[CheckMessage]:
    address = urlsplit(settings.SITE_ADDRESS)
    if address.scheme != "https" and address.hostname not in LOOPBACK:
        hint = "Put a web server with a certificate in front, and set MOTCUA_ADDRESS=https://…"
        yield Error("The site would be open without HTTPS.", hint=hint, id="motcua.E004")
    if "*" in settings.ALLOWED_HOSTS:
        hint = "Name the hosts in MOTCUA_HOSTS."
        yield Error("Any host name would be accepted.", hint=hint, id="motcua.E005")


def _outside() -> Iterator[CheckMessage]:
    """The demo's other systems may only serve the demo."""
    if urlsplit(settings.SITE_ADDRESS).hostname in LOOPBACK:
        return
    if settings.EID_CLIENT_SECRET == SANDBOX_SECRET:
        hint = "Set MOTCUA_EID_CLIENT_ID and MOTCUA_EID_CLIENT_SECRET."
        yield Error("The e-ID secret is the sandbox's.", hint=hint, id="motcua.E006")
    for name in ("EID_ISSUER", "POPULATION_WSDL", "TSA_ADDRESS"):
        if urlsplit(getattr(settings, name)).hostname in LOOPBACK:
            hint = "Name the real system; see docs/howto/run-in-production.md."
            yield Error(f"{name} is the sandbox's.", hint=hint, id="motcua.E007")
