"""What a description says in one word of ours."""

from enum import StrEnum


class Level(StrEnum):
    COMMUNE = "commune"
    PROVINCE = "province"


class ServiceLevel(StrEnum):
    """NĐ 42/2022 Đ11-12: everything online, part of it, or information only."""

    FULL = "full"
    PARTIAL = "partial"
    INFO = "info"


class Mode(StrEnum):
    SUBMIT = "submit"
    PRESENT = "present"


class FeeKind(StrEnum):
    """`phi` pays for a service, `le_phi` is a charge of the State (Luật Phí và lệ phí)."""

    PHI = "phi"
    LE_PHI = "le_phi"


class FeePer(StrEnum):
    DOSSIER = "dossier"
    COPY = "copy"
    PAGE = "page"
