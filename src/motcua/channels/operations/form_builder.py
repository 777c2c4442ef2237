"""The form builder: the outline, one page, one question; what would break another part is refused."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import (
    QUESTION_KINDS,
    BlockEdit,
    ComparisonDrop,
    DraftView,
    Edit,
    PageDrop,
    PageShift,
    QuestionDrop,
    QuestionShift,
)
from motcua.channels.desk import banners
from motcua.channels.desk.controls import Control, controls
from motcua.channels.desk.page import ask, show
from motcua.channels.desk.refused import attempt
from motcua.channels.operations import form_trials
from motcua.channels.operations.form_fields import GROUPS, KindForm, PageForm, QuestionForm
from motcua.channels.operations.version_forms import VersionForm
from motcua.channels.sessions import actor_of, staff_view
from motcua.channels.wording import say
from motcua.directory.types import Role

OUTLINE = "operations:form-outline"
LAST = "cuoi-trang"  # where a new question comes in, on the previewed page
PLACE = "cho-{}"  # before each question there: no box, so that going to it takes no keyboard away
_ACTS: Mapping[str, tuple[Callable[[str], Edit], Promise]] = {
    "len": (lambda code: QuestionShift(code, -1), gettext_lazy("Đã chuyển câu hỏi lên.")),
    "xuong": (lambda code: QuestionShift(code, 1), gettext_lazy("Đã chuyển câu hỏi xuống.")),
    "bo": (QuestionDrop, gettext_lazy("Đã bỏ câu hỏi.")),
    "trang-len": (lambda code: PageShift(code, -1), gettext_lazy("Đã chuyển trang lên.")),
    "trang-xuong": (lambda code: PageShift(code, 1), gettext_lazy("Đã chuyển trang xuống.")),
    "bo-trang": (PageDrop, gettext_lazy("Đã bỏ trang và các câu hỏi của trang.")),
    "bo-so-sanh": (ComparisonDrop, gettext_lazy("Đã bỏ phép kiểm tra.")),
}
_SECTIONS = (
    ("option", "list_name"),
    ("least", "most", "days"),
    ("filled", "lock"),
    ("asked", "when", "than"),
)


@staff_view(Role.ADMINISTRATOR)
@require_safe
def outline(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    draft = _draft(request, draft_id)
    form = catalogue.form_trial(actor=actor_of(request), draft_id=draft_id)
    shown = catalogue.form_outline(draft)
    context = {
        "draft": draft,
        "outline": shown,
        "blocks": [
            (code, say(name), say(about)) for code, name, about in catalogue.question_blocks()
        ],
        "trial": form_trials.choices(draft, form),
        "samples": list(form_trials.samples(draft, form)),
        "checks": [
            (words, number, catalogue.part_stamp(draft, "comparison", str(number)))
            for words, number in shown.comparisons
        ],
    }
    return show(request, "operations/form_outline.html", context)


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, draft_id: UUID, page_id: str = "") -> HttpResponse:
    draft = _draft(request, draft_id)
    form = page_form(draft, page_id, request)
    title = _("Sửa trang") if page_id else _("Thêm trang")
    stamp = catalogue.part_stamp(draft, "page", page_id)
    return _edit(request, draft, form, {"title": title, "page_id": page_id, "stamp": stamp})


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, draft_id: UUID, path: str) -> HttpResponse:
    draft = _draft(request, draft_id)
    form = question_form(draft, path, request)
    context = {
        "title": _("Sửa câu hỏi"),
        "page_id": form.page_id,
        "path": path,
        "preview": _preview(draft, f"cau.{path}"),
        "place": PLACE.format(path.partition(".")[0]),
        "box": path.replace(".", "-"),
    }
    if _kind_changed(request):
        return _show(request, draft, form, context)
    return _edit(request, draft, form, context)


@staff_view(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def new_question(request: HttpRequest, draft_id: UUID, place: str) -> HttpResponse:
    """`place`: the page, or the group on it, as `trang` or `trang.nhom`."""
    draft = _draft(request, draft_id)
    _known_page(draft, place.partition(".")[0])
    if request.GET.get("loai") not in QUESTION_KINDS:
        form = KindForm.of(in_group="." in place)
        context = {**_around(draft), "title": _("Thêm câu hỏi")}
        return ask(request, "operations/form_kind.html", form, context)
    context = {
        "title": _("Thêm câu hỏi"),
        "page_id": place.partition(".")[0],
        "path": "",
        "preview": f"{_preview(draft, f'moi.{place}')}?loai={request.GET['loai']}",
        "place": PLACE.format(LAST),
        "box": PLACE.format(LAST),
    }
    return _edit(request, draft, new_form(draft, place, request), context)


@staff_view(Role.ADMINISTRATOR)
@require_POST
def act(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The buttons of the outline: `viec` is what, `muc` is which."""
    verb, code = request.POST.get("viec", ""), request.POST.get("muc", "")
    if verb not in _ACTS:
        raise Http404
    make, sentence = _ACTS[verb]
    actor = actor_of(request)
    edit, seen = make(code), request.POST.get("seen", "")
    refusal = attempt(
        lambda: catalogue.edit_version(actor=actor, draft_id=draft_id, edit=edit, seen=seen)
    )
    if refusal is None:
        banners.done(request, str(sentence))
    else:
        banners.not_done(request, refusal)
    anchor = "" if verb.startswith("bo") else f"#{code.replace('.', '')}"
    return redirect(reverse(OUTLINE, args=[draft_id]) + anchor)


