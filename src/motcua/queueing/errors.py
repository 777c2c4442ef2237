from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError


class CentreNotFoundError(NotFoundError):
    code = "queueing.centre_not_found"
    message = _("Không có hàng đợi nào ở địa chỉ này. Hỏi người quản trị địa chỉ mới của máy.")


class TicketNotFoundError(NotFoundError):
    code = "queueing.ticket_not_found"
    message = _("Không tìm thấy số này. Lấy số mới ở máy lấy số.")


class ServiceNotFoundError(NotFoundError):
    code = "queueing.service_not_found"
    message = _("Nơi này không có nhóm dịch vụ đó. Chọn một nhóm trong danh sách.")


class CounterNotFoundError(NotFoundError):
    code = "queueing.counter_not_found"
    message = _("Không tìm thấy quầy này. Chọn một quầy trong danh sách.")


class AppointmentNotFoundError(NotFoundError):
    code = "queueing.appointment_not_found"
    message = _("Không tìm thấy lịch hẹn này. Mở lại danh sách lịch hẹn của bạn.")


class CodeUnknownError(NotFoundError):
    code = "queueing.code_unknown"
    message = _("Không có lịch hẹn nào mã «{code}». Mở «Lịch hẹn hôm nay» để tìm theo tên.")


class QueueNotAllowedError(NotAllowedError):
    code = "queueing.not_allowed"
    message = _("Chỉ công chức tiếp nhận của nơi này mới được gọi số. Nhờ người phụ trách quầy.")


class SettingUpNotAllowedError(NotAllowedError):
    code = "queueing.setting_up_not_allowed"
    message = _("Chỉ lãnh đạo bộ phận hoặc quản trị của cơ quan mới được sửa quầy và lịch hẹn.")


class NobodyWaitsError(ConflictError):
    code = "queueing.nobody_waits"
    message = _("Không còn ai chờ ở các dịch vụ của quầy này.")


class CounterBusyError(ConflictError):
    code = "queueing.counter_busy"
    message = _("Quầy đang có số {label}. Bấm «Xong» hoặc «Qua lượt» rồi gọi người tiếp theo.")


class CounterTakenError(ConflictError):
    code = "queueing.counter_taken"
    message = _("Quầy này đang có người ngồi. Chọn quầy khác, hoặc nhờ người đó đóng quầy.")


class CounterClosedError(ConflictError):
    code = "queueing.counter_closed"
    message = _("Bạn chưa mở quầy hôm nay. Chọn quầy và bấm «Mở quầy» trước.")


class WrongMomentError(ConflictError):
    code = "queueing.wrong_moment"
    message = _("Số {label} đã đổi trạng thái, có thể ở quầy khác. Xem lại bảng rồi làm tiếp.")


class CalledEnoughError(ConflictError):
    code = "queueing.called_enough"
    message = _("Đã gọi số {label} ba lần. Bấm «Qua lượt» để gọi người tiếp theo.")


class SlotFullError(ConflictError):
    code = "queueing.slot_full"
    message = _("Giờ này vừa có người khác đặt hết chỗ. Chọn giờ khác.")


class SlotNotOfferedError(InvalidError):
    code = "queueing.slot_not_offered"
    message = _("Giờ này không nhận đặt lịch. Chọn một giờ trong danh sách.")


class AlreadyBookedError(ConflictError):
    code = "queueing.already_booked"
    message = _("Bạn đã có một lịch hẹn cho dịch vụ này. Hủy lịch cũ nếu muốn đổi giờ.")


class NotTodayError(ConflictError):
    code = "queueing.not_today"
    message = _("Lịch hẹn này là của ngày {day}. Hôm nay bạn có thể lấy số như thường.")


class LetterTakenError(ConflictError):
    code = "queueing.letter_taken"
    message = _("Chữ {letter} đã dùng cho nhóm khác. Chọn chữ khác.")


class NumberTakenError(ConflictError):
    code = "queueing.number_taken"
    message = _("Đã có quầy số {number}. Nhập số khác.")


class SlotHoursError(InvalidError):
    code = "queueing.slot_hours"
    message = _("Giờ kết thúc phải sau giờ bắt đầu ít nhất bằng một lượt hẹn. Xem lại giờ.")
