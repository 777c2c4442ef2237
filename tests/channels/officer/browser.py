"""Officials in front of their screens: real views, middleware and sessions, no JavaScript."""

import re
from dataclasses import dataclass, field
from html import unescape

from django.test import Client

from motcua.channels.session_store import AudienceSession, staff
from motcua.directory import api as directory
from motcua.directory.models import StaffUser
from motcua.directory.types import Role
from tests.directory.factories import make_official
from tests.dossiers import factories

WHERE = {
    Role.RECEPTION: "service_centre",
    Role.HELPER: "service_centre",
    Role.CASE_OFFICER: "civil_status",
    Role.HEAD: "civil_status",
    Role.LEADER: "leadership",
    Role.REGISTRY_CLERK: "registry",
    Role.ADMINISTRATOR: "leadership",
    Role.SUPERVISOR: "leadership",
}
NAMES = {
    Role.RECEPTION: "Đỗ Văn Cúc",
    Role.HELPER: "Lê Thị Bưu",
    Role.CASE_OFFICER: "Trần Văn Hậu",
    Role.HEAD: "Lê Thị Ánh",
    Role.LEADER: "Võ Hoàng Long",
    Role.REGISTRY_CLERK: "Phan Thị Mai",
    Role.ADMINISTRATOR: "Ngô Văn Sáu",
    Role.SUPERVISOR: "Hồ Thị Năm",
}


class Browser(Client):
    """Signed in with both factors."""

    def __init__(self, role, agency=factories.COMMUNE, *more):
        super().__init__()
        user_id, self.person_id = make_official(
            role, *more, name=NAMES[role], unit_kind=WHERE[role], agency=agency
        )
        self.user = StaffUser.objects.get(pk=user_id)
        self.actor = directory.staff_actor(self.user)
        self.sign_in()

    def sign_in(self):
        """In the session that is there, if any."""
        before = self.cookies.get("motcua_staff")
        session = AudienceSession(before.value if before else None, staff())
        session["_auth_user_id"] = str(self.user.pk)
        session["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
        session["_auth_user_hash"] = self.user.get_session_auth_hash()
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp"}]
        session.save()
        self.cookies["motcua_staff"] = session.session_key

    def page(self, address, **asked):
        return Page(self.get(f"/can-bo/{address}", asked))

    def send(self, address, **typed):
        return Page(self.post(f"/can-bo/{address}", typed, follow=True))


@dataclass
class Page:
    response: object

    @property
    def status(self):
        return self.response.status_code

    @property
    def html(self):
        return self.response.content.decode()

    @property
    def text(self):
        bare = re.sub(r"(?s)<(script|style).*?</\1>", " ", self.html)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", bare)))

    def value(self, name):
        """What a box of the page holds."""
        tag = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', self.html)
        held = re.search(r'value="([^"]*)"', tag.group()) if tag else None
        return unescape(held.group(1)) if held else None


@dataclass
class Office:
    """Officials of one commune; each signs in when first looked at."""

    agency: str = factories.COMMUNE
    _seated: dict = field(default_factory=dict)

    def official(self, role):
        if role not in self._seated:
            self._seated[role] = Browser(role, self.agency)
        return self._seated[role]

    @property
    def counter(self):
        return self.official(Role.RECEPTION)

    @property
    def helper(self):
        """Of the post: types for citizens, decides nothing."""
        return self.official(Role.HELPER)

    @property
    def specialist(self):
        return self.official(Role.CASE_OFFICER)

    @property
    def head(self):
        return self.official(Role.HEAD)

    @property
    def leader(self):
        return self.official(Role.LEADER)

    @property
    def clerk(self):
        return self.official(Role.REGISTRY_CLERK)

    @property
    def administrator(self):
        return self.official(Role.ADMINISTRATOR)

    # The names that tests.dossiers.factories calls the same people by.
    @property
    def receptionist(self):
        return self.counter.actor
