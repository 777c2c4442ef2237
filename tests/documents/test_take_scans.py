"""A scanner's folder: what is whole is taken once, what grows is left, what is no page is set aside."""

import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as site
from PIL import Image

from motcua.audit.models import Entry
from motcua.directory import api as directory
from motcua.directory.types import Role
from motcua.documents import api as documents, errors
from motcua.documents.actions.take_scans import WAIT_FOR_THE_REST
from motcua.documents.adapters.scanner import folder as scanner
from motcua.documents.models import ScanFolder, ScannedPile, StoredFile
from motcua.documents.types import FolderProblem
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import MACHINE, make_citizen, official_actor, receptionist
from tests.documents import scans

pytestmark = pytest.mark.django_db
QUIET = timedelta(seconds=site.SCANS_QUIET_SECONDS)


@pytest.fixture
def counter(province_with_procedures, settings, tmp_path):
    settings.SCANS = tmp_path / "scans"
    return receptionist()


@pytest.fixture
def administrator(counter):
    return official_actor(Role.ADMINISTRATOR, unit_kind="leadership", name="Ngô Văn Sáu")


def opened(administrator, official):
    name = documents.open_scan_folder(
        actor=administrator,
        person_id=official.person_id,
        agency_id=official.seats[0].agency_id,
    )
    return Path(site.SCANS) / name


@pytest.fixture
def folder(administrator, counter):
    return opened(administrator, counter)


def after(*seconds):
    """The worker looks, and again so many seconds later each time; how many files it took."""
    taken, now = documents.take_scans(), clock.now()
    for later in seconds or (QUIET.total_seconds(),):
        now += timedelta(seconds=later)
        with clock.set_to(now):
            taken += documents.take_scans()
    return taken


def found(actor):
    with acting(actor.scope):
        return documents.scanned(actor)


def lying(folder):
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def tiff(*pages, **how):
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], **how)
    return out.getvalue()


def verbs(about):
    with acting(SYSTEM):
        return list(
            Entry.objects.filter(object_id=str(about)).order_by("id").values_list("verb", flat=True)
        )


# ------------------------------------------------------------------ what is taken


def test_what_a_scanner_saves_becomes_a_pile_and_leaves_the_share(folder, counter):
    (folder / "SCAN0001.PDF").write_bytes(scans.pile(0.0, 0.0))

    assert after() == 1

    (pile,) = found(counter).piles
    assert (pile.name, pile.pages, pile.pictured) == ("SCAN0001.PDF", 2, True)
    assert pile.keep_until == clock.today() + timedelta(days=site.SCANS_KEPT_DAYS)
    assert lying(folder) == []
    assert verbs(pile.id) == ["documents.take_scan"]
    with acting(SYSTEM):
        file = ScannedPile.objects.get(pk=pile.id).file
        stored = next(site.STORED_FILES.rglob(file.id.hex)).read_bytes()
        assert b"%PDF" not in stored  # sealed
        assert (file.agencies, file.owner_id) == ([], counter.person_id)
    with (
        acting(counter.scope),
        Image.open(io.BytesIO(documents.pile_picture(counter, pile.id))) as face,
    ):
        assert max(face.size) <= 240


@pytest.mark.parametrize("how", [{}, {"compression": "group4"}])
def test_a_tiff_of_several_pages_is_one_pile_of_pages(folder, counter, how):
    pages = [scans.page(0.0, seed).convert("1" if how else "RGB") for seed in (1, 2)]
    (folder / "xap.tif").write_bytes(tiff(*pages, **how))

    assert after(3 * QUIET.total_seconds()) == 1

    (pile,) = found(counter).piles
    assert pile.pages == 2
    refs = documents.split_scanned(counter, pile_ids=[pile.id], owner_id=make_citizen().person_id)
    assert [ref.media_type for ref in refs] == ["image/jpeg"] * 2


def test_a_file_that_still_grows_is_left(folder, counter):
    whole = scans.pile(0.0)
    place = folder / "SCAN0001.PDF"
    for part in (1000, 5000, 9000):
        place.write_bytes(whole[:part])
        assert after() == 0  # quiet, but it does not end as a PDF ends
    place.write_bytes(whole)
    assert after(1) == 0  # only just written
    assert after() == 1
    assert found(counter).piles[0].pages == 1


