"""PostgreSQL refuses to run as root: under which account it runs then."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

SYSTEM_USER = "motcua"


@dataclass(frozen=True, slots=True)
class Account:
    """How to start a program: who it becomes, and what stands before its command."""

    uid: int | None = None
    gid: int | None = None
    prefix: tuple[str, ...] = ()

    def popen_options(self) -> dict[str, Any]:
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_reach(self, program: Path, folder: Path) -> bool:
        """Whether it can run `program` and pass through `folder`."""
        try:
            tried = subprocess.run(
                [*self.prefix, "sh", "-c", '"$1" --version && cd "$2"', "sh", program, folder],
                capture_output=True,
                check=False,
                **self.popen_options(),
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return tried.returncode == 0

    def own(self, folder: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)


def account_for(program: Path, folder: Path, *, owner: int | None) -> Account:
    """The account for `program` working below `folder`; `owner` is whose files are already there."""
    if os.geteuid() != 0:
        return Account()
    # In a user namespace without a mapping, root keeps its files but is no longer called root.
    unmapped = Account(prefix=("unshare", "--user"))
    candidates = [unmapped] if owner == 0 else [_unprivileged(owner), unmapped]
    for account in candidates:
        if account is not None and account.can_reach(program, folder):
            return account
    message = (
        f"PostgreSQL does not run as root, and no other account can reach {folder} and {program}. "
        "Keep the clone and its data where others may pass (for example /srv or /opt), "
        "start as an ordinary user, or name a server in DATABASE_URL."
    )
    raise click.ClickException(message)


def _unprivileged(owner: int | None) -> Account | None:
    if owner is not None:
        return Account(uid=owner, gid=_group_of(owner))
    entry = _system_user()
    return None if entry is None else Account(uid=entry.pw_uid, gid=entry.pw_gid)


def _group_of(uid: int) -> int:
    try:
        return pwd.getpwuid(uid).pw_gid
    except KeyError:
        return uid


def _system_user() -> pwd.struct_passwd | None:
    """The system user `motcua`, made when missing; else one that PostgreSQL packages make."""
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if useradd is not None and not _known(SYSTEM_USER):
        subprocess.run(
            [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            capture_output=True,
            check=False,
        )
    return _known(SYSTEM_USER) or _known("postgres")


def _known(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None
