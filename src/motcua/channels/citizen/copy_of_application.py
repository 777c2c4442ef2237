"""What was handed in, as a PDF for the person to keep."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.channels import wording
from motcua.dossiers.types import DossierView, PaperView
from motcua.engines.papers import api as papers

_TEMPLATE = Path(__file__).parent / "application_copy.typ"


def copy_of(dossier: DossierView) -> bytes:
    address = f"{settings.SITE_ADDRESS}{reverse('citizen:track')}?ma={dossier.code}"
    pictures = {"tracking": papers.qr_svg(address).encode()}
    return papers.render(_source(), _data(dossier), images=pictures).pdf


@lru_cache(maxsize=1)
def _source() -> str:
    return _TEMPLATE.read_text(encoding="utf-8")


def _data(dossier: DossierView) -> dict[str, Any]:
    sections = [
        {
            "title": section.title,
            "rows": [[line.label, line.value or "—"] for line in section.lines],
        }
        for section in dossier.sections
    ]
    handed_in = [[paper.name, _files(paper)] for paper in dossier.papers]
    if handed_in:
        sections.append({"title": _("Giấy tờ"), "rows": handed_in})
    return {
        "kind": _("Bản sao hồ sơ đã nộp"),
        "title": dossier.procedure_name,
        "agency": dossier.agency_name,
        "code_label": _("Mã hồ sơ"),
        "code": dossier.code,
        "secret_label": _("Mã tra cứu"),
        "secret": dossier.secret,
        "owner_label": _("Chủ hồ sơ"),
        "owner": dossier.owner_name,
        "submitter_label": _("Người nộp"),
        "submitter": _submitter(dossier),
        "submitted": _("Nộp lúc %(moment)s") % {"moment": wording.when(dossier.submitted_at)},
        "sections": sections,
    }


def _submitter(dossier: DossierView) -> str:
    """Only where it was not the owner: by a mandate, or for a firm."""
    return dossier.handed_in.submitted_by if dossier.handed_in else ""


def _files(paper: PaperView) -> str:
    if paper.source == "data":
        return _("Dùng dữ liệu Nhà nước đã có")
    return ", ".join(file.name for file in paper.files) or "—"
