"""Why a row cannot land, and what to do: one pair of sentences for each reason."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Pair = tuple[Promise | str, Promise]

REASONS: Mapping[str, Pair] = {
    "broken": ("{why}", _("Sửa dòng này trong tệp rồi nhập lại.")),
    "missing": (_("Ô này trống."), _("Điền ô này trong tệp rồi nhập lại.")),
    "formula": (
        _("Ô này là công thức hoặc chữ lạ."),
        _("Xuất lại tệp với cột này ở dạng văn bản."),
    ),
    "letters": (
        _("Chữ trong ô này bị hỏng."),
        _("Kiểm tra bảng mã của tệp, hoặc nêu bằng --encoding."),
    ),
    "code_shape": (
        _("Mã hồ sơ phải có chữ số, chỉ gồm chữ, số và . / _ -, và không phải là số định danh."),
        _("Sửa mã, hoặc đặt prefix trong bảng ánh xạ."),
    ),
    "code_taken": (
        _("Đã có hồ sơ khác mang mã này."),
        _("Đặt prefix trong bảng ánh xạ để phân biệt hai hệ thống."),
    ),
    "repeated": (
        _("Mã này đã có ở dòng {first} của tệp."),
        _("Giữ lại một dòng đúng, bỏ dòng kia."),
    ),
    "unknown_unit": (
        _("Bảng ánh xạ chưa có đơn vị này."),
        _("Thêm mã đơn vị vào phần units rồi nhập lại."),
    ),
    "unknown_procedure": (
        _("Bảng ánh xạ chưa có thủ tục này."),
        _("Thêm mã thủ tục vào phần procedures rồi nhập lại."),
    ),
    "unknown_status": (
        _("Bảng ánh xạ chưa có trạng thái này."),
        _("Thêm trạng thái vào phần statuses rồi nhập lại."),
    ),
    "unknown_channel": (
        _("Bảng ánh xạ chưa có kênh nộp này."),
        _("Thêm kênh vào phần channels rồi nhập lại."),
    ),
    "no_version": (
        _("Chưa có phiên bản nào của thủ tục có hiệu lực vào ngày đó."),
        _("Ghi version cho thủ tục này trong bảng ánh xạ."),
    ),
    "no_tax_step": (
        _("Quy trình của thủ tục này không có bước chờ nghĩa vụ tài chính."),
        _("Đổi thủ tục hoặc trạng thái trong bảng ánh xạ."),
    ),
    "not_here": (
        _("Cơ quan này không có đơn vị giải quyết thủ tục đó."),
        _("Đổi đơn vị hoặc thủ tục trong bảng ánh xạ."),
    ),
    "date": (_("Không phải ngày có thật."), _("Ghi ngày như 27/03/2025 hoặc 2025-03-27 08:30.")),
    "future": (_("Ngày này chưa đến."), _("Sửa ngày trong tệp.")),
    "too_old": (_("Ngày này trước năm 1990."), _("Sửa ngày trong tệp.")),
    "crossing": (_("Ngày này trước {before}."), _("Sửa một trong hai ngày trong tệp.")),
    "contradicts": (
        _("Ngày này không hợp với trạng thái {status}."),
        _("Sửa ngày, hoặc sửa trạng thái trong tệp hay trong bảng ánh xạ."),
    ),
    "missing_date": (
        _("Trạng thái này cần có ngày."),
        _("Điền ngày, hoặc đổi trạng thái trong bảng ánh xạ."),
    ),
    "another_person": (
        _("Số định danh này là của người có tên khác."),
        _("Kiểm tra số và tên trong tệp."),
    ),
    "rounded": (
        _("Số bị bảng tính làm tròn."),
        _("Xuất lại tệp với cột số ở dạng văn bản."),
    ),
}
REMARKS: Mapping[str, Promise] = {
    "no_due": _("Tệp không ghi ngày hẹn; ngày hẹn tính theo thời hạn của thủ tục."),
    "short_id": _("Không đủ 12 số, nên chưa gắn với người nào trong danh bạ."),
    "birth_date": _("Ngày sinh không đọc được nên để trống."),
}
