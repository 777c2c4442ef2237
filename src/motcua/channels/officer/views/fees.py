"""Cash and bank transfer are recorded at the counter, with a receipt."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.channels.desk import banners
from motcua.channels.desk.page import ask
from motcua.channels.desk.refused import attempt
from motcua.channels.officer.forms.acts import AmountForm, ReceiptForm
from motcua.channels.sessions import actor_of, staff_view
from motcua.directory.types import Actor, Role
from motcua.dossiers import api as dossiers
from motcua.kit.ids import new_id
from motcua.payments import api as payments
from motcua.payments.types import OrderView


@staff_view(Role.RECEPTION)
def state_amount(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """Where no figure in force is known, the official states it, and where it is written."""
    actor = actor_of(request)
    order = payments.order_of(dossier_id)
    form = AmountForm(request.POST or None, initial={"code": request.GET.get("khoan", "")})
    if order and form.is_valid():
        typed = form.cleaned_data
        refusal = attempt(lambda: payments.state_amount(actor=actor, order_id=order.id, **typed))
        if refusal is None:
            banners.done(request, _("Đã ghi mức thu và căn cứ."))
            return redirect("officer:fees", dossier_id)
        form.add_error(None, str(refusal))
    dossier = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    return ask(request, "officer/fee_amount.html", form, {"dossier": dossier})


@staff_view(Role.RECEPTION)
def record(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """`key` is made with the form: a second sending is answered with the same receipt."""
    actor = actor_of(request)
    dossier = dossiers.dossier(actor=actor, dossier_id=dossier_id)
    order = payments.order_of(dossier_id)
    initial = {"key": new_id(), "method": "cash", "amount": order.left_to_pay if order else None}
    form = ReceiptForm(request.POST or None, initial=initial)
    if order and form.is_valid():
        refusal = attempt(lambda: _record(actor, order, form))
        if refusal is None:
            banners.done(request, _("Đã ghi thu. Biên lai nằm trong trang hồ sơ."))
            return redirect("officer:dossier", dossier_id)
        form.add_error(None, str(refusal))
    return ask(request, "officer/fees.html", form, {"dossier": dossier, "order": order})


def _record(actor: Actor, order: OrderView, form: ReceiptForm) -> None:
    typed = form.cleaned_data
    payments.record_receipt(
        actor=actor,
        order_id=order.id,
        method=typed["method"],
        amount=typed["amount"],
        key=typed["key"],
    )
