"""A scanner's folder: what is whole is taken once, what grows is left, what is no page is set aside."""

import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as site
from PIL import Image

from motcua.directory.types import Role
from motcua.documents import api as documents
from motcua.documents.actions.take_scans import WAIT_FOR_THE_REST
from motcua.documents.models import ScannedPile
from motcua.documents.types import FolderProblem
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import make_citizen, official_actor, receptionist
from tests.documents import scans
from tests.documents.shares import QUIET, after, found, lying, opened, tiff, verbs

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------ what is taken


def test_what_a_scanner_saves_becomes_a_pile_and_leaves_the_share(folder, scanner):
    (folder / "SCAN0001.PDF").write_bytes(scans.pile(0.0, 0.0))

    assert after() == 1

    (pile,) = found(scanner).piles
    assert (pile.name, pile.pages, pile.pictured) == ("SCAN0001.PDF", 2, True)
    assert pile.keep_until == clock.today() + timedelta(days=site.SCANS_KEPT_DAYS)
    assert lying(folder) == []
    assert verbs(pile.id) == ["documents.take_scan"]
    with acting(SYSTEM):
        file = ScannedPile.objects.get(pk=pile.id).file
        stored = next(site.STORED_FILES.rglob(file.id.hex)).read_bytes()
        assert b"%PDF" not in stored  # sealed
        assert (file.agencies, file.owner_id) == ([], scanner.person_id)
    with (
        acting(scanner.scope),
        Image.open(io.BytesIO(documents.pile_picture(scanner, pile.id))) as face,
    ):
        assert max(face.size) <= 240


@pytest.mark.parametrize("how", [{}, {"compression": "group4"}])
def test_a_tiff_of_several_pages_is_one_pile_of_pages(folder, scanner, how):
    pages = [scans.page(0.0, seed).convert("1" if how else "RGB") for seed in (1, 2)]
    (folder / "xap.tif").write_bytes(tiff(*pages, **how))

    assert after(3 * QUIET.total_seconds()) == 1

    (pile,) = found(scanner).piles
    assert pile.pages == 2
    refs = documents.split_scanned(scanner, pile_ids=[pile.id], owner_id=make_citizen().person_id)
    assert [ref.media_type for ref in refs] == ["image/jpeg"] * 2


def test_a_file_that_still_grows_is_left(folder, scanner):
    whole = scans.pile(0.0)
    place = folder / "SCAN0001.PDF"
    for part in (1000, 5000, 9000):
        place.write_bytes(whole[:part])
        assert after() == 0  # quiet, but it does not end as a PDF ends
    place.write_bytes(whole)
    assert after(1) == 0  # only just written
    assert after() == 1
    assert found(scanner).piles[0].pages == 1


@pytest.mark.parametrize("suffix", ["pdf", "jpg"])
def test_what_never_becomes_whole_is_told_and_never_taken(folder, scanner, suffix):
    whole = scans.pile(0.0) if suffix == "pdf" else scans.jpeg(scans.page())
    (folder / f"a.{suffix}").write_bytes(whole[:-40])

    assert after(WAIT_FOR_THE_REST - 1) == 0
    assert after(WAIT_FOR_THE_REST) == 1

    told = found(scanner)
    assert told.piles == ()
    assert "ghi dở" in told.refused[0].reason


def test_the_same_file_twice_is_one_pile(folder, scanner):
    content = scans.pile(0.0)
    (folder / "a.pdf").write_bytes(content)
    (folder / "b.pdf").write_bytes(content)
    after()
    (folder / "a.pdf").write_bytes(content)
    after()

    assert len(found(scanner).piles) == 1
    assert lying(folder) == []


