"""What is doubtful in a row of the national catalogue, and the repair that is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Defect:
    """`sure`: the row itself says what is right; otherwise the repair is assumed and must be looked at."""

    code: str
    sure: bool = True
    values: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        return {"code": self.code, "sure": self.sure, "values": dict(self.values)}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> "Defect":
        return cls(plain["code"], plain["sure"], plain["values"])

    @property
    def told(self) -> str:
        return str(WORDS[self.code][1]).format(**self.values)

    @property
    def repair(self) -> str:
        return str(WORDS[self.code][2]).format(**self.values)


def sure(code: str, /, **values: str) -> Defect:
    return Defect(code, True, values)  # noqa: FBT003  (this is its name)


def assumed(code: str, /, **values: str) -> Defect:
    return Defect(code, False, values)  # noqa: FBT003


# code: (its name in the filter, what is wrong, what is proposed)
WORDS: Mapping[str, tuple[Promise, Promise, Promise]] = {
    "time_without_unit": (
        _("Thời hạn không có đơn vị"),
        _("Thời hạn ghi «{value}» mà không nói ngày hay giờ."),
        _("Hiểu là {limit}."),
    ),
    "time_glued": (
        _("Số dính vào nhau"),
        _("Thời hạn và phí dính thành «{value}»."),
        _("Bỏ số dính; thời hạn lấy {limit}."),
    ),
    "time_per_channel": (
        _("Thời hạn theo kênh"),
        _("Mỗi cách nộp một thời hạn: {value}. Đúng ra đó là các trường hợp."),
        _("Lập {count} trường hợp, mỗi trường hợp một thời hạn."),
    ),
    "no_time": (
        _("Không có thời hạn"),
        _("Không ghi thời hạn giải quyết."),
        _("Lấy {limit}; hãy đối chiếu văn bản."),
    ),
    "free_with_note": (
        _("«Miễn phí» kèm ghi chú"),
        _("Ghi miễn phí, nhưng ghi chú nói: «{value}»."),
        _("Coi là chưa rõ mức thu; cán bộ cho biết khi tiếp nhận."),
    ),
    "fee_mistyped": (
        _("Mức thu khác ghi chú"),
        _("Mức thu ghi {value} đồng, khác với ghi chú."),
        _("Lấy {amount} theo ghi chú."),
    ),
    "fee_unclear": (
        _("Nhiều mức thu"),
        _("Có nhiều mức thu: {value}."),
        _("Để trống mức thu; cán bộ cho biết khi tiếp nhận theo biểu phí."),
    ),
    "no_papers": (
        _("Không có giấy tờ"),
        _("Không liệt kê giấy tờ nào."),
        _("Thêm một đơn đề nghị để nộp được."),
    ),
    "district": (
        _("Còn nói cấp huyện"),
        _("Còn nhắc cấp huyện, không còn từ 01/7/2025: «{value}»."),
        _("Giao cho {office}; trong tên và mô tả thay bằng cấp xã."),
    ),
    "agency_unknown": (
        _("Không rõ cơ quan"),
        _("Không nêu được cơ quan giải quyết: «{value}»."),
        _("Giao cho {office} theo cấp và lĩnh vực."),
    ),
    "agency_elsewhere": (
        _("Cơ quan của tỉnh khác"),
        _("«{value}» là cơ quan của tỉnh khác."),
        _("Giao cho {office}."),
    ),
    "agency_many": (
        _("Nhiều cấp cùng giải quyết"),
        _("Nhiều cơ quan ở hai cấp: «{value}»."),
        _("Giao cho {office}; tách thủ tục nếu mỗi cấp làm riêng."),
    ),
    "no_result": (
        _("Không có kết quả"),
        _("Không nêu kết quả."),
        _("Gọi là «Kết quả giải quyết thủ tục»."),
    ),
    "local_code": (
        _("Mã có đuôi địa phương"),
        _("Mã in là «{value}»."),
        _("Dùng mã quốc gia {code}."),
    ),
    "already_own": (
        _("Đã có bản riêng"),
        _("Tỉnh đã có bản soạn riêng của thủ tục này; nội dung khác bản quốc gia."),
        _("Giữ bản hiện hành, hoặc soạn bản tiếp theo."),
    ),
    "changed": (
        _("Bản quốc gia đã đổi"),
        _("Danh mục quốc gia đã khác lần nhập trước."),
        _("Xem khác biệt rồi lập bản tiếp theo; người thứ hai công bố."),
    ),
}
