"""The door of notifications: tell a person something; let them read it."""

from motcua.notifications.actions.deliver_by_mail import deliver_by_mail
from motcua.notifications.actions.mark_read import mark_read
from motcua.notifications.actions.tell import tell
from motcua.notifications.queries import inbox, unread_count

__all__ = ["deliver_by_mail", "inbox", "mark_read", "tell", "unread_count"]
