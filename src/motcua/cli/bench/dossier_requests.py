"""The requests that browsers send for the main operations."""

from collections.abc import Iterable
from urllib.parse import quote
from uuid import UUID

from motcua.cli.bench.dossier_fill import CSRF, Applicant, Commune
from motcua.cli.bench.load import Request
from motcua.demo.staff import BUILDER
from motcua.directory.types import Actor, Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import StepView

SEE_OTHER = 302


def submit(applicant: Applicant) -> Request:
    path = f"/ho-so/nhap/{applicant.draft_id}/kiem-tra/"
    return _post(path, applicant.cookie, {"declared": "yes"})


def accept(commune: Commune, dossier_id: UUID) -> Request:
    counter = commune.cast.counter(commune.cast.agencies["commune"])
    path = f"/can-bo/ho-so/{dossier_id}/tiep-nhan/"
    return _post(path, commune.cookie_of(counter), {"act": "accept"})


def steps(commune: Commune, dossier_ids: Iterable[UUID]) -> list[Request]:
    """The first open step of each, done by whose step it is."""
    return [_complete(commune, dossier_id) for dossier_id in dossier_ids]


def dossier_page(commune: Commune, dossier_id: UUID) -> Request:
    return Request("GET", f"/can-bo/ho-so/{dossier_id}/", commune.cookie_of(_officer(commune)))


def own_dossier_page(applicant: Applicant, dossier_id: UUID) -> Request:
    return Request("GET", f"/ho-so/{dossier_id}/", applicant.cookie)


def work_list(commune: Commune) -> Request:
    return Request("GET", "/can-bo/viec/", commune.cookie_of(_officer(commune)))


def search(commune: Commune, dossier_id: UUID) -> Request:
    """A whole code, as a scanner types it: it opens the dossier at once."""
    code = dossiers.dossier(actor=BUILDER, dossier_id=dossier_id).code
    path = f"/can-bo/tra-cuu/?q={quote(code)}"
    return Request("GET", path, commune.cookie_of(_officer(commune)), expect=SEE_OTHER)


def search_words(commune: Commune, words: str) -> Request:
    """At the counter, anything but a whole code: a list comes back."""
    counter = commune.cast.counter(commune.cast.agencies["commune"])
    path = f"/can-bo/tra-cuu/?q={quote(words)}"
    return Request("GET", path, commune.cookie_of(counter))


def search_inside(commune: Commune, words: str) -> Request:
    counter = commune.cast.counter(commune.cast.agencies["commune"])
    return Request("GET", f"/can-bo/tra-cuu/?content={quote(words)}", commune.cookie_of(counter))


def tracking(dossier_id: UUID) -> Request:
    seen = dossiers.dossier(actor=BUILDER, dossier_id=dossier_id)
    secret = dossiers.secret_of(actor=BUILDER, dossier_id=dossier_id)
    return _post("/tra-cuu/", f"csrf={CSRF}", {"code": seen.code, "secret": secret}, expect=200)


def _complete(commune: Commune, dossier_id: UUID) -> Request:
    step = _open_step(dossier_id)
    holder = commune.cast.holder(Role(step.role), step.unit_id)
    path = f"/can-bo/ho-so/{dossier_id}/xong-buoc/"
    return _post(path, commune.cookie_of(holder), {"outcome": step.outcomes[0], "note": ""})


def _open_step(dossier_id: UUID) -> StepView:
    seen = dossiers.dossier(actor=BUILDER, dossier_id=dossier_id)
    return next(step for step in seen.steps if step.done_at is None)


def _officer(commune: Commune) -> Actor:
    return next(a for a in commune.cast.actors if a.holds(Role.CASE_OFFICER))


def _post(path: str, cookie: str, form: dict[str, str], *, expect: int = SEE_OTHER) -> Request:
    return Request("POST", path, cookie, {**form, "csrfmiddlewaretoken": CSRF}, expect)
