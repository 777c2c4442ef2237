"""Whoever guesses the secrets of receipts is held back by network address; right ones are not counted."""

import ipaddress

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.kit.throttle import Throttle

WRONG_SECRETS = Throttle("wrong_secret", most=100, minutes=10)


def held_back(request: HttpRequest) -> str:
    """The sentence that says for how long; empty while this address may try."""
    address = _address(request)
    minutes = WRONG_SECRETS.minutes_to_wait(address) if address else 0
    if not minutes:
        return ""
    return _(
        "Từ mạng bạn đang dùng đã có quá nhiều lần nhập sai mã tra cứu. Hãy đợi {minutes} phút rồi bấm "
        "«Xem hồ sơ» lại; hai mã bạn nhập vẫn còn ở đây. Cần gấp thì gọi {phone}."
    ).format(minutes=minutes, phone=settings.HELP_PHONE)


def count_wrong(request: HttpRequest) -> None:
    address = _address(request)
    if address:
        WRONG_SECRETS.count(address)


def _address(request: HttpRequest) -> str:
    """Empty where the web server in front does not say who asks: nobody is held back for all others."""
    try:
        address = str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""
    behind_another = settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0
    return "" if behind_another and ipaddress.ip_address(address).is_loopback else address
