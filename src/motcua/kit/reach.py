"""Does another system answer at all? Short waits, no retry, never inside a transaction."""

import smtplib

from motcua.kit import http

CONNECT_SECONDS = 0.5
READ_SECONDS = 1.0


def answers_http(address: str) -> bool:
    """Any answer below 500 counts: that system is up, whatever it thinks of our question."""
    with http.session(connect_seconds=CONNECT_SECONDS, read_seconds=READ_SECONDS) as session:
        try:
            return session.get(address, allow_redirects=False).status_code < 500
        except OSError:
            return False


def answers_smtp(host: str, port: int) -> bool:
    http.refuse_in_transaction()
    try:
        with smtplib.SMTP(host, port, timeout=READ_SECONDS):
            return True
    except (OSError, smtplib.SMTPException):
        return False
