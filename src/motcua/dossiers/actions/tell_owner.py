"""The citizen hears of every turn, without asking: in the app and by e-mail."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.dossiers.events import DossierTurn
from motcua.dossiers.models import Dossier, Turn, TurnKind
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications import api as notifications

K = TurnKind

TITLES: Mapping[str, Promise] = {
    K.SUBMITTED: _("Đã nhận hồ sơ {code}"),
    K.ACCEPTED: _("Hồ sơ {code} đã được tiếp nhận"),
    K.REFUSED: _("Hồ sơ {code} không được tiếp nhận"),
    K.SUPPLEMENT_REQUESTED: _("Hồ sơ {code} cần bổ sung"),
    K.SUPPLEMENT_ANSWERED: _("Đã nhận phần bổ sung của hồ sơ {code}"),
    K.OBLIGATION_REQUIRED: _("Hồ sơ {code} chờ bạn nộp thuế, lệ phí đất đai"),
    K.EXTENDED: _("Xin lỗi và hẹn lại ngày trả kết quả hồ sơ {code}"),
    K.APOLOGISED: _("Xin lỗi vì chậm trả kết quả hồ sơ {code}"),
    K.DUE_MOVED: _("Ngày hẹn của hồ sơ {code} thay đổi"),
    K.VERSION_CHANGED: _("Hồ sơ {code} theo quy định mới của thủ tục"),
    K.RESOLVED: _("Hồ sơ {code} đã có kết quả"),
    K.RETURNED: _("Đã trả kết quả hồ sơ {code}"),
    K.WITHDRAWN: _("Bạn đã rút hồ sơ {code}"),
    K.STOPPED: _("Hồ sơ {code} đã dừng xử lý"),
}

BODIES: Mapping[str, Promise] = {
    K.SUBMITTED: _("{procedure}: hồ sơ đã nộp, cán bộ sẽ kiểm tra và báo lại."),
    K.ACCEPTED: _("{procedure}: hẹn trả kết quả trước {due}."),
    K.REFUSED: _("{procedure}: lý do có trong hồ sơ. Mở hồ sơ để xem cần làm gì tiếp."),
    K.SUPPLEMENT_REQUESTED: _("{procedure}: mở hồ sơ để xem cần bổ sung gì, tất cả trong một lần."),
    K.SUPPLEMENT_ANSWERED: _("{procedure}: cán bộ tiếp tục xử lý. Hẹn trả kết quả trước {due}."),
    K.OBLIGATION_REQUIRED: _(
        "{procedure}: cơ quan thuế sẽ gửi thông báo. Thời gian chờ nộp không tính vào thời hạn."
    ),
    K.EXTENDED: _("{procedure}: chúng tôi xin lỗi vì chậm. Ngày hẹn mới: trước {due}."),
    K.APOLOGISED: _(
        "{procedure}: chúng tôi xin lỗi vì đã quá ngày hẹn. Lý do và ngày dự kiến có trong hồ sơ."
    ),
    K.DUE_MOVED: _("{procedure}: lịch nghỉ thay đổi, ngày hẹn mới là trước {due}."),
    K.VERSION_CHANGED: _(
        "{procedure}: quy định thay đổi trước khi hồ sơ được tiếp nhận. Cần thêm gì, cán bộ sẽ báo."
    ),
    K.RESOLVED: _("{procedure}: bạn có thể tải kết quả đã ký, hoặc đến nhận bản giấy."),
    K.RETURNED: _("{procedure}: kết quả được giữ trong kho giấy tờ của bạn."),
    K.WITHDRAWN: _("{procedure}: hồ sơ đã khép lại theo yêu cầu của bạn."),
    K.STOPPED: _("{procedure}: lý do có trong hồ sơ. Mở hồ sơ để xem cần làm gì tiếp."),
}


def tell_owner(event: DossierTurn) -> None:
    """Safe to run twice: the turn's id is the key of the notice."""
    with acting(SYSTEM):
        turn = Turn.objects.get(pk=event.turn_id)
        if turn.kind == TurnKind.SUBMITTED and "batch" in turn.facts:
            return  # one notice for the whole spreadsheet: see tell_of_batch
        dossier = Dossier.objects.get(pk=event.dossier_id)
        with translation.override(dossier.language):
            words = _words(dossier, turn)
            for person_id in hearers(dossier):
                notifications.tell(
                    person_id=person_id,
                    kind=f"dossier.{turn.kind}",
                    title=str(TITLES[turn.kind]).format(**words),
                    body=str(BODIES[turn.kind]).format(**words),
                    dossier_id=dossier.id,
                    link=address_for(dossier, person_id),
                    key=f"turn:{turn.id}",
                )


def hearers(dossier: Dossier) -> set[UUID]:
    """The owner, and whoever handed in for them, for as long as that one may; a firm reads through
    its staff, and through its representative when that one is gone.
    """
    owner, submitter = dossier.owner_id, dossier.submitter_id
    if owner == submitter:
        return {owner}
    reader = directory.representative_of(owner) or owner
    if not directory.acts_today(submitter, for_id=owner, procedure_code=dossier.procedure_code):
        return {reader}
    return {submitter} if reader != owner else {owner, submitter}


def address_for(dossier: Dossier, person_id: UUID, part: str = "") -> str:
    """Whoever acts for the owner says so first, then sees the dossier."""
    page = f"/ho-so/{dossier.id}/{part}"
    if person_id == dossier.owner_id:
        return f"{settings.SITE_ADDRESS}{page}"
    return f"{settings.SITE_ADDRESS}/lam-thay/{dossier.owner_id}/?next={page}"


def _words(dossier: Dossier, turn: Turn) -> dict[str, str]:
    name = catalogue.version(dossier.version_id).name
    return {
        "code": dossier.code,
        "procedure": name.en if dossier.language == "en" else name.vi,
        "due": _moment(turn.due_at),
    }


def _moment(at: datetime | None) -> str:
    if at is None:
        return gettext("ngày sẽ báo sau")
    local = at.astimezone(clock.LEGAL_ZONE)
    words = gettext("{hour} giờ ngày {day}")
    if local.minute:
        words = gettext("{hour} giờ {minute} ngày {day}")
    return words.format(hour=f"{local:%H}", minute=f"{local:%M}", day=f"{local:%d/%m/%Y}")
