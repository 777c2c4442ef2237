"""Procedures that are children of others: what a link may name, and who links to a case."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.catalogue import queries
from motcua.catalogue.errors import (
    CaseInUseError,
    CaseNotFoundError,
    ChildProcedureError,
    ProcedureNotFoundError,
)
from motcua.catalogue.models import ProcedureVersion, VersionDraft
from motcua.catalogue.parts.edits import AgenciesEdit, CaseDrop, LinkedStep
from motcua.engines.forms.types import Form, Text
from motcua.kit import clock

WRITTEN = (VersionDraft.State.WRITING, VersionDraft.State.PROPOSED)


def refuse(code: str, edit: CaseDrop | AgenciesEdit) -> None:
    """`code`: the procedure that is written in."""
    if isinstance(edit, CaseDrop):
        found = tuple(linked_from(code, edit.code))
        if found:
            raise CaseInUseError(name=edit.code, told="; ".join(found), uses=found)
        return
    for link in edit.linked:
        for reason in faults(link, own=code):
            raise ChildProcedureError(told=reason)


def linked_from(code: str, case: str) -> Iterator[str]:
    """Other procedures, in force or on their way, that wait for a dossier of this case."""
    link = {"procedure": {"cases": [{"linked": [{"procedure": code, "case": case}]}]}}
    eve = clock.today() - timedelta(days=1)
    live = Q(valid_to=None) | Q(valid_to__gt=eve)
    rows = ProcedureVersion.objects.filter(live, content__contains=link)
    drafts = VersionDraft.objects.filter(state__in=WRITTEN, content__contains=link)
    codes = {*rows.values_list("procedure__code", flat=True)}
    codes |= {*drafts.values_list("procedure__code", flat=True)}
    for other in sorted(codes):
        yield _("hồ sơ con của thủ tục {}").format(other)


def faults(link: LinkedStep, *, own: str) -> Iterator[str]:
    if link.procedure == own:
        yield _("một thủ tục không chờ hồ sơ con của chính nó; chọn thủ tục khác")
        return
    form = child_form(link.procedure, link.case)
    if form is None:
        yield _("không có thủ tục {} hoặc trường hợp «{}» đang có hiệu lực; chọn lại").format(
            link.procedure, link.case
        )
        return
    known = {item.path for _page, item in form.leaves()}
    for field in (*link.answers, *link.fixed):
        if field not in known:
            yield _("hồ sơ con không hỏi «{}»; bỏ dòng đó").format(field)


def cases_of(code: str) -> tuple[tuple[str, Text], ...]:
    try:
        return tuple((case.code, case.name) for case in queries.procedure(code).cases)
    except ProcedureNotFoundError:
        return ()


def child_form(code: str, case: str) -> Form | None:
    """The form of the child as it is today; None where there is no such procedure or case."""
    try:
        version = queries.procedure(code)
        queries.case_of(version.id, case)
    except (ProcedureNotFoundError, CaseNotFoundError):
        return None
    return queries.form(version.id)
