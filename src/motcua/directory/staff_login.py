"""How officials sign in, where django-allauth asks us."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from motcua.directory.models import StaffUser
from motcua.directory.queries import has_second_factor
from motcua.kit import crypto

_ROW = "mfa_authenticator:secret"


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are opened by an administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Right after the password, the first second factor may be set up without asking again."""
        user = self.request.user
        if app == "allauth.mfa" and isinstance(user, StaffUser) and not has_second_factor(user.pk):
            return False
        required: bool = super().is_reauthentication_required(app=app)
        return required


class SealedFactorsAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The secrets of one-time codes are sealed like every other personal datum."""

    def encrypt(self, text: str) -> str:
        return crypto.seal(text, row=_ROW).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.unseal(bytes.fromhex(encrypted_text), row=_ROW)
