import tempfile
from pathlib import Path

from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from motcua.channels.large_uploads import NamelessFileHandler
from motcua.kit import crypto

LARGE = b"0123456789abcdef" * (3 << 16)  # 3 MiB, in several pieces


def take(request):
    """What came, and what lies under a name meanwhile."""
    file = request.FILES["file"]
    whole = b"".join(file.chunks())
    named = [*Path(tempfile.gettempdir()).iterdir()]
    return HttpResponse(f"{file.name} {file.size} {crypto.sha256(whole)} {len(named)}")


urlpatterns = [path("take/", take)]


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
def test_a_large_upload_is_whole_and_has_no_name_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sent = tmp_path / "ho-so.csv"
    sent.write_bytes(LARGE)
    with sent.open("rb") as file:
        told = Client().post("/take/", {"file": file}).content.decode()
    assert told == f"ho-so.csv {len(LARGE)} {crypto.sha256(LARGE)} 1"  # the one that was sent


def test_what_is_broken_off_is_closed():
    handler = NamelessFileHandler()
    handler.upload_interrupted()  # before anything came
    handler.new_file("file", "ho-so.csv", "text/csv", None)
    handler.receive_data_chunk(LARGE, 0)
    handler.upload_interrupted()
    assert handler.file.closed
