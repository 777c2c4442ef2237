"""The counter enters a firm: it has seen the certificate and the legal representative's card."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, gettext_lazy

from motcua.channels.desk import banners
from motcua.channels.desk.page import ask
from motcua.channels.desk.refused import attempt
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory import api as directory
from motcua.directory.types import Role

_SHORT = {"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-10"}


class FirmForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Mã số doanh nghiệp"),
        max_length=20,
        widget=forms.TextInput(attrs=_SHORT),
        error_messages={"required": gettext_lazy("Nhập mã số trên giấy chứng nhận đăng ký.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Tên doanh nghiệp"),
        max_length=120,
        error_messages={"required": gettext_lazy("Nhập tên như trên giấy chứng nhận đăng ký.")},
    )
    representative_number = forms.CharField(
        label=gettext_lazy("Số định danh của người đại diện theo pháp luật"),
        max_length=20,
        widget=forms.TextInput(attrs=_SHORT),
        error_messages={"required": gettext_lazy("Nhập số định danh gồm 12 chữ số.")},
    )
    representative_name = forms.CharField(
        label=gettext_lazy("Họ và tên người đại diện"),
        max_length=120,
        error_messages={"required": gettext_lazy("Nhập họ tên như trên thẻ.")},
    )


@staff_view(Role.RECEPTION)
def register(request: HttpRequest) -> HttpResponse:
    form = FirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actor = actor_of(request)
        refusal = attempt(lambda: directory.register_firm(actor=actor, **form.cleaned_data))
        if refusal is None:
            banners.done(request, _("Đã ghi nhận. Người đại diện đăng nhập là thấy doanh nghiệp."))
            return redirect("officer:firms")
        form.add_error(None, str(refusal))
    return ask(request, "officer/firms.html", form, {})