@pytest.mark.parametrize("where", ["rename", "lstat", "fsync", "unlink"])
def test_cut_off_anywhere_nothing_is_lost_or_doubled(folder, scanner, monkeypatch, where):
    """As `kill -9` leaves it: while it is taken, while it is stored, before it is removed."""
    (folder / "a.pdf").write_bytes(scans.pile(0.0))
    (folder / "b.pdf").write_bytes(scans.pile(1.0))
    documents.take_scans()
    place = os if where == "fsync" else Path
    works = getattr(place, where)

    def killed(*what, **how):
        if where != "unlink":
            works(*what, **how)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, clock.set_to(clock.now() + QUIET):
        broken.setattr(place, where, killed)
        with pytest.raises(KeyboardInterrupt):
            documents.take_scans()
    assert len(lying(folder)) == 2

    after()
    assert sorted(one.name for one in found(scanner).piles) == ["a.pdf", "b.pdf"]
    assert lying(folder) == []


def test_a_scanner_that_numbers_anew_overwrites_nothing_unseen(folder, scanner, monkeypatch):
    """The next SCAN0001 arrives while the last one is being removed."""
    place = folder / "SCAN0001.PDF"
    place.write_bytes(scans.pile(0.0))
    unlink = Path.unlink

    def arrives(path, **how):
        place.write_bytes(scans.pile(0.0, 0.0))
        unlink(path, **how)

    with monkeypatch.context() as busy:
        busy.setattr(Path, "unlink", arrives)
        assert after() == 1
    assert lying(folder) == ["SCAN0001.PDF"]

    assert after() == 1
    assert sorted(one.pages for one in found(scanner).piles) == [1, 2]


def test_rubbish_and_unfinished_names_are_left_alone(folder, scanner):
    for name in ("Thumbs.db", ".hidden.pdf", "~a.pdf", "a.pdf.part", "a.pdf.tmp"):
        (folder / name).write_bytes(scans.pile(0.0))

    assert after() == 0
    assert len(lying(folder)) == 5


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("thu.docx", b"PK\x03\x04 words", "không phải PDF hay ảnh"),
        ("anh.jpg", b"%PDF-1.7 x\n%%EOF", "không đúng với đuôi"),
        ("hong.pdf", b"%PDF-1.7 broken\n%%EOF", "bị hỏng"),
        ("to.pdf", b"%PDF-" + bytes(21 * 2**20) + b"%%EOF", "vượt quá 20 MB"),
        ("vong.tif", b"II*\0\x08\0\0\0" + b"\xff" * 40, "bị hỏng"),
    ],
)
def test_what_is_no_page_is_set_aside_with_its_reason(folder, scanner, name, content, reason):
    (folder / name).write_bytes(content)
    (folder / "tot.pdf").write_bytes(scans.pile(0.0))

    assert after(3 * QUIET.total_seconds()) == 2

    told = found(scanner)
    assert [one.name for one in told.piles] == ["tot.pdf"]  # the good part is not lost
    (refused,) = told.refused
    assert reason in refused.reason
    assert name in refused.reason
    assert lying(folder) == [refused.aside]
    assert (folder / refused.aside).read_bytes() == content
    assert verbs(refused.id) == ["documents.refuse_scan"]


def test_a_signed_file_is_set_aside(office, settings, tmp_path):
    settings.SCANS = tmp_path / "scans"
    scanner = receptionist()
    admin = official_actor(Role.ADMINISTRATOR, unit_kind="leadership")
    (opened(admin, scanner) / "ket-qua.pdf").write_bytes(office.pdf(office.signed()))

    after()

    assert "chữ ký số" in found(scanner).refused[0].reason


def test_links_lead_nowhere(folder, scanner, administrator, tmp_path):
    """Neither a file nor a whole folder of somebody else."""
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(scans.pile(0.0))
    (folder / "a.pdf").symlink_to(secret)
    os.mkfifo(folder / "b.pdf")
    assert after() == 0
    assert secret.exists()

    colleague = receptionist(name="Lê Thị Hai")
    other = opened(administrator, colleague)
    other.rmdir()
    other.symlink_to(folder, target_is_directory=True)
    (folder / "c.pdf").write_bytes(scans.pile(1.0))
    after()

    assert found(colleague).piles == ()
    assert found(colleague).folder.problem is FolderProblem.LINKED
    assert [one.name for one in found(scanner).piles] == ["c.pdf"]
