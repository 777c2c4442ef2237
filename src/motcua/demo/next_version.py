"""A next version that waits for the second administrator."""

from datetime import timedelta
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import CaseEdit, FrameEdit, Rule
from motcua.directory import api as directory
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting

CODE = "1.004873"
AHEAD = timedelta(days=30)
REASON = "Tỉnh rút ngắn thời hạn xác nhận tình trạng hôn nhân; giấy tờ giữ nguyên."


def prepare_next_version(administrator: UUID) -> None:
    with acting(SYSTEM):
        actor = directory.official_of_person(administrator)
    case = catalogue.procedure(CODE).cases[0]
    draft_id = catalogue.prepare_version(actor=actor, code=CODE)
    frame = FrameEdit("2417/QĐ-UBND", REASON, clock.today() + AHEAD, Rule.STAY)
    shorter = CaseEdit(case.code, case.name, case.limit.value, case.limit.unit.value, 2)
    for edit in (frame, shorter):
        catalogue.edit_version(actor=actor, draft_id=draft_id, edit=edit)
    catalogue.propose_version(actor=actor, draft_id=draft_id)
