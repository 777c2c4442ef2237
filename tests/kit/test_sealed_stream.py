"""A stored file piece by piece: the same bytes come back, and no piece can be moved or cut off."""

from uuid import uuid4

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st

from motcua.kit import files, sealed_stream
from motcua.kit.crypto import SealBrokenError


def stored(content, *, piece=16, at_once=7):
    """Written a few bytes at a time."""
    file_id = uuid4()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed_stream, "PIECE", piece)
        with sealed_stream.SealedWriter(file_id) as out:
            for start in range(0, len(content), at_once):
                out.write(content[start : start + at_once])
    return file_id


def read(file_id):
    return b"".join(sealed_stream.pieces(file_id))


@hypothesis_settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=100), piece=st.integers(1, 40), at_once=st.integers(1, 30))
def test_what_was_written_comes_back(content, piece, at_once):
    assert read(stored(content, piece=piece, at_once=at_once)) == content


def test_the_bytes_on_the_disk_do_not_tell(tmp_path):
    file_id = stored(b"Nguyen Thi Bay" * 10)

    assert b"Nguyen" not in files.place_for(file_id).read_bytes()


def test_a_file_that_was_cut_off_between_two_pieces_is_no_file():
    file_id = stored(b"x" * 64)
    path = files.place_for(file_id)
    whole = path.read_bytes()
    first = 4 + int.from_bytes(whole[:4], "big")
    path.write_bytes(whole[:first])

    with pytest.raises(SealBrokenError):
        read(file_id)


def test_pieces_that_changed_places_are_no_file():
    file_id = stored(b"a" * 16 + b"b" * 16 + b"c")
    path = files.place_for(file_id)
    whole = path.read_bytes()
    length = 4 + int.from_bytes(whole[:4], "big")
    path.write_bytes(whole[length : 2 * length] + whole[:length] + whole[2 * length :])

    with pytest.raises(SealBrokenError):
        read(file_id)


def test_a_writer_that_stops_with_an_error_leaves_nothing():
    file_id = uuid4()

    def break_off():
        with sealed_stream.SealedWriter(file_id) as out:
            out.write(b"x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()

    assert not files.place_for(file_id).exists()


def test_the_same_id_is_never_written_twice():
    file_id = stored(b"x")

    with pytest.raises(FileExistsError), sealed_stream.SealedWriter(file_id):
        pass
    assert read(file_id) == b"x"


@hypothesis_settings(max_examples=40, deadline=None)
@given(
    content=st.binary(max_size=100),
    piece=st.integers(1, 40),
    looks=st.lists(st.tuples(st.integers(0, 110), st.integers(0, 60)), max_size=6),
)
def test_it_opens_like_a_file_anywhere_in_it(content, piece, looks):
    file_id = stored(content, piece=piece)
    with sealed_stream.SealedFile(file_id, "a.csv").open("rb") as opened:
        assert opened.read() == content
        for start, length in looks:
            opened.seek(start)
            assert opened.read(length) == content[start : start + length]


def test_opened_like_a_file_a_piece_that_was_cut_off_is_missed():
    file_id = stored(b"x" * 64)
    path = files.place_for(file_id)
    kept = path.read_bytes()
    first = 4 + int.from_bytes(kept[:4], "big")
    path.write_bytes(kept[: 3 * first])

    with sealed_stream.SealedFile(file_id, "a.csv").open("rb") as opened:
        opened.seek(40)
        with pytest.raises(SealBrokenError):
            opened.read(8)
