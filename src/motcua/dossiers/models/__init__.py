"""Tables of the dossiers room."""

from motcua.dossiers.models.correction import CorrectionOrder
from motcua.dossiers.models.dossier import CodeSerial, Dossier
from motcua.dossiers.models.draft import Draft
from motcua.dossiers.models.paper import Paper, PrintedForm
from motcua.dossiers.models.step import Step
from motcua.dossiers.models.supplement import SupplementRequest
from motcua.dossiers.models.turn import Turn, TurnKind

__all__ = [
    "CodeSerial",
    "CorrectionOrder",
    "Dossier",
    "Draft",
    "Paper",
    "PrintedForm",
    "Step",
    "SupplementRequest",
    "Turn",
    "TurnKind",
]
