from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError


class ProcedureNotFoundError(NotFoundError):
    code = "catalogue.procedure_not_found"
    message = _("Không có thủ tục này, hoặc thủ tục không còn hiệu lực. Hãy tìm lại bằng tên.")


class CaseNotFoundError(NotFoundError):
    code = "catalogue.case_not_found"
    message = _("Thủ tục không có trường hợp này. Hãy mở lại trang thủ tục và chọn trường hợp.")


class AdministratorRequiredError(NotAllowedError):
    code = "catalogue.administrator_required"
    message = _("Chỉ quản trị viên được thay đổi danh mục thủ tục và lịch làm việc.")


class ProcedureFolderError(InvalidError):
    """`problems` in details: one line each, with file, place, reason and what to do."""

    code = "catalogue.folder"
    message = _("Chưa nạp được danh mục thủ tục. Hãy sửa các chỗ sau rồi nạp lại:\n{problems}")


class VersionInForceError(ConflictError):
    code = "catalogue.version_in_force"
    message = _(
        "Thủ tục {code} bản {valid_from} đã có hiệu lực nên không sửa được. Hãy chép sang thư mục mang"
        " ngày hiệu lực mới rồi sửa ở đó."
    )


class VersionOverlapsError(ConflictError):
    code = "catalogue.version_overlaps"
    message = _(
        "Thủ tục {code} bản {valid_from} chồng lên bản {other}. Hãy sửa valid_to hoặc ngày hiệu lực."
    )


class NothingDecreedError(InvalidError):
    code = "catalogue.nothing_decreed"
    message = _("Hãy nêu ít nhất một ngày nghỉ hoặc một ngày làm bù.")


class DecisionMissingError(InvalidError):
    code = "catalogue.decision_missing"
    message = _("Hãy ghi số văn bản và lý do; lời giải thích ngày hẹn sẽ nhắc tới chúng.")


class DayTwiceError(InvalidError):
    code = "catalogue.day_twice"
    message = _("Ngày {day} vừa nghỉ vừa làm bù. Hãy giữ lại một.")
