"""Answers, papers and results of another province, as tests write and import them."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings

from motcua.demo.pages import scanned_page
from motcua.documents.models import ArchivedPaper, StoredFile
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import Dossier, LegacyDifference, LegacyPaper, Paper
from motcua.dossiers.queries.drafts import unseal_content
from motcua.dossiers.types.legacy import Attachments
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories as make, legacy_files as files

CODE = files.RETURNED["ma_ho_so"]
PERSON = {"chu_ho_so": "Nguyễn Văn Út", "so_dinh_danh": "080085123456"}
ANSWERS = ("ma_ho_so", "truong", "gia_tri")
PAPERS = (
    "ma_ho_so", "thanh_phan", "tep", "ten_giay_to", "so_ky_hieu", "noi_cap", "ngay_cap", "het_han",
)  # fmt: skip
MAPPING = (
    files.MAPPING
    + """
answers: {"Họ và tên": ho_ten, "Giới": gioi_tinh}
papers: {"Quyết định ly hôn": DIVORCE, "Kết quả giải quyết": result}
"""
)
RESULT = {
    "ma_ho_so": CODE,
    "thanh_phan": "Kết quả giải quyết",
    "tep": "kq.pdf",
    "so_ky_hieu": "125/GXN-UBND",
    "ngay_cap": "10/11/2026",
}
DIVORCE = {"ma_ho_so": CODE, "thanh_phan": "Quyết định ly hôn", "tep": "ly-hon.pdf"}


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "tep"
    place.mkdir()
    (place / "kq.pdf").write_bytes(scanned_page("Giấy xác nhận"))
    (place / "ly-hon.pdf").write_bytes(scanned_page("Quyết định ly hôn"))
    return place


@pytest.fixture
def run(tmp_path, folder, province_with_procedures, settings):
    settings.STORED_FILES = tmp_path / "stored"  # nobody else's beside ours

    def go(rows=(files.RETURNED,), *, answers=(), papers=(), mapping=MAPPING, **how):
        told = files.write(tmp_path, answers, name="tra-loi.csv", head=ANSWERS)
        held = files.write(tmp_path, papers, name="giay-to.csv", head=PAPERS)
        return dossiers.import_legacy(
            actor=make.MACHINE,
            file=files.write(tmp_path, rows),
            mapping=files.write_mapping(tmp_path, mapping),
            attachments=Attachments(told, held, folder),
            **how,
        )

    return go


def answer(field, value, code=CODE):
    return {"ma_ho_so": code, "truong": field, "gia_tri": value}


def landed(code=CODE):
    with acting(SYSTEM):
        return Dossier.objects.get(code=code)


def content(code=CODE):
    dossier = landed(code)
    return unseal_content(dossier.id, dossier.answers_sealed)


def everything():
    with acting(SYSTEM):
        tables = (Dossier, Paper, LegacyPaper, StoredFile, ArchivedPaper, LegacyDifference)
        return tuple(table.objects.count() for table in tables)


def stored_bytes():
    place = Path(django_settings.STORED_FILES)
    return sum(path.is_file() for path in place.rglob("*"))
