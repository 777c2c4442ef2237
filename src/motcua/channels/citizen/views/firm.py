"""The staff of a firm, managed by its legal representative."""

from http import HTTPStatus
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.channels.conversations import refusal_of
from motcua.channels.desk.controls import controls, mistakes
from motcua.channels.sessions import actor_of, citizen_view
from motcua.directory import api as directory
from motcua.directory.errors import (
    NotTheRepresentativeError,
    NotThisPersonError,
    PersonalIdInvalidError,
)
from motcua.directory.types import Actor, FirmRight

RIGHTS = (
    (FirmRight.DRAFT.value, gettext_lazy("Soạn hồ sơ")),
    (FirmRight.SUBMIT.value, gettext_lazy("Nộp hồ sơ, bổ sung, rút hồ sơ")),
    (FirmRight.SEE_ALL.value, gettext_lazy("Xem mọi hồ sơ của doanh nghiệp")),
)


class MemberForm(forms.Form):
    personal_id = forms.CharField(
        label=gettext_lazy("Số định danh"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-10"}
        ),
        error_messages={"required": gettext_lazy("Nhập số định danh gồm 12 chữ số.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Họ và tên"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Nhập họ và tên như trên thẻ căn cước.")},
    )
    rights = forms.MultipleChoiceField(
        label=gettext_lazy("Được làm gì"),
        choices=RIGHTS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một quyền cho người này.")},
    )


@citizen_view
@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if actor.principal is None or not actor.principal.represents:
        return _choose_firm(request, actor)
    form = MemberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        refusal = refusal_of(lambda: _give(actor, form))
        if refusal is None:
            messages.success(request, _("Đã giao quyền cho {name}.").format(**form.cleaned_data))
            return HttpResponseRedirect(reverse("citizen:firm"))
        about_person = isinstance(refusal, PersonalIdInvalidError | NotThisPersonError)
        form.add_error("personal_id" if about_person else None, str(refusal))
    wrong = mistakes(form) if form.is_bound else ()
    context = {
        "members": directory.firm_members(actor=actor),
        "right_names": dict(RIGHTS),
        "controls": controls(form),
        "errors": wrong,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "citizen/firm.html", context, status=status)


def _give(actor: Actor, form: MemberForm) -> None:
    typed = form.cleaned_data
    directory.give_rights(
        actor=actor,
        personal_id=typed["personal_id"],
        name=typed["name"],
        rights=[FirmRight(right) for right in typed["rights"]],
    )


@citizen_view
@require_POST
def remove(request: HttpRequest, member_id: UUID) -> HttpResponse:
    directory.remove_member(actor=actor_of(request), member_id=member_id)
    messages.success(request, _("Đã bỏ. Người này không còn thấy hồ sơ nào của doanh nghiệp."))
    return HttpResponseRedirect(reverse("citizen:firm"))


def _choose_firm(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A representative who is not at work for the firm is asked to begin; others are told who may."""
    led = [one for one in directory.principals(actor=actor) if one.represents]
    if not led:
        raise NotTheRepresentativeError
    if len(led) > 1:
        messages.info(request, _("Chọn doanh nghiệp bạn đại diện rồi bấm Làm thay."))
        return HttpResponseRedirect(reverse("citizen:principals"))
    begin = reverse("citizen:act-for", args=[led[0].id])
    return HttpResponseRedirect(f"{begin}?{urlencode({'next': reverse('citizen:firm')})}")
