"""What the editor of drawings says: its own buttons, and the few sentences of the library beneath it."""

from django.utils.translation import gettext as _


def drawing_words() -> dict[str, str]:
    return {
        "palette": _("Thêm vào sơ đồ"),
        "canvas": _("Sơ đồ quy trình đang vẽ"),
        "step": _("Bước"),
        "wait": _("Chờ cơ quan khác"),
        "choice": _("Lựa chọn"),
        "parallel": _("Cùng lúc"),
        "end": _("Kết thúc"),
        "add_step": _("Thêm bước sau đây"),
        "add_choice": _("Thêm cổng lựa chọn sau đây"),
        "add_parallel": _("Thêm cổng làm cùng lúc sau đây"),
        "add_end": _("Thêm điểm kết thúc sau đây"),
        "connect": _("Nối mũi tên tới chỗ khác"),
        "drop": _("Bỏ khỏi sơ đồ"),
        "newStep": _("Bước mới"),
        "newWait": _("Lấy ý kiến cơ quan khác"),
        "unnamed": _("chưa có tên"),
        "returned": _("Trả lại"),
        "chooseStep": _("Chọn một bước"),
        "chooseFirst": _("Hãy chọn một chỗ trên sơ đồ trước."),
        "notBeside": _(
            "Bước này rẽ nhánh ngay sau nó, nên hãy đặt «Không trả lại» trước, hoặc vẽ bằng cổng «Cùng lúc»."
        ),
        "no parent for {element} in {parent}": _("Không đặt được hình này ở đây."),
        "flow elements must be children of pools/participants": _(
            "Hãy đặt hình này vào trong khung của quy trình."
        ),
        "element required": _("Hãy chọn một hình trước."),
    }
