import io
import time
import uuid

import pikepdf
import pytest
from PIL import Image

from motcua.directory import api as directory
from motcua.documents import api as documents, errors
from motcua.documents.adapters.parser import parent
from motcua.documents.models import StoredFile
from motcua.kit.scope import SYSTEM, acting
from tests.documents import nasty

pytestmark = pytest.mark.django_db


@pytest.fixture
def citizen():
    return directory.citizen_actor(uuid.uuid4(), 2, "Nguyễn Thị Bảy")


def send(citizen, name, content):
    return documents.accept_upload(citizen, name=name, content=content, owner_id=citizen.person_id)


def content_of(citizen, file):
    with acting(citizen.scope):
        return documents.content(citizen, file.id)


# ------------------------------------------------------------------ taken


@pytest.mark.parametrize(
    ("name", "content", "media_type", "shown"),
    [
        ("IMG_1.JPG", nasty.photo(), "image/jpeg", "IMG_1.jpg"),
        ("anh.png", nasty.photo(kind="PNG"), "image/jpeg", "anh.jpg"),
        ("vach.png", nasty.photo(mode="L", kind="PNG"), "image/png", "vach.png"),
        ("anh.heic", nasty.heic(), "image/jpeg", "anh.jpg"),
        ("anh.jpg", nasty.heic(), "image/jpeg", "anh.jpg"),
        ("giấy chứng sinh.pdf", nasty.pdf(pages=3), "application/pdf", "giấy chứng sinh.pdf"),
        ("..\\..\\a/b.pdf", nasty.pdf(), "application/pdf", "b.pdf"),
    ],
)
def test_takes_pictures_and_pdf(citizen, name, content, media_type, shown):
    file = send(citizen, name, content)

    assert (file.media_type, file.name) == (media_type, shown)
    assert file.size == len(content_of(citizen, file))


def test_a_picture_is_shrunk_upright_and_without_its_place(citizen):
    file = send(citizen, "anh.jpg", nasty.photo_with_place())

    with Image.open(io.BytesIO(content_of(citizen, file))) as kept:
        assert kept.size == (800, 1200)
        assert not kept.getexif()
        assert "exif" not in kept.info


def test_a_large_photograph_becomes_readable_and_small(citizen):
    file = send(citizen, "anh.jpg", nasty.photo((4000, 3000), quality=95))

    with Image.open(io.BytesIO(content_of(citizen, file))) as kept:
        assert max(kept.size) == 2400


def test_a_transparent_picture_gets_a_white_ground(citizen):
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")

    file = send(citizen, "anh.png", out.getvalue())

    with Image.open(io.BytesIO(content_of(citizen, file))) as kept:
        assert kept.getpixel((5, 5)) == (255, 255, 255)


def test_a_pdf_is_kept_to_the_byte(citizen):
    content = nasty.pdf(pages=2)

    file = send(citizen, "don.pdf", content)

    assert content_of(citizen, file) == content
    assert file.pages == 2


def test_bytes_on_disk_are_sealed(citizen, settings):
    content = nasty.pdf()
    file = send(citizen, "don.pdf", content)

    stored = next(settings.STORED_FILES.rglob(file.id.hex)).read_bytes()

    assert content not in stored
    assert b"%PDF" not in stored


def test_the_name_is_sealed_too(citizen):
    file = send(citizen, "cccd 072192000007.jpg", nasty.photo())

    with acting(SYSTEM):
        row = StoredFile.objects.get(pk=file.id)

    assert b"072192000007" not in bytes(row.name_sealed)


# ------------------------------------------------------------------ refused


