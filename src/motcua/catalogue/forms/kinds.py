"""The parts that a form is built of, as its builder calls them."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from motcua.engines.forms.types import Lock, Widget

KINDS: Mapping[str, Promise] = {
    Widget.TEXT: gettext_lazy("Một dòng chữ"),
    Widget.TEXTAREA: gettext_lazy("Nhiều dòng chữ"),
    Widget.YES_NO: gettext_lazy("Có hoặc Không"),
    Widget.RADIOS: gettext_lazy("Chọn một mục (hiện hết các mục)"),
    Widget.SELECT: gettext_lazy("Chọn một mục (danh sách thả xuống)"),
    Widget.CHECKBOXES: gettext_lazy("Chọn nhiều mục"),
    Widget.DATE3: gettext_lazy("Ngày, tháng, năm"),
    Widget.NUMBER: gettext_lazy("Số đếm"),
    Widget.MONEY: gettext_lazy("Số tiền (đồng)"),
    Widget.AREA: gettext_lazy("Diện tích (m²)"),
    Widget.LENGTH: gettext_lazy("Chiều dài (mét)"),
    Widget.PERSONAL_ID: gettext_lazy("Số định danh cá nhân"),
    Widget.PHONE: gettext_lazy("Số điện thoại"),
    Widget.EMAIL: gettext_lazy("Thư điện tử"),
    Widget.ADDRESS2: gettext_lazy("Địa chỉ (xã, phường và số nhà)"),
    Widget.STATEMENT: gettext_lazy("Lời cam đoan (ô đánh dấu)"),
    Widget.PERSON: gettext_lazy("Nhóm câu hỏi"),
    Widget.TABLE: gettext_lazy("Bảng nhiều dòng"),
}
LISTS: Mapping[str, Promise] = {
    "xa_phuong": gettext_lazy("Danh mục xã, phường của tỉnh"),
    "tinh_thanh": gettext_lazy("Danh mục tỉnh, thành phố"),
    "dan_toc": gettext_lazy("Danh mục dân tộc"),
    "quoc_tich": gettext_lazy("Danh mục quốc tịch"),
}
# Where an answer may come from: the source, and the path in its record.
FILLED: Mapping[tuple[str, str], Promise] = {
    ("csdldc", "ho_ten"): gettext_lazy("Họ tên của người nộp"),
    ("csdldc", "so_dinh_danh"): gettext_lazy("Số định danh của người nộp"),
    ("csdldc", "ngay_sinh"): gettext_lazy("Ngày sinh của người nộp"),
    ("csdldc", "gioi_tinh"): gettext_lazy("Giới tính của người nộp"),
    ("csdldc", "dan_toc"): gettext_lazy("Dân tộc của người nộp"),
    ("csdldc", "quoc_tich"): gettext_lazy("Quốc tịch của người nộp"),
    ("csdldc", "tinh_trang_hon_nhan"): gettext_lazy("Tình trạng hôn nhân của người nộp"),
    ("csdldc", "noi_sinh"): gettext_lazy("Nơi đăng ký khai sinh của người nộp"),
    ("csdldc", "que_quan"): gettext_lazy("Quê quán của người nộp"),
    ("csdldc", "noi_thuong_tru"): gettext_lazy("Nơi thường trú của người nộp"),
    ("csdldc", "vo_chong.ho_ten"): gettext_lazy("Họ tên vợ hoặc chồng"),
    ("csdldc", "vo_chong.so_dinh_danh"): gettext_lazy("Số định danh vợ hoặc chồng"),
    ("csdldc", "cha.ho_ten"): gettext_lazy("Họ tên cha"),
    ("csdldc", "cha.so_dinh_danh"): gettext_lazy("Số định danh cha"),
    ("csdldc", "me.ho_ten"): gettext_lazy("Họ tên mẹ"),
    ("csdldc", "me.so_dinh_danh"): gettext_lazy("Số định danh mẹ"),
    ("vneid", "dien_thoai"): gettext_lazy("Số điện thoại trên VNeID"),
    ("vneid", "email"): gettext_lazy("Thư điện tử trên VNeID"),
}
LOCKS: Mapping[str, Promise] = {
    Lock.ALWAYS: gettext_lazy("Người dân không sửa được, chỉ báo sai"),
    Lock.IF_PRESENT: gettext_lazy("Người dân sửa được khi báo sai và ghi phần đúng"),
    Lock.NEVER: gettext_lazy("Người dân sửa được"),
}
COMPARED: Mapping[str, Promise] = {
    "date_not_future": gettext_lazy("ngày phải đã tới"),
    "date_not_past": gettext_lazy("ngày phải từ hôm nay"),
    "date_within_years": gettext_lazy("ngày không được quá {} năm trước"),
    "dates_in_order": gettext_lazy("các ngày phải theo thứ tự"),
    "age_at_least": gettext_lazy("phải đủ {} tuổi"),
    "id_matches_person": gettext_lazy("số định danh phải khớp ngày sinh và giới tính"),
    "different_numbers": gettext_lazy("các số phải khác nhau"),
    "same_answers": gettext_lazy("các câu trả lời phải giống nhau"),
    "not_more_than": gettext_lazy("số sau không lớn hơn số trước"),
    "sum_is": gettext_lazy("số cuối phải bằng tổng các số trước"),
    "sum_not_more_than": gettext_lazy("tổng các số trước không quá số cuối"),
}
