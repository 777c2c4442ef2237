import json
import socket

import pytest
from click.testing import CliRunner

from motcua.audit.types import Place, Proof
from motcua.cli.commands import COMMANDS, motcua
from motcua.cli.keys import make_missing_keys
from motcua.cli.places import Places
from motcua.kit import merkle


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("MOTCUA_DATA", str(tmp_path / "var"))

    def invoke(*arguments):
        return CliRunner().invoke(motcua, [str(argument) for argument in arguments])

    return invoke


def test_help_names_every_command_without_importing_them(run):
    told = run("--help")
    assert told.exit_code == 0
    assert all(name in told.output for name, late in COMMANDS.items() if late.about)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_is_there(run, name):
    told = run(name, "--help")
    assert told.exit_code == 0, told.output


@pytest.mark.parametrize("name", [n for n in COMMANDS if n not in {"check", "lock", "translate"}])
def test_the_data_folder_can_be_named_on_every_command(run, name):
    groups = {
        "audit": ["verify"],
        "catalogue": ["processes"],
        "keys": ["list"],
        "legacy": ["import"],
    }
    told = run(name, *groups.get(name, []), "--help")
    # A test and a measurement work in a folder of their own and throw it away.
    assert ("--data" in told.output) == (name not in {"test", "bench"})


def test_an_unknown_command_is_refused(run):
    assert run("fly").exit_code == 2


# ------------------------------------------------------------------ up


def test_a_taken_port_is_told(run, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = run("up", "--port", port, "--data", tmp_path / "x")
    assert told.exit_code == 1
    assert f"port {port} is taken" in told.output
    assert "--port" in told.output


# ------------------------------------------------------------------ keys


def test_keys_are_made_once_and_kept_private(tmp_path):
    make_missing_keys(Places(tmp_path))
    first = (tmp_path / "keys" / "data.json").read_text()
    make_missing_keys(Places(tmp_path))
    assert (tmp_path / "keys" / "data.json").read_text() == first
    assert (tmp_path / "keys").stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "keys").iterdir())


def test_rotating_adds_a_version_and_prints_no_key(run, tmp_path):
    make_missing_keys(Places(tmp_path / "var"))
    assert "version 2 seals" in run("keys", "rotate").output
    told = run("keys", "list").output
    assert "version 1: opens\n" in told
    assert "version 2: seals and opens" in told
    stored = json.loads((tmp_path / "var" / "keys" / "data.json").read_text())
    assert not any(key in told for key in stored["seal"].values())


def test_listing_before_the_first_start_says_what_to_do(run):
    told = run("keys", "list")
    assert told.exit_code == 1
    assert "./motcua up" in told.output


# ------------------------------------------------------------------ audit check


@pytest.fixture
def proof():
    entry, other = '{"id": 7}', merkle.leaf(b"other")
    leaves = [merkle.leaf(entry.encode()), other]
    seal = json.dumps({"batch_root": merkle.root(leaves).hex()})
    return Proof(
        entry=entry,
        in_batch=Place(0, 2, [other.hex()]),
        seal=seal,
        in_log=Place(0, 1, []),
        root=merkle.leaf(seal.encode()).hex(),
    )


@pytest.fixture
def file(tmp_path, proof):
    path = tmp_path / "proof.json"
    path.write_text(proof.dump())
    return path


def test_a_proof_is_checked_without_a_database(run, file, proof, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    told = run("audit", "check", file, "--root", proof.root)
    assert told.exit_code == 0
    assert proof.entry in told.output


def test_a_forged_proof_is_refused(run, file):
    file.write_text(file.read_text().replace('\\"id\\": 7', '\\"id\\": 8'))
    told = run("audit", "check", file)
    assert told.exit_code == 1
    assert "does not hold" in told.output


def test_a_proof_for_another_root_is_refused(run, file):
    told = run("audit", "check", file, "--root", "00")
    assert told.exit_code == 1
    assert "not to the root you know" in told.output


@pytest.mark.parametrize("text", ["", "{}", "[]", "no json", '{"in_batch": 1, "in_log": 2}'])
def test_something_else_is_no_proof(run, file, text):
    file.write_text(text)
    told = run("audit", "check", file)
    assert told.exit_code == 1
    assert "is not a proof" in told.output


# ------------------------------------------------------------------ catalogue


def test_a_file_of_processes_that_is_no_json_is_told(run, tmp_path):
    wrong = tmp_path / "processes.json"
    wrong.write_text("<xml>")
    told = run("catalogue", "processes", wrong)
    assert told.exit_code == 1
    assert "processes.json is not JSON" in told.output
    assert run("catalogue", "processes", tmp_path / "nothing.json").exit_code == 2