REFUSED = [
    ("trong.pdf", b"", errors.EmptyFileError),
    ("to.pdf", b"%PDF-" + b"0" * (20 * 1024 * 1024 + 1), errors.FileTooBigError),
    ("bom.zip", nasty.zip_bomb(), errors.FileKindError),
    ("bom.pdf", nasty.zip_bomb(), errors.FileKindError),
    ("virus.exe", nasty.exe(), errors.FileKindError),
    ("anh.svg", nasty.svg(), errors.FileKindError),
    ("anh.png", nasty.svg(), errors.FileKindError),
    ("khong-duoi", nasty.photo(), errors.FileKindError),
    ("anh.jpg", nasty.pdf(), errors.FileDisguisedError),
    ("don.pdf", nasty.photo(), errors.FileDisguisedError),
    ("don.pdf", nasty.html_before_pdf(), errors.FileDisguisedError),
    ("lon.png", nasty.png_claiming(30000, 30000), errors.PictureTooLargeError),
    ("lon.png", nasty.png_claiming(10000, 6000), errors.PictureTooLargeError),
    ("hong.png", nasty.png_claiming(600, 600), errors.UnreadableFileError),
    ("hong.jpg", nasty.photo()[:3000], errors.UnreadableFileError),
    ("hong.jpg", b"\xff\xd8\xff" + b"\x00" * 500, errors.UnreadableFileError),
    ("hong.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 100, errors.UnreadableFileError),
    ("hong.pdf", b"%PDF-1.7\nnothing", errors.UnreadableFileError),
    ("ma.pdf", nasty.script_pdf(), errors.ActivePdfError),
    ("ma.pdf", nasty.compressed_script_pdf(), errors.ActivePdfError),
    ("ma.pdf", nasty.launch_pdf(), errors.ActivePdfError),
    ("ma.pdf", nasty.submit_pdf(), errors.ActivePdfError),
    ("kem.pdf", nasty.attachment_pdf(), errors.ActivePdfError),
    ("anh.pdf", nasty.huge_image_pdf(), errors.PictureTooLargeError),
    ("khoa.pdf", nasty.locked_pdf(), errors.LockedPdfError),
    ("khoa.pdf", nasty.owner_locked_pdf(), errors.LockedPdfError),
    ("dai.pdf", nasty.pdf(pages=201), errors.TooManyPagesError),
]


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    REFUSED,
    ids=[f"{name}-{refusal.__name__}-{i}" for i, (name, _, refusal) in enumerate(REFUSED)],
)
def test_refuses_and_keeps_nothing(citizen, name, content, refusal):
    with pytest.raises(refusal) as refused:
        send(citizen, name, content)

    assert name in str(refused.value)
    assert "{" not in str(refused.value)
    with acting(SYSTEM):
        assert not StoredFile.objects.exists()


def test_the_server_lives_on_after_every_nasty_file(citizen):
    for name, content, refusal in REFUSED:
        with pytest.raises(refusal):
            send(citizen, name, content)

    assert send(citizen, "anh.jpg", nasty.photo()).media_type == "image/jpeg"


def test_a_parser_that_hangs_is_killed(monkeypatch):
    slow = parent.Parser(wall_seconds=0.0)
    started = time.monotonic()

    with pytest.raises(parent.ParserGaveUpError):
        slow.ask({"job": "inspect", "kind": "pdf"}, nasty.pdf(pages=200))

    assert time.monotonic() - started < 10
    slow.close()


def test_a_parser_that_died_is_replaced():
    parser = parent.Parser()
    parser.ask({"job": "inspect", "kind": "pdf"}, nasty.pdf())
    parser._child.kill()
    parser._child.wait()

    answer, _ = parser.ask({"job": "inspect", "kind": "pdf"}, nasty.pdf())

    assert answer["ok"]
    parser.close()


# ------------------------------------------------------------------ join, share, erase


def test_photographs_become_one_pdf_in_order(citizen):
    files = [send(citizen, f"{i}.jpg", nasty.photo((400, 300))) for i in range(3)]

    joined = documents.join_pictures(citizen, [file.id for file in files], name="Giấy chứng sinh")

    assert (joined.media_type, joined.pages) == ("application/pdf", 3)
    assert joined.name == "Giấy chứng sinh.pdf"
    with pikepdf.open(io.BytesIO(content_of(citizen, joined))) as pdf:
        assert len(pdf.pages) == 3


def test_only_pictures_are_joined(citizen):
    file = send(citizen, "don.pdf", nasty.pdf())

    for ids in ([file.id], []):
        with pytest.raises(errors.NotPicturesError):
            documents.join_pictures(citizen, ids, name="x")


def test_somebody_elses_file_does_not_exist(citizen):
    file = send(citizen, "anh.jpg", nasty.photo())
    other = directory.citizen_actor(uuid.uuid4(), 2, "Lê Văn Tám")

    with acting(other.scope):
        for read in (documents.file, documents.content):
            with pytest.raises(errors.FileMissingError):
                read(other, file.id)
        assert documents.files([file.id]) == {}
    with pytest.raises(errors.FileMissingError):
        documents.remove_draft_file(other, file.id)


def test_an_erased_file_is_gone_from_the_disk(
    citizen, settings, django_capture_on_commit_callbacks
):
    file = send(citizen, "anh.jpg", nasty.photo())

    with django_capture_on_commit_callbacks(execute=True):
        documents.remove_draft_file(citizen, file.id)

    assert not list(settings.STORED_FILES.rglob(file.id.hex))
    with acting(citizen.scope), pytest.raises(errors.FileMissingError):
        documents.file(citizen, file.id)


def test_what_was_handed_in_is_not_removed(citizen):
    file = send(citizen, "anh.jpg", nasty.photo())
    with acting(citizen.scope):
        documents.share([file.id], [uuid.uuid4()])

    with pytest.raises(errors.FileInUseError):
        documents.remove_draft_file(citizen, file.id)


def test_sharing_twice_lists_an_agency_once(citizen):
    file, agency = send(citizen, "anh.jpg", nasty.photo()), uuid.uuid4()
    with acting(citizen.scope):
        documents.share([file.id], [agency])
        documents.share([file.id], [agency])

    with acting(SYSTEM):
        assert StoredFile.objects.get(pk=file.id).agencies == [agency]
