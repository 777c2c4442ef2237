"""The shell script that makes the environment: plain POSIX, and clear when it cannot."""

import os
import shutil
import subprocess

import pytest

from tests.architecture.sources import REPOSITORY

LAUNCHER = REPOSITORY / "motcua"


@pytest.mark.parametrize("shell", ["sh", "dash", "bash", "busybox"])
def test_every_shell_reads_it(shell):
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    command = [shell, "sh", "-n"] if shell == "busybox" else [shell, "-n"]
    assert subprocess.run([*command, LAUNCHER], check=False).returncode == 0


def launch(clone, path, *arguments, **env):
    copy = clone / "motcua"
    shutil.copy(LAUNCHER, copy)
    return subprocess.run(
        ["/bin/sh", copy, *arguments],
        env={"PATH": str(path), "HOME": str(clone), **env},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def tools(tmp_path):
    """A PATH with the few tools of every machine, and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in ("dirname", "cat", "cksum", "rm", "mkdir", "env"):
        (folder / tool).symlink_to(shutil.which(tool))
    return folder


def fake_python(folder, version):
    python = folder / "python3"
    python.write_text(f"#!/bin/sh\ncase $2 in *version_info*) exit {0 if version else 1};; esac\n")
    python.chmod(0o755)


def test_without_python_it_says_what_to_install(tmp_path, tools):
    ran = launch(tmp_path, tools)
    assert ran.returncode == 1
    assert "Python 3.11" in ran.stderr
    assert "apt install python3" in ran.stderr


def test_a_python_that_is_too_old_does_not_count(tmp_path, tools):
    fake_python(tools, version=False)
    assert "was not found" in launch(tmp_path, tools).stderr


def test_a_folder_that_is_no_environment_is_not_removed(tmp_path, tools):
    fake_python(tools, version=True)
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("keep")
    ran = launch(tmp_path, tools, MOTCUA_VENV=str(precious))
    assert ran.returncode == 1
    assert "is not a Python environment" in ran.stderr
    assert (precious / "file").read_text() == "keep"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_clone_of_somebody_else_is_told(tmp_path, tools):
    fake_python(tools, version=True)
    shutil.copy(LAUNCHER, tmp_path / "motcua")
    tmp_path.chmod(0o555)
    ran = subprocess.run(
        ["/bin/sh", tmp_path / "motcua"],
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )
    tmp_path.chmod(0o755)
    assert "may not write" in ran.stderr


def test_ci_calls_the_tests_and_nothing_else():
    lines = (REPOSITORY / ".ci" / "run").read_text().splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert len(commands) == 1
    assert "motcua" in commands[0]
    assert " test" in commands[0]
