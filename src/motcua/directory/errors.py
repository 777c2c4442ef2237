from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import (
    ConflictError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
    UnavailableError,
)


class PersonNotFoundError(NotFoundError):
    code = "directory.person_not_found"
    message = _("Không tìm thấy người này. Kiểm tra lại đường dẫn hoặc số định danh.")


class OrganisationNotFoundError(NotFoundError):
    code = "directory.organisation_not_found"
    message = _("Không tìm thấy cơ quan, đơn vị này. Chọn lại từ danh sách.")


class PersonalIdInvalidError(InvalidError):
    code = "directory.personal_id_invalid"
    message = _("Số định danh phải có đúng 12 chữ số. Xem lại mặt trước thẻ căn cước và nhập lại.")


class NameMissingError(InvalidError):
    code = "directory.name_missing"
    message = _("Chưa có họ và tên. Nhập họ, chữ đệm và tên như trên giấy tờ tùy thân.")


class SeatRequiredError(NotAllowedError):
    code = "directory.seat_required"
    message = _("Vị trí công tác của ông/bà không được làm việc này. Liên hệ quản trị hệ thống.")


class PurposeMissingError(InvalidError):
    code = "directory.purpose_missing"
    message = _("Phải nêu mục đích khi xem số định danh đầy đủ.")


class NoSeatError(NotAllowedError):
    code = "directory.no_seat"
    message = _(
        "Tài khoản chưa được giao vị trí công tác nào. Đề nghị quản trị hệ thống giao vị trí."
    )


class SignInRefusedError(NotAllowedError):
    code = "directory.sign_in_refused"
    message = _("Không xác nhận được lần đăng nhập này. Bấm «Đăng nhập» để làm lại từ đầu.")


class SignInExpiredError(NotAllowedError):
    code = "directory.sign_in_expired"
    message = _("Lần đăng nhập này đã quá lâu hoặc đã dùng rồi. Bấm «Đăng nhập» để làm lại.")


class SignInCancelledError(NotAllowedError):
    code = "directory.sign_in_cancelled"
    message = _("Ông/bà đã dừng đăng nhập. Bấm «Đăng nhập» khi muốn làm lại.")


class LevelTooLowError(NotAllowedError):
    code = "directory.level_too_low"
    message = _(
        "Việc này cần tài khoản định danh điện tử mức độ {required}. Mang căn cước đến công an xã, "
        "phường để nâng mức, hoặc nộp trực tiếp tại bộ phận một cửa."
    )


class IdentityConflictError(ConflictError):
    code = "directory.identity_conflict"
    message = _(
        "Số định danh này đã gắn với một tài khoản định danh khác. Mang căn cước đến bộ phận một cửa "
        "để được kiểm tra và nối lại."
    )


class EidDownError(UnavailableError):
    code = "directory.eid_down"
    message = _(
        "Hệ thống định danh điện tử chưa trả lời. Thử lại sau ít phút; hồ sơ nháp vẫn được giữ. "
        "Nếu gấp, nộp trực tiếp tại bộ phận một cửa."
    )


class UsernameTakenError(ConflictError):
    code = "directory.username_taken"
    message = _("Tên đăng nhập {username} đã có người dùng. Chọn tên khác.")


class DelegationDatesError(InvalidError):
    code = "directory.delegation_dates"
    message = _("Ngày bắt đầu phải từ hôm nay, ngày kết thúc không trước ngày bắt đầu.")


class DelegationNotFoundError(NotFoundError):
    code = "directory.delegation_not_found"
    message = _("Không có ủy quyền này, hoặc đã kết thúc. Hãy tải lại trang.")


class NotAColleagueError(InvalidError):
    code = "directory.not_a_colleague"
    message = _("Chỉ giao được cho người khác trong cùng cơ quan. Chọn lại từ danh sách.")


class ReasonMissingError(InvalidError):
    code = "directory.reason_missing"
    message = _("Ghi lý do giao việc thay, ví dụ: nghỉ phép, đi công tác.")


class PrincipalNotFoundError(NotFoundError):
    code = "directory.principal_not_found"
    message = _(
        "Không có ủy quyền hoặc doanh nghiệp này, hoặc đã hết hiệu lực. Mở lại mục «Làm thay người khác»."
    )


class MandateDatesError(InvalidError):
    code = "directory.mandate_dates"
    message = _("Ngày bắt đầu phải từ hôm nay, ngày kết thúc từ ngày bắt đầu và không quá 5 năm.")


class NotThisPersonError(InvalidError):
    code = "directory.not_this_person"
    message = _(
        "Không tìm thấy ai có số định danh và họ tên này. Kiểm tra cả hai; người đó cần đăng nhập "
        "hệ thống một lần trước đã."
    )


class ToOneselfError(InvalidError):
    code = "directory.to_oneself"
    message = _("Không thể ủy quyền cho chính mình. Hãy nhập số định danh của người khác.")


class FirmCodeInvalidError(InvalidError):
    code = "directory.firm_code_invalid"
    message = _("Mã số doanh nghiệp có 10 chữ số, hoặc 13 chữ số với chi nhánh. Hãy kiểm tra lại.")


class RightsMissingError(InvalidError):
    code = "directory.rights_missing"
    message = _("Chọn ít nhất một quyền cho người này.")


class NotTheRepresentativeError(NotAllowedError):
    code = "directory.not_the_representative"
    message = _(
        "Chỉ người đại diện theo pháp luật quản lý người làm hồ sơ của doanh nghiệp. Nếu là bạn, hãy"
        " mang giấy chứng nhận đăng ký doanh nghiệp đến quầy một lần để được ghi nhận."
    )


class RightNotGivenError(NotAllowedError):
    code = "directory.right_not_given"
    message = _(
        "Bạn chưa được {principal} giao quyền làm việc này. Hãy nhờ người đó giao thêm quyền."
    )


class NotThePersonAddedError(NotFoundError):
    code = "directory.not_the_person_added"
    message = _("Người này không còn trong danh sách của doanh nghiệp. Hãy tải lại trang.")
