"""The result of one dossier while its story is told."""

from dataclasses import dataclass


@dataclass
class Paper:
    """The result on its way: seconds and officials, None where it has not come so far."""

    drafted_at: int
    signed_at: int | None = None
    signer: str = ""
    sealed_at: int | None = None
    sealer: str = ""