@pytest.mark.parametrize("suffix", ["pdf", "jpg"])
def test_what_never_becomes_whole_is_told_and_never_taken(folder, counter, suffix):
    whole = scans.pile(0.0) if suffix == "pdf" else scans.jpeg(scans.page())
    (folder / f"a.{suffix}").write_bytes(whole[:-40])

    assert after(WAIT_FOR_THE_REST - 1) == 0
    assert after(WAIT_FOR_THE_REST) == 1

    told = found(counter)
    assert told.piles == ()
    assert "ghi dở" in told.refused[0].reason


def test_the_same_file_twice_is_one_pile(folder, counter):
    content = scans.pile(0.0)
    (folder / "a.pdf").write_bytes(content)
    (folder / "b.pdf").write_bytes(content)
    after()
    (folder / "a.pdf").write_bytes(content)
    after()

    assert len(found(counter).piles) == 1
    assert lying(folder) == []


@pytest.mark.parametrize("where", ["take", "remove"])
def test_cut_off_anywhere_nothing_is_lost_or_doubled(folder, counter, monkeypatch, where):
    """As `kill -9` leaves it: before the row is written, or between the row and the removal."""
    (folder / "a.pdf").write_bytes(scans.pile(0.0))
    (folder / "b.pdf").write_bytes(scans.pile(1.0))

    def killed(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        if where == "take":
            broken.setattr("motcua.documents.actions.take_scans._stored", killed)
        else:
            broken.setattr(scanner.Taken, "remove", killed)
        with pytest.raises(KeyboardInterrupt):
            after()
    assert len(lying(folder)) == 2

    after()
    assert sorted(one.name for one in found(counter).piles) == ["a.pdf", "b.pdf"]
    assert lying(folder) == []


def test_a_scanner_that_numbers_anew_overwrites_nothing_unseen(folder, counter, monkeypatch):
    """The next SCAN0001 arrives while the last one is being stored."""
    place = folder / "SCAN0001.PDF"
    place.write_bytes(scans.pile(0.0))
    remove = scanner.Taken.remove

    def arrives(taken):
        place.write_bytes(scans.pile(0.0, 0.0))
        remove(taken)

    with monkeypatch.context() as busy:
        busy.setattr(scanner.Taken, "remove", arrives)
        assert after() == 1
    assert lying(folder) == ["SCAN0001.PDF"]

    assert after() == 1
    assert sorted(one.pages for one in found(counter).piles) == [1, 2]


def test_rubbish_and_unfinished_names_are_left_alone(folder, counter):
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
def test_what_is_no_page_is_set_aside_with_its_reason(folder, counter, name, content, reason):
    (folder / name).write_bytes(content)
    (folder / "tot.pdf").write_bytes(scans.pile(0.0))

    assert after(3 * QUIET.total_seconds()) == 2

    told = found(counter)
    assert [one.name for one in told.piles] == ["tot.pdf"]  # the good part is not lost
    (refused,) = told.refused
    assert reason in refused.reason
    assert name in refused.reason
    assert lying(folder) == [refused.aside]
    assert (folder / refused.aside).read_bytes() == content
    assert verbs(refused.id) == ["documents.refuse_scan"]


def test_a_signed_file_is_set_aside(office, settings, tmp_path):
    settings.SCANS = tmp_path / "scans"
    counter = receptionist()
    admin = official_actor(Role.ADMINISTRATOR, unit_kind="leadership")
    (opened(admin, counter) / "ket-qua.pdf").write_bytes(office.pdf(office.signed()))

    after()

    assert "chữ ký số" in found(counter).refused[0].reason


def test_links_lead_nowhere(folder, counter, administrator, tmp_path):
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
    assert [one.name for one in found(counter).piles] == ["c.pdf"]


# ------------------------------------------------------------------ whose they are


def test_nobody_else_sees_a_pile(folder, counter, administrator):
    (folder / "a.pdf").write_bytes(scans.pile(0.0))
    after()
    (pile,) = found(counter).piles
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
            documents.split_scanned(other, pile_ids=[pile.id], owner_id=counter.person_id)

    assert found(counter).piles == (pile,)


def test_a_pile_is_used_once(folder, counter):
    (folder / "a.pdf").write_bytes(scans.pile(0.0))
    after()
    (pile,) = found(counter).piles

    documents.use_piles(actor=counter, pile_ids=[pile.id])

    for again in (documents.use_piles, documents.drop_piles):
        with pytest.raises(errors.PileGoneError):
            again(actor=counter, pile_ids=[pile.id])
    assert found(counter).piles == ()
    with acting(SYSTEM):
        row = ScannedPile.objects.get(pk=pile.id)
        assert row.file.erased_at is not None
        assert row.face_sealed is None
    assert verbs(pile.id) == ["documents.take_scan", "documents.use_scan"]


def test_a_pile_thrown_away_may_be_put_in_again(folder, counter):
    content = scans.pile(0.0)
    (folder / "a.pdf").write_bytes(content)
    after()
    with pytest.raises(errors.NoPileChosenError):
        documents.drop_piles(actor=counter, pile_ids=[])
    assert documents.drop_piles(actor=counter, pile_ids=[found(counter).piles[0].id]) == 1
    assert found(counter).piles == ()

    (folder / "a.pdf").write_bytes(content)
    after()
    assert len(found(counter).piles) == 1


def test_what_nobody_used_is_forgotten_on_the_share_too(folder, counter):
    (folder / "a.pdf").write_bytes(scans.pile(0.0))
    (folder / "b.txt").write_bytes(b"no page at all")
    after(3 * QUIET.total_seconds())
    told = found(counter)
    last = clock.now() + timedelta(days=site.SCANS_KEPT_DAYS)
    with clock.set_to(last):
        assert documents.forget_piles() == 0
        assert found(counter) == told

    with clock.set_to(last + timedelta(days=1)):
        assert documents.forget_piles() == 2
        assert found(counter).piles == found(counter).refused == ()

    assert lying(folder) == []
    with acting(SYSTEM):
        assert not StoredFile.objects.filter(erased_at=None).exists()


# ------------------------------------------------------------------ who opens folders, and how they do


def test_a_folder_is_opened_and_closed_by_whoever_runs_the_office(counter, administrator):
    agency_id = counter.seats[0].agency_id
    far = official_actor(Role.ADMINISTRATOR, unit_kind="leadership", agency="H53.31.01")
    specialist = official_actor(Role.CASE_OFFICER, unit_kind="civil_status")
    for actor in (counter, specialist, far):
        with pytest.raises(errors.ScanFolderSeatError):
            documents.open_scan_folder(
                actor=actor, person_id=counter.person_id, agency_id=agency_id
            )
    with pytest.raises(errors.NotAtCounterError):
        documents.open_scan_folder(
            actor=administrator, person_id=specialist.person_id, agency_id=agency_id
        )
    with acting(SYSTEM):
        assert not ScanFolder.objects.exists()
    assert not Path(site.SCANS).exists()

    first = opened(administrator, counter)
    assert first.name.startswith("do-van-cuc-")
    assert first.stat().st_mode & 0o7 == 0  # nothing for the rest of the machine
    with pytest.raises(errors.ScanFolderOpenError):
        opened(administrator, counter)
    with acting(SYSTEM):
        row = ScanFolder.objects.get()
    with pytest.raises(errors.ScanFolderSeatError):
        documents.close_scan_folder(actor=counter, folder_id=row.id)
    with pytest.raises(errors.ScanFolderMissingError):
        documents.close_scan_folder(actor=far, folder_id=row.id)
    documents.close_scan_folder(actor=administrator, folder_id=row.id)
    assert verbs(row.id) == ["documents.open_scan_folder", "documents.close_scan_folder"]

    (first / "a.pdf").write_bytes(scans.pile(0.0))
    second = opened(administrator, counter)
    assert second.name != first.name
    assert after() == 0
    assert lying(first) == ["a.pdf"]


def test_where_nothing_can_be_made_no_folder_is_told(counter, administrator, settings, tmp_path):
    settings.SCANS = tmp_path / "no" / "such" / "share"

    with pytest.raises(errors.ScanShareError):
        opened(administrator, counter)

    with acting(SYSTEM):
        assert not ScanFolder.objects.exists()


def test_the_folder_says_what_is_wrong_with_it(folder, counter, monkeypatch):
    def problem():
        documents.take_scans()
        return found(counter).folder.problem

    assert problem() is None
    assert found(counter).folder.looked_at is not None
    folder.rmdir()
    assert problem() is FolderProblem.MISSING
    folder.mkdir()
    with monkeypatch.context() as no_right:
        no_right.setattr(os, "access", lambda *_: False)
        assert problem() is FolderProblem.LOCKED
    assert problem() is None


def test_who_no_longer_receives_gets_nothing(folder, counter):
    (folder / "a.pdf").write_bytes(scans.pile(0.0))
    directory.end_seat(actor=MACHINE, seat_id=counter.seats[0].id, on=clock.today())

    with clock.set_to(clock.now() + timedelta(days=1)):
        assert after() == 0
        assert found(counter).folder.problem is FolderProblem.UNSEATED
    assert lying(folder) == ["a.pdf"]
