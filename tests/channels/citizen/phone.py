"""A citizen's browser without scripts: real views, middleware and sessions."""

import io
import re
from datetime import date
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.channels.session_store import AudienceSession, citizens
from motcua.directory.types import AssuranceLevel
from tests.directory.factories import make_citizen
from tests.dossiers import factories

MARITAL = factories.MARITAL
BIRTH = "1.001193"


class Page:
    def __init__(self, response):
        self.response = response
        self.status = response.status_code
        self.path = response.request["PATH_INFO"]
        self.html = response.content.decode() if "html" in response["Content-Type"] else ""

    @property
    def words(self):
        """What is read on the page, without markup."""
        shown = re.sub(r"(?s)<head>.*?</head>|<svg.*?</svg>", " ", self.html)
        return unescape(" ".join(re.sub(r"<[^>]+>", " ", shown).split()))

    @property
    def title(self):
        return unescape(re.search(r"(?s)<title>(.*?)</title>", self.html)[1])

    def has_field(self, name):
        return f'name="{name}"' in self.html


class Phone(Client):
    actor = None

    @classmethod
    def of(cls, name, personal_id, *, birth_date):
        phone = cls()
        phone.actor = make_citizen(name, personal_id, birth_date=date.fromisoformat(birth_date))
        session = AudienceSession(None, citizens())
        session["citizen"] = {
            "person": str(phone.actor.person_id),
            "name": name,
            "level": int(AssuranceLevel.TWO),
            "at": "2026-11-23T08:00:00+07:00",
        }
        session.save()
        phone.cookies["motcua_citizen"] = session.session_key
        return phone

    def page(self, address, **asked):
        return Page(self.get(address, asked, follow=True))

    def send(self, address, **typed):
        named = {name.replace("__", "."): value for name, value in typed.items()}
        return Page(self.post(address, named, follow=True))

    def start(self, procedure=MARITAL):
        """A draft begun through the pages; answers the address it lives under."""
        page = self.send(f"/thu-tuc/{procedure}/nop/", place=str(factories.agency_id()))
        return re.match(r"/ho-so/nhap/[0-9a-f-]{36}/", page.path)[0]


def draft_address(phone, procedure=MARITAL):
    """A draft with everything in it, ready to be read once more and handed in."""
    return f"/ho-so/nhap/{factories.draft(phone.actor, procedure)}/"


def photo(name="IMG_0001.jpg", size=(900, 1200), form="JPEG"):
    content = io.BytesIO()
    Image.new("RGB", size, "#f7f5ef").save(content, form)
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/jpeg")
