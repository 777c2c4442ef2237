"""Papers name who handed an application in, beside whose it is."""

import subprocess

import pytest

from motcua.channels.citizen.copy_of_application import copy_of
from motcua.dossiers import api as dossiers
from tests.dossiers import factories as make
from tests.dossiers.test_in_whose_name import dung, mandated

pytestmark = pytest.mark.django_db
__all__ = ["dung"]


def words_of(pdf, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(
        ["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True
    )
    return " ".join(told.stdout.split())


def receipt(desk, dossier_id, tmp_path):
    dossiers.accept(actor=desk.receptionist, dossier_id=dossier_id)
    _name, pdf = dossiers.printed_form(actor=desk.receptionist, dossier_id=dossier_id, number="01")
    return words_of(pdf, tmp_path)


def test_the_receipt_is_the_submitters_and_says_whose_dossier_it_is(desk, citizen, dung, tmp_path):
    for_bay, _mandate = mandated(citizen, dung)

    words = receipt(desk, make.submitted(for_bay), tmp_path)

    assert f"Tiếp nhận hồ sơ của: {dung.name}" in words
    assert f"Người nộp hồ sơ: {dung.name}" in words
    assert f"Chủ hồ sơ: {citizen.name}" in words
    assert words.count(dung.name) == 3  # and under the signature


def test_ones_own_receipt_names_nobody_else(desk, citizen, tmp_path):
    words = receipt(desk, make.submitted(citizen), tmp_path)

    assert f"Tiếp nhận hồ sơ của: {citizen.name}" in words
    assert "Người nộp hồ sơ:" not in words


def test_the_copy_to_keep_names_both(citizen, dung, tmp_path):
    for_bay, _mandate = mandated(citizen, dung)
    theirs = make.submitted(for_bay)
    own = make.submitted(citizen)

    for viewer in (citizen, for_bay):
        words = words_of(copy_of(dossiers.dossier(actor=viewer, dossier_id=theirs)), tmp_path)
        assert f"Chủ hồ sơ: {citizen.name} Người nộp: {dung.name}" in words
    words = words_of(copy_of(dossiers.dossier(actor=citizen, dossier_id=own)), tmp_path)
    assert "Người nộp:" not in words
