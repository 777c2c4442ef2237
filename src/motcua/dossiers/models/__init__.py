"""Tables of the dossiers room."""

from motcua.dossiers.models.assisted import AssistedEntry
from motcua.dossiers.models.batch import Batch, BatchRow
from motcua.dossiers.models.canned_text import CannedText
from motcua.dossiers.models.content import ContentIndex, ContentWaiting
from motcua.dossiers.models.correction import CorrectionOrder
from motcua.dossiers.models.dossier import CodeSerial, Dossier
from motcua.dossiers.models.draft import Draft
from motcua.dossiers.models.export import Export
from motcua.dossiers.models.further import FurtherRequest
from motcua.dossiers.models.handover import HandoverLine, HandoverList
from motcua.dossiers.models.legacy import (
    LegacyBatch,
    LegacyDifference,
    LegacyEntry,
    LegacyPaper,
)
from motcua.dossiers.models.legacy_upload import LegacyCode, LegacyUpload
from motcua.dossiers.models.letter import ApologyDraft
from motcua.dossiers.models.message import Message
from motcua.dossiers.models.paper import FileForAnother, Paper, PrintedForm
from motcua.dossiers.models.referral import Referral
from motcua.dossiers.models.saved_filter import SavedFilter
from motcua.dossiers.models.step import Step
from motcua.dossiers.models.supplement import SupplementRequest
from motcua.dossiers.models.turn import Turn, TurnKind

__all__ = [
    "ApologyDraft",
    "AssistedEntry",
    "Batch",
    "BatchRow",
    "CannedText",
    "CodeSerial",
    "ContentIndex",
    "ContentWaiting",
    "CorrectionOrder",
    "Dossier",
    "Draft",
    "Export",
    "FileForAnother",
    "FurtherRequest",
    "HandoverLine",
    "HandoverList",
    "LegacyBatch",
    "LegacyCode",
    "LegacyDifference",
    "LegacyEntry",
    "LegacyPaper",
    "LegacyUpload",
    "Message",
    "Paper",
    "PrintedForm",
    "Referral",
    "SavedFilter",
    "Step",
    "SupplementRequest",
    "Turn",
    "TurnKind",
]
