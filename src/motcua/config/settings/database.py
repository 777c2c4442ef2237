"""PostgreSQL. The application never runs as the owner of its tables: row-level security binds it."""

from urllib.parse import unquote, urlsplit

from motcua.config import env

APPLICATION_ROLE = "motcua_app"


def connection(url: str, *, role: str | None) -> dict[str, object]:
    """Settings for one PostgreSQL address, optionally stepping down to `role` on connecting."""
    parts = urlsplit(url)
    options: dict[str, object] = {
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
        # A statement that comes again is planned once a connection: row-level security makes plans dear.
        "server_side_binding": True,
        "prepare_threshold": 3,
    }
    if role is not None:
        options["options"] = f"-c role={role}"
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


DATABASE_URL = env.text("DATABASE_URL", hint="run `./motcua up`, or name a PostgreSQL server")
DATABASES = {"default": connection(DATABASE_URL, role=APPLICATION_ROLE)}
