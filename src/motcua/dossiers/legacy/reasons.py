"""Why a row cannot land, and what to do: one pair of sentences for each reason.

Administrators read the reasons without the rows, so only what to do may name a file.
"""

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
        _("Xuất lại tệp ở bảng mã UTF-8 rồi nhập lại."),
    ),
    "code_shape": (
        _("Mã hồ sơ phải có chữ số, chỉ gồm chữ, số và . / _ -, và không phải là số định danh."),
        _("Sửa mã, hoặc đặt tiền tố (prefix) trong bảng ánh xạ."),
    ),
    "code_taken": (
        _("Đã có hồ sơ khác mang mã này."),
        _("Đặt tiền tố (prefix) trong bảng ánh xạ để phân biệt hai hệ thống."),
    ),
    "repeated": (
        _("Mã này đã có ở một dòng trước của tệp."),
        _("Dòng trước là dòng {first}. Giữ lại một dòng đúng, bỏ dòng kia."),
    ),
    "unknown_unit": (
        _("Bảng ánh xạ chưa có đơn vị này."),
        _("Chọn đơn vị tương ứng trong bảng ánh xạ (units) rồi nhập lại."),
    ),
    "unknown_procedure": (
        _("Bảng ánh xạ chưa có thủ tục này."),
        _("Chọn thủ tục tương ứng trong bảng ánh xạ (procedures) rồi nhập lại."),
    ),
    "unknown_status": (
        _("Bảng ánh xạ chưa có trạng thái này."),
        _("Chọn trạng thái tương ứng trong bảng ánh xạ (statuses) rồi nhập lại."),
    ),
    "unknown_channel": (
        _("Bảng ánh xạ chưa có kênh nộp này."),
        _("Chọn kênh tương ứng trong bảng ánh xạ (channels) rồi nhập lại."),
    ),
    "no_version": (
        _("Chưa có phiên bản nào của thủ tục có hiệu lực vào ngày đó."),
        _("Ghi ngày của phiên bản cần dùng (version) cho thủ tục này trong bảng ánh xạ."),
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
    "unlawful": (
        _("Lịch sử này không có trong pháp luật: {why}"),
        _("Kiểm tra các ngày và trạng thái của dòng này."),
    ),
    "no_dossier": (
        _("Hồ sơ này chưa có ở đây."),
        _("Nhập hồ sơ trước (xem vì sao dòng hồ sơ chưa vào), rồi chạy lại."),
    ),
    "unknown_answer": (
        _("Biểu mẫu của thủ tục này không có câu hỏi đó."),
        _("Ghi câu hỏi tương ứng vào bảng ánh xạ (answers) rồi nhập lại."),
    ),
    "answer_shape": (
        _("Giá trị không hợp với câu hỏi này."),
        _("Sửa giá trị trong tệp; ngày ghi như 27/03/2025, lựa chọn ghi như trên biểu mẫu."),
    ),
    "table_whole": (
        _("Câu hỏi này là một bảng, không phải một ô."),
        _("Ghi từng ô một dòng, tên trường như {table}.1.cột: bảng, dòng thứ mấy, cột."),
    ),
    "table_column": (
        _("Bảng này không có cột đó."),
        _("Ghi một trong các cột: {names}; hoặc nêu cột tương ứng trong bảng ánh xạ (answers)."),
    ),
    "table_row": (
        _("Bảng này không có dòng thứ đó."),
        _("Dòng của bảng đếm từ 1 đến {most}."),
    ),
    "table_gap": (
        _("Dòng trước đó của bảng chưa có."),
        _("Ghi các dòng của bảng theo thứ tự 1, 2, 3; dòng {missing} còn thiếu."),
    ),
    "unknown_paper": (
        _("Thủ tục này không có giấy tờ hay kết quả đó."),
        _("Ghi giấy tờ tương ứng vào bảng ánh xạ (papers) rồi nhập lại."),
    ),
    "repeated_row": (
        _("Hồ sơ này đã có dòng đó ở trên trong tệp."),
        _(
            "Dòng trên là dòng {first}. Giữ lại một dòng đúng; nhiều tệp của một giấy tờ ghi trong một ô, "
            "cách nhau bằng dấu |."
        ),
    ),
    "purged": (
        _("Đã hết thời hạn lưu của hồ sơ này."),
        _("Không cần làm gì."),
    ),
    "file_missing": (
        _("Không có tệp này trong thư mục hay tệp ZIP."),
        _("Thêm tệp {name} rồi chạy lại; giấy tờ tạm ghi là chưa có tệp."),
    ),
    "file_twice": (
        _("Có nhiều tệp cùng tên ở các thư mục khác nhau trong ZIP."),
        _("Ghi {name} kèm tên thư mục trong ZIP, hoặc đổi tên tệp, rồi chạy lại."),
    ),
    "file_outside": (
        _("Tên tệp dẫn ra ngoài thư mục."),
        _("Ghi lại {name}: chỉ tên tệp nằm trong thư mục, không dùng liên kết."),
    ),
    "file_broken": (
        _("Tệp không dùng được."),
        _("{why} Thay tệp rồi chạy lại; giấy tờ tạm ghi là chưa có tệp."),
    ),
    "not_finished": (
        _("Hồ sơ này chưa có kết quả."),
        _("Sửa trạng thái hồ sơ, hoặc bỏ dòng này."),
    ),
    "face_missing": (
        _("Kết quả phải có số và ngày cấp để dùng lại."),
        _("Điền so_ky_hieu và ngay_cap rồi chạy lại."),
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
    "in_archive": _("Kết quả này đã có trong kho của người đó; không lưu lần nữa."),
    "birth_date": _("Ngày sinh không đọc được nên để trống."),
}
