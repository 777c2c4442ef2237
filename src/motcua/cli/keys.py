"""The secrets of an installation: made once, kept outside the database."""

import json
import secrets

import click

from motcua.cli.places import Places, data_option, places
from motcua.kit.crypto import add_key


def make_missing_keys(at: Places) -> None:
    at.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    at.keys.chmod(0o700)
    django_key = at.keys / "django.key"
    if not django_key.exists():
        new = at.keys / "django.key.new"
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(64), encoding="ascii")
        new.replace(django_key)  # whole or not at all: an empty key would stay for ever
    if not (at.keys / "data.json").exists():
        add_key(at.keys / "data.json")


@click.group()
def keys() -> None:
    """Keys that seal personal data."""


@keys.command("list")
@data_option
def show() -> None:
    """Which versions there are; the newest seals, all of them open. No key is printed."""
    path = places().keys / "data.json"
    if not path.exists():
        raise click.ClickException(f"{path} is not there yet: run `./motcua up` once")
    versions = sorted(int(version) for version in json.loads(path.read_text("ascii"))["seal"])
    for version in versions:
        print(f"version {version}: {'seals and opens' if version == versions[-1] else 'opens'}")


@keys.command()
@data_option
def rotate() -> None:
    """Add a key: what is written from now on is sealed with it; older rows stay readable."""
    version = add_key(places().keys / "data.json")
    print(
        f"version {version} seals from now on. Keep a copy of {places().keys} outside this machine."
    )
