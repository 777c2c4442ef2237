import socket

import pytest
from click.testing import CliRunner

from motcua.cli.up import up


@pytest.mark.parametrize(("port", "whose"), [("8400", "sandbox"), ("8425", "mailbox")])
def test_the_site_and_the_sandbox_cannot_share_a_port(tmp_path, monkeypatch, port, whose):
    monkeypatch.setenv("MOTCUA_DATA", str(tmp_path))

    ran = CliRunner().invoke(up, ["--port", port, "--sandbox-port", "8400"])

    assert ran.exit_code == 1
    assert f"port {port} is the {whose}'s" in ran.output
    assert not (tmp_path / "postgresql").exists()


def test_a_port_of_another_program_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("MOTCUA_DATA", str(tmp_path))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        ran = CliRunner().invoke(up, ["--port", str(port), "--no-sandbox"])

    assert ran.exit_code == 1
    assert f"port {port} is taken by another program" in ran.output
