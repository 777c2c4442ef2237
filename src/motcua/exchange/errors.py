from django.utils.translation import gettext_lazy as _

from motcua.kit.errors import InvalidError, NotFoundError, UnavailableError


class RegisterDownError(UnavailableError):
    code = "exchange.register_down"
    message = _(
        "Cơ sở dữ liệu dân cư chưa trả lời. Ông/bà cứ tự điền; cán bộ sẽ đối chiếu sau, không phải làm "
        "lại."
    )


class PersonNotFoundError(NotFoundError):
    code = "exchange.person_not_found"
    message = _(
        "Cơ sở dữ liệu dân cư không có người khớp cả số định danh, họ tên và ngày sinh. Xem lại ba mục "
        "này, hoặc tự điền."
    )


class PurposeMissingError(InvalidError):
    code = "exchange.purpose_missing"
    message = _("Phải nêu mục đích khi tra cứu cơ sở dữ liệu dân cư.")
