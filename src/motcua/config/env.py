"""Settings come from the environment; secrets from files under the data folder."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]


class MissingSettingError(RuntimeError):
    """The start stops here, naming the setting."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f"{name} is not set: {hint}")


def text(name: str, default: str | None = None, *, hint: str = "set it in the environment") -> str:
    value = os.environ.get(name, default)
    if value is None or value == "":
        if default == "":
            return ""
        raise MissingSettingError(name, hint)
    return value


def flag(name: str, *, default: bool) -> bool:
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    return int(text(name, str(default)))


def words(name: str, default: str) -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def data_folder() -> Path:
    """Where this installation keeps what it must not lose: files, keys, the embedded database."""
    return Path(text("MOTCUA_DATA", str(REPOSITORY / "var"))).resolve()


def secret(name: str) -> str:
    """A secret from `<data>/keys/<name>`; the command line makes the missing ones with `up`."""
    path = data_folder() / "keys" / name
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise MissingSettingError(str(path), "run `./motcua up` once, or write the file") from None
