"""What the citizen asks inside a dossier, and the answer of whoever holds it."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from motcua.channels.conversations import key_of
from motcua.channels.desk import banners
from motcua.channels.desk.navigation import HANDLERS
from motcua.channels.desk.page import ask
from motcua.channels.desk.refused import attempt
from motcua.channels.sessions import actor_of, kept_values, staff_view
from motcua.dossiers import api as dossiers

HIDES = "dossier.message_asks_for_more"


class MessageForm(forms.Form):
    text = forms.CharField(
        label=_("Trả lời người dân"),
        help_text=_(
            "Cần nộp thêm hoặc sửa gì thì dùng «Yêu cầu bổ sung» (mẫu 02), không hỏi ở đây."
        ),
        widget=forms.Textarea(attrs={"rows": "5"}),
        error_messages={"required": _("Hãy viết điều muốn hỏi hoặc trả lời rồi gửi.")},
    )


@staff_view(*HANDLERS)
def conversation(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    form = _form(request)
    if not form.is_valid():
        return _show(request, dossier_id, form)
    refusal = attempt(lambda: _send(request, dossier_id, form.cleaned_data["text"]))
    if refusal is None:
        banners.done(request, _("Đã gửi cho người dân."))
        return redirect("officer:messages", dossier_id)
    form.add_error("text", str(refusal))
    return _show(request, dossier_id, form, hides=refusal.code == HIDES)


def _form(request: HttpRequest) -> MessageForm:
    if request.method == "POST":
        return MessageForm(request.POST)
    kept = kept_values(request).get("text")
    return MessageForm(initial={"text": kept[0]} if kept else {})


def _send(request: HttpRequest, dossier_id: UUID, text: str) -> None:
    dossiers.write_message(
        actor=actor_of(request),
        dossier_id=dossier_id,
        text=text,
        key=key_of(request),
        explains="explains" in request.POST,
    )


def _show(
    request: HttpRequest, dossier_id: UUID, form: MessageForm, *, hides: bool = False
) -> HttpResponse:
    """`hides`: what was typed looks like a supplement request, which has a form of its own."""
    actor = actor_of(request)
    shown = {
        "conversation": dossiers.conversation(actor=actor, dossier_id=dossier_id),
        "may": dossiers.standing(actor=actor, dossier_id=dossier_id).may,
        "hides": hides,
        "key": key_of(request),
    }
    dossiers.read_messages(actor=actor, dossier_id=dossier_id)
    return ask(request, "officer/messages.html", form, shown)
