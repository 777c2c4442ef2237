"""Whose the piles from the scanner are, how long, and who opens the folders."""

import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as site

from motcua.directory import api as directory
from motcua.directory.types import Role
from motcua.documents import api as documents, errors
from motcua.documents.models import ScanFolder, ScannedPile, StoredFile
from motcua.documents.types import FolderProblem
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import MACHINE, make_citizen, official_actor, receptionist
from tests.documents import scans
from tests.documents.shares import QUIET, after, found, lying, opened, verbs

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------ whose they are


def test_nobody_else_sees_a_pile(folder, scanner, administrator):
    (folder / "a.pdf").write_bytes(scans.pile(0.0))
    after()
    (pile,) = found(scanner).piles
    head = official_actor(Role.HEAD, unit_kind="civil_status")

    for other in (receptionist(name="Lê Thị Hai"), administrator, head, make_citizen()):
        with acting(other.scope):
            assert documents.scanned(other).piles == ()
            assert not ScannedPile.objects.exists()
            assert not StoredFile.objects.exists()
            with pytest.raises((errors.PileGoneError, errors.ScanSeatError)):
                documents.pile_picture(other, pile.id)
        for command in (documents.use_piles, documents.drop_piles):
            with pytest.raises((errors.PileGoneError, errors.ScanSeatError)):
                command(actor=other, pile_ids=[pile.id])
        with pytest.raises((errors.PileGoneError, errors.ScanSeatError)):
            documents.split_scanned(other, pile_ids=[pile.id], owner_id=scanner.person_id)

    assert found(scanner).piles == (pile,)


def test_a_pile_is_used_once(folder, scanner):
    (folder / "a.pdf").write_bytes(scans.pile(0.0))
    after()
    (pile,) = found(scanner).piles

    documents.use_piles(actor=scanner, pile_ids=[pile.id])

    for again in (documents.use_piles, documents.drop_piles):
        with pytest.raises(errors.PileGoneError):
            again(actor=scanner, pile_ids=[pile.id])
    assert found(scanner).piles == ()
    with acting(SYSTEM):
        row = ScannedPile.objects.get(pk=pile.id)
        assert row.file.erased_at is not None
        assert row.face_sealed is None
    assert verbs(pile.id) == ["documents.take_scan", "documents.use_scan"]


def test_a_pile_thrown_away_may_be_put_in_again(folder, scanner):
    content = scans.pile(0.0)
    (folder / "a.pdf").write_bytes(content)
    after()
    with pytest.raises(errors.NoPileChosenError):
        documents.drop_piles(actor=scanner, pile_ids=[])
    assert documents.drop_piles(actor=scanner, pile_ids=[found(scanner).piles[0].id]) == 1
    assert found(scanner).piles == ()

    (folder / "a.pdf").write_bytes(content)
    after()
    assert len(found(scanner).piles) == 1


def test_what_nobody_used_is_forgotten_on_the_share_too(folder, scanner):
    (folder / "a.pdf").write_bytes(scans.pile(0.0))
    (folder / "b.txt").write_bytes(b"no page at all")
    after(3 * QUIET.total_seconds())
    told = found(scanner)
    last = clock.now() + timedelta(days=site.SCANS_KEPT_DAYS)
    with clock.set_to(last):
        assert documents.forget_piles() == 0
        assert found(scanner) == told

    with clock.set_to(last + timedelta(days=1)):
        assert documents.forget_piles() == 2
        assert found(scanner).piles == found(scanner).refused == ()

    assert lying(folder) == []
    with acting(SYSTEM):
        assert not StoredFile.objects.filter(erased_at=None).exists()


# ------------------------------------------------------------------ who opens folders, and how they do


def test_a_folder_is_opened_and_closed_by_whoever_runs_the_office(scanner, administrator):
    agency_id = scanner.seats[0].agency_id
    far = official_actor(Role.ADMINISTRATOR, unit_kind="leadership", agency="H53.31.01")
    specialist = official_actor(Role.CASE_OFFICER, unit_kind="civil_status")
    for actor in (scanner, specialist, far):
        with pytest.raises(errors.ScanFolderSeatError):
            documents.open_scan_folder(
                actor=actor, person_id=scanner.person_id, agency_id=agency_id
            )
    with pytest.raises(errors.NotAtCounterError):
        documents.open_scan_folder(
            actor=administrator, person_id=specialist.person_id, agency_id=agency_id
        )
    with acting(SYSTEM):
        assert not ScanFolder.objects.exists()
    assert not Path(site.SCANS).exists()

    first = opened(administrator, scanner)
    assert first.name.startswith("do-van-cuc-")
    assert first.stat().st_mode & 0o777 == 0o730  # the share drops in, lists nothing; no one else
    with pytest.raises(errors.ScanFolderOpenError):
        opened(administrator, scanner)
    with acting(SYSTEM):
        row = ScanFolder.objects.get()
    with pytest.raises(errors.ScanFolderSeatError):
        documents.close_scan_folder(actor=scanner, folder_id=row.id)
    with pytest.raises(errors.ScanFolderMissingError):
        documents.close_scan_folder(actor=far, folder_id=row.id)
    documents.close_scan_folder(actor=administrator, folder_id=row.id)
    assert verbs(row.id) == ["documents.open_scan_folder", "documents.close_scan_folder"]

    (first / "a.pdf").write_bytes(scans.pile(0.0))
    second = opened(administrator, scanner)
    assert second.name != first.name
    assert after() == 0
    assert lying(first) == ["a.pdf"]


def test_where_nothing_can_be_made_no_folder_is_told(scanner, administrator, settings, tmp_path):
    settings.SCANS = tmp_path / "no" / "such" / "share"

    with pytest.raises(errors.ScanShareError):
        opened(administrator, scanner)

    with acting(SYSTEM):
        assert not ScanFolder.objects.exists()


def test_the_folder_says_what_is_wrong_with_it(folder, scanner, monkeypatch):
    def problem():
        documents.take_scans()
        return found(scanner).folder.problem

    assert problem() is None
    assert found(scanner).folder.looked_at is not None
    folder.rmdir()
    assert problem() is FolderProblem.MISSING
    folder.mkdir()
    with monkeypatch.context() as no_right:
        no_right.setattr(os, "access", lambda *_: False)
        assert problem() is FolderProblem.LOCKED
    assert problem() is None


def test_a_full_disk_is_told_and_the_file_waits(folder, scanner, monkeypatch):
    (folder / "a.pdf").write_bytes(scans.pile(0.0))

    def full(_number):
        raise OSError(errno.ENOSPC, "No space left on device")

    before = len(lying(Path(site.STORED_FILES)))
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        after()
    assert found(scanner).folder.problem is FolderProblem.FAILED
    assert len(lying(Path(site.STORED_FILES))) == before  # no half of it either
    assert len(lying(folder)) == 1

    after()
    assert found(scanner).folder.problem is None
    assert [one.name for one in found(scanner).piles] == ["a.pdf"]


def test_who_no_longer_receives_gets_nothing(folder, scanner):
    (folder / "a.pdf").write_bytes(scans.pile(0.0))
    directory.end_seat(actor=MACHINE, seat_id=scanner.seats[0].id, on=clock.today())

    with clock.set_to(clock.now() + timedelta(days=1)):
        assert after() == 0
        assert found(scanner).folder.problem is FolderProblem.UNSEATED
    assert lying(folder) == ["a.pdf"]
