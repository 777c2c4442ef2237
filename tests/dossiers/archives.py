"""Papers that lie in a person's archive already, made through the door."""

from datetime import timedelta

from motcua.directory import api as directory
from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.kit import clock
from motcua.kit.ids import new_id
from tests.dossiers import factories as make

BUILDING = "1.013225"
LAND_CERT = "KQ.G10.001147"
DIVORCE = "GT.LY_HON"


def archived(citizen, *, kind=LAND_CERT, number="BĐ 123456", days_old=40, **face):
    """An approved paper of this citizen, digitised by the commune some time ago."""
    issued_on = clock.today() - timedelta(days=days_old)
    agency = directory.organisation_by_code(make.COMMUNE)
    new = documents.NewArchived(
        owner_id=face.pop("owner_id", None) or citizen.person_id,
        agency_id=agency.id,
        kind=kind,
        title=face.pop("title", "Giấy chứng nhận quyền sử dụng đất"),
        number=number,
        issuer=face.pop("issuer", "UBND huyện Dương Minh Châu"),
        valid_from=face.pop("valid_from", issued_on),
        valid_to=face.pop("valid_to", None),
        file_ids=face.pop("file_ids", None) or (make.stored_file(citizen).id,),
        dossier_id=new_id(),
        source="H53.31.61-250701-0001",
    )
    return documents.archive_paper(actor=make.MACHINE, new=new)


def draft_reusing(citizen, archived_id, component="LAND_CERT", procedure=BUILDING):
    """Ready to submit, the component met by the archive."""
    draft_id = make.draft(citizen, procedure)
    dossiers.reuse_paper(
        actor=citizen, draft_id=draft_id, component=component, archived_id=archived_id
    )
    return draft_id