@staff_view(Role.ADMINISTRATOR)
@require_POST
def add_block(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    edit = BlockEdit(request.POST.get("khoi", ""), request.POST.get("trang", ""))
    actor = actor_of(request)
    refusal = attempt(lambda: catalogue.edit_version(actor=actor, draft_id=draft_id, edit=edit))
    if refusal is None:
        banners.done(request, _("Đã thêm khối câu hỏi vào cuối trang."))
    else:
        banners.not_done(request, refusal)
    return redirect(OUTLINE, draft_id)


# ------------------------------------------------------------------ the forms, also for the preview


def page_form(draft: DraftView, page_id: str, request: HttpRequest) -> PageForm:
    pages = {page["id"]: page for page in draft.form["ui"]["pages"]}
    if page_id:
        _known_page(draft, page_id)
    names = catalogue.questions_before(draft, page_id, page_too=False)
    shown = {one.page_id: one.condition for one in catalogue.form_outline(draft).pages}
    return PageForm.of(pages.get(page_id, {}), names, shown.get(page_id, ""), _posted(request))


def question_form(draft: DraftView, path: str, request: HttpRequest) -> QuestionForm:
    view = catalogue.question_view(draft, path)
    if not _kind_changed(request):
        return QuestionForm.of_held(view, _posted(request), request.POST.get("kind", ""))
    form = QuestionForm.of_held(view, None, request.POST.get("kind", ""))
    form.initial.update({name: request.POST[name] for name in form.fields if name in request.POST})
    return form


def new_form(draft: DraftView, place: str, request: HttpRequest) -> QuestionForm:
    page_id, _dot, group = place.partition(".")
    _known_page(draft, page_id)
    kind = request.GET.get("loai", "text")
    if group and kind in GROUPS:
        raise Http404
    names = catalogue.questions_before(draft, page_id, page_too=True)
    return QuestionForm.of_new(page_id, group, kind, names, _posted(request))


def _known_page(draft: DraftView, page_id: str) -> None:
    if page_id not in {page["id"] for page in draft.form["ui"]["pages"]}:
        raise Http404


def _kind_changed(request: HttpRequest) -> bool:
    """Another kind asks for other boxes: they are shown before anything is written."""
    posted = request.POST
    return "kind_was" in posted and posted["kind_was"] != posted.get("kind")


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


# ------------------------------------------------------------------ parts


def _draft(request: HttpRequest, draft_id: UUID) -> DraftView:
    return catalogue.version_draft(actor=actor_of(request), draft_id=draft_id)


def _preview(draft: DraftView, place: str) -> str:
    return reverse("operations:form-preview-edit", args=[draft.draft_id, place])


def _edit(
    request: HttpRequest, draft: DraftView, form: VersionForm, context: Mapping[str, Any]
) -> HttpResponse:
    actor, seen = actor_of(request), request.POST.get("seen", "")
    if form.is_valid():
        edit = form.edit()
        refusal = attempt(
            lambda: catalogue.edit_version(
                actor=actor, draft_id=draft.draft_id, edit=edit, seen=seen
            )
        )
        if refusal is None:
            banners.done(request, _("Đã ghi vào bản soạn."))
            return redirect(OUTLINE, draft.draft_id)
        form.add_error(None, str(refusal))
    return _show(request, draft, form, context)


def _show(
    request: HttpRequest, draft: DraftView, form: VersionForm, context: Mapping[str, Any]
) -> HttpResponse:
    shown = {**_around(draft), "sections": _sections(form)}
    if isinstance(form, QuestionForm):
        shown |= {"kind": form.kind, "stamp": form.stamp}
        return ask(request, "operations/form_question.html", form, {**shown, **context})
    return ask(request, "operations/form_page_editor.html", form, {**shown, **context})


def _around(draft: DraftView) -> dict[str, Any]:
    return {"draft": draft, "back": reverse(OUTLINE, args=[draft.draft_id])}


def _sections(form: VersionForm) -> dict[str, list[Control]]:
    """The boxes by what they are about: words, options, limits, filled, asked, english."""
    names = dict(zip(("options", "limits", "filled", "asked"), _SECTIONS, strict=True))
    found: dict[str, list[Control]] = {name: [] for name in ("words", *names, "english")}
    for control in controls(form):
        stem = control.name.rstrip("0123456789").rstrip("_")
        section = next((name for name, stems in names.items() if stem in stems), "words")
        # Whether the boxes of the other sections are filled in is asked by themselves.
        shown = control if section == "words" else replace(control, optional=False)
        found["english" if stem.endswith("_en") else section].append(shown)
    return found
