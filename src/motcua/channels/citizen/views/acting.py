"""In whose name: mandates given and received, and stepping in and out of another's shoes."""

from collections.abc import Iterable, Sequence
from datetime import date
from http import HTTPStatus
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue import api as catalogue
from motcua.channels.conversations import refusal_of
from motcua.channels.desk.controls import controls, mistakes
from motcua.channels.desk.dates import TypedDate
from motcua.channels.sessions import act_for, actor_of, citizen_view, is_safe_next
from motcua.channels.wording import say
from motcua.directory import api as directory
from motcua.directory.errors import (
    MandateDatesError,
    NotThisPersonError,
    PersonalIdInvalidError,
    PrincipalNotFoundError,
    ToOneselfError,
)
from motcua.directory.types import Principal
from motcua.kit import clock
from motcua.kit.errors import DomainError

ALL = "tat-ca"


class GrantForm(forms.Form):
    personal_id = forms.CharField(
        label=gettext_lazy("Số định danh của người làm thay"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-10"}
        ),
        error_messages={"required": gettext_lazy("Nhập số định danh gồm 12 chữ số.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Họ và tên của người đó"),
        help_text=gettext_lazy("Như trên thẻ căn cước; để không ủy quyền nhầm người."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Nhập họ và tên như trên thẻ căn cước.")},
    )
    procedure = forms.ChoiceField(
        label=gettext_lazy("Thủ tục"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn thủ tục được làm thay.")},
    )
    starts_on = TypedDate(
        label=gettext_lazy("Từ ngày"),
        help_text=gettext_lazy("Ví dụ 27/03/2026."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
        error_messages={"required": gettext_lazy("Nhập ngày bắt đầu.")},
    )
    ends_on = TypedDate(
        label=gettext_lazy("Đến hết ngày"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}),
        error_messages={"required": gettext_lazy("Nhập ngày kết thúc.")},
    )

    def __init__(self, *args: object, procedures: Sequence[tuple[str, str]]) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # passed on as given
        self.fields["procedure"].choices = [  # type: ignore[attr-defined]
            (ALL, _("Mọi thủ tục")),
            *procedures,
        ]
        self.fields["starts_on"].initial = f"{clock.today():%d/%m/%Y}"
        if not procedures:  # nothing else to choose
            self.fields["procedure"].initial = ALL
            self.fields["procedure"].help_text = _(
                "Chỉ muốn nhờ một thủ tục thì mở trang của thủ tục đó, rồi chọn «Nhờ người khác nộp thay»."
            )


@citizen_view
@require_safe
def principals(request: HttpRequest) -> HttpResponse:
    """Everything about acting for others and others for oneself, on one page."""
    actor = actor_of(request)
    mandates = directory.mandates(actor=actor)
    context = {
        "principals": directory.principals(actor=actor),
        "mandates": mandates,
        "names": _names(code for mandate in mandates for code in mandate.procedures),
    }
    return render(request, "citizen/principals.html", context)


@citizen_view
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, principal_id: UUID) -> HttpResponse:
    """Asked first, so that nobody acts for another without having meant to."""
    principal = _principal(request, principal_id)
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    following = wanted if is_safe_next(request, wanted) else reverse("citizen:my-dossiers")
    if request.method == "POST":
        act_for(request, principal.id)
        return HttpResponseRedirect(following)
    context = {"principal": principal, "next": following, "names": _names(principal.procedures)}
    return render(request, "citizen/act_for.html", context)


def _principal(request: HttpRequest, principal_id: UUID) -> Principal:
    for principal in directory.principals(actor=actor_of(request)):
        if principal.id == principal_id:
            return principal
    raise PrincipalNotFoundError


@citizen_view
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    act_for(request, None)
    messages.success(request, _("Bạn đang làm việc của chính mình."))
    wanted = request.POST.get("next", "")
    following = wanted if is_safe_next(request, wanted) else reverse("citizen:my-dossiers")
    return HttpResponseRedirect(following)


@citizen_view
@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest) -> HttpResponse:
    posted = (request.POST,) if request.method == "POST" else ()
    form = GrantForm(*posted, procedures=_asked_for(request))
    if form.is_valid():
        refusal = refusal_of(lambda: _grant(request, form))
        if refusal is None:
            messages.success(request, _("Đã ủy quyền. Bạn chấm dứt được bất cứ lúc nào ở đây."))
            return HttpResponseRedirect(reverse("citizen:principals"))
        form.add_error(_box_of(refusal), str(refusal))
    wrong = mistakes(form) if form.is_bound else ()
    context = {"controls": controls(form), "errors": wrong}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "citizen/grant.html", context, status=status)


def _box_of(refusal: DomainError) -> str | None:
    """Where it is mended."""
    if isinstance(refusal, MandateDatesError):
        return "ends_on"
    about_person = PersonalIdInvalidError | NotThisPersonError | ToOneselfError
    return "personal_id" if isinstance(refusal, about_person) else None


def _grant(request: HttpRequest, form: GrantForm) -> None:
    typed = form.cleaned_data
    directory.grant_mandate(
        actor=actor_of(request),
        personal_id=typed["personal_id"],
        name=typed["name"],
        starts_on=date.fromisoformat(typed["starts_on"]),
        ends_on=date.fromisoformat(typed["ends_on"]),
        procedures=[typed["procedure"]] if typed["procedure"] != ALL else (),
    )


@citizen_view
@require_POST
def end(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    directory.end_mandate(actor=actor_of(request), mandate_id=mandate_id)
    messages.success(request, _("Đã chấm dứt ủy quyền. Từ bây giờ không ai làm thay được nữa."))
    return HttpResponseRedirect(reverse("citizen:principals"))


def _names(codes: Iterable[str]) -> dict[str, str]:
    return {code: say(catalogue.procedure(code).name) for code in set(codes)}


def _asked_for(request: HttpRequest) -> list[tuple[str, str]]:
    """`?thu-tuc=`: the procedure from whose page somebody came."""
    code = request.GET.get("thu-tuc", "")
    return [(code, _("Chỉ thủ tục: {name}").format(name=_names([code])[code]))] if code else []
