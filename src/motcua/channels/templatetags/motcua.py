"""Tags and filters every template has (they are builtins)."""

import json
from dataclasses import replace
from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from motcua.channels import archive_words, assets, step_wording, wording
from motcua.engines.papers import api as papers

register = template.Library()

register.filter("say", wording.say)
register.filter("when", wording.when)
register.filter("day", wording.day)
register.filter("short_day", wording.short_day)
register.filter("clock_time", wording.clock_time)
register.filter("before", wording.before)
register.filter("money", wording.money)
register.filter("number", wording.number)
register.filter("file_size", wording.file_size)
register.filter("hours", step_wording.hours)
register.filter("step_name", step_wording.step_name)
register.filter("step_who", step_wording.step_who)
register.filter("step_choice", step_wording.step_choice)
register.filter("lowered", wording.lowered)
register.filter("archived", archive_words.archived)
register.filter("archived_from", archive_words.with_source)
register.filter("registers", archive_words.registers)

STATES = frozenset({"on_time", "due_soon", "overdue", "paused"})
_BAR_WIDTH = 92


@register.simple_tag
def asset(name: str) -> str:
    return assets.address(name)


@register.simple_tag
def preload_fonts(name: str) -> SafeString:
    return format_html_join(
        "\n",
        '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>',
        ((address,) for address in assets.fonts(name)),
    )


@register.simple_tag
def province() -> str:
    return str(settings.PROVINCE_NAME)


@register.simple_tag(takes_context=True)
def whose_dossiers(context: Context) -> str:
    """The name of the list: of whom one acts for, or one's own."""
    principal = getattr(getattr(context.get("request"), "actor", None), "principal", None)
    if principal is None:
        return _("Hồ sơ của tôi")
    return _("Hồ sơ của {who}").format(who=principal.name)


@register.simple_tag
def help_phone() -> str:
    return str(settings.HELP_PHONE)


@register.simple_tag
def state_tag(left: Any, words: str = "") -> SafeString:
    """How a dossier stands: a shape and words. `left` is a TimeLeft, or the name of a state with `words`."""
    state = getattr(left, "state", left)
    shown = words or wording.say(getattr(left, "text", ""))
    if not shown:
        return SafeString()
    name = state if state in STATES else "none"
    return format_html('<span class="state state--{}">{}</span>', name, shown)


@register.simple_tag
def time_bar(left: Any) -> SafeString:
    """How much of the time is used; the words beside it say the same."""
    used = min(1.0, max(0.0, float(left.used)))
    return format_html(
        '<svg class="time-bar time-bar--{}" viewBox="0 0 {} 6" aria-hidden="true" focusable="false">'
        '<rect width="{}" height="6" rx="3"/>'
        '<rect class="time-bar__used" width="{}" height="6" rx="3"/></svg>',
        left.state if left.state in STATES else "none",
        _BAR_WIDTH,
        _BAR_WIDTH,
        round(_BAR_WIDTH * used),
    )


@register.simple_tag
def qr(address: str) -> SafeString:
    """The QR code of an address, drawn into the page."""
    return mark_safe(papers.qr_svg(address))  # noqa: S308  (our own drawing; the address is in its squares)


@register.simple_tag
def form_field(bound: Any, *, report: bool = True) -> SafeString:
    """A question of an e-form (engines.forms BoundField), with its source mark, lock and errors."""
    words = _("Sai ở đâu, vì sao bạn biết?") if bound.may_correct else _("Đúng ra phải là gì?")
    context = {"field": bound, "may_report": report, "report_label": words}
    return SafeString(_field_template(bound).render(context))


@register.simple_tag
def correction_field(bound: Any) -> SafeString:
    """The open twin of a locked question: read only where the person says what is wrong."""
    twin = replace(
        bound, locked=False, source_mark="", label=_("Đúng ra là"), hint="", condition=""
    )
    return SafeString(_field_template(twin).render({"field": twin, "may_report": False}))


@register.simple_tag(takes_context=True)
def title_prefix(context: Context) -> str:
    """A page with errors says so in its title: that is what a screen reader reads first."""
    return _("Lỗi: ") if context.get("errors") else ""


@register.filter
def as_json(value: Any) -> str:
    """For a data attribute that a script reads; the template escapes it."""
    return json.dumps(value, ensure_ascii=False, default=str)


@register.filter
def get(mapping: Any, key: str) -> Any:
    return mapping.get(key) if mapping else None


def _field_template(bound: Any) -> Any:
    if bound.locked and not bound.fields and not bound.rows:
        return get_template("ui/field/locked.html")
    return get_template(f"ui/field/{bound.widget}.html")
