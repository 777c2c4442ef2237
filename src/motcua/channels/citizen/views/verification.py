"""Anyone may ask: who signed this, for which agency, when, and has a byte changed?"""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.channels.sessions import public_view
from motcua.documents import api as documents
from motcua.kit.errors import DomainError


@public_view(outside_transaction=True)
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    return _judge(request) if request.method == "POST" else _ask(request)


def _judge(request: HttpRequest) -> HttpResponse:
    code = request.POST.get("code", "").strip().replace("/", "-")  # it becomes part of an address
    if code:
        return HttpResponseRedirect(reverse("citizen:verify-code", args=[code]))
    upload = request.FILES.get("file")
    if upload is None:
        return _ask(request, "file", _("Chọn tệp PDF cần kiểm tra, hoặc nhập mã in cạnh mã QR"))
    if (upload.size or 0) > settings.UPLOAD_MAX_BYTES:
        return _ask(request, "file", _("Tệp lớn hơn 20 MB. Hãy chọn đúng tệp PDF đã nhận."))
    try:
        verdict = documents.verify_file(upload.read())
    except DomainError as error:
        return _ask(request, "file", str(error))
    return _tell(request, verdict, name=upload.name or "")


@public_view(outside_transaction=True)
@require_safe
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    try:
        verdict = documents.verify_code(code)
    except DomainError as error:
        return _ask(request, "code", str(error), code=code)
    return _tell(request, verdict, name="")


def _tell(request: HttpRequest, verdict: object, *, name: str) -> HttpResponse:
    return render(request, "citizen/verdict.html", {"verdict": verdict, "name": name})


def _ask(request: HttpRequest, field: str = "", message: str = "", code: str = "") -> HttpResponse:
    context = {
        "code": code,
        "file_error": message if field == "file" else "",
        "code_error": message if field == "code" else "",
        "errors": [{"message": message, "element": field}] if message else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if message else HTTPStatus.OK
    return render(request, "citizen/verify.html", context, status=status)
