"""What this person has been told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.channels.sessions import actor_of, citizen_view
from motcua.notifications import api as notifications


@citizen_view
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Opening the list is reading it; what was new stays marked on this showing."""
    actor = actor_of(request)
    told = list(notifications.inbox(actor))
    page = render(request, "citizen/notices.html", {"notices": told})
    unread = [notice.id for notice in told if notice.read_at is None]
    if unread:
        notifications.mark_read(actor, unread)
    return page
