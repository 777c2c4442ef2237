"""How the web server is started and when it is open, the same for `up` and for measuring."""

import http.client
import sys
import urllib.error
import urllib.request

LOOPBACK = "127.0.0.1"
WORKERS = "2"
THREADS_PER_WORKER = "4"


def web_command(port: int) -> list[str]:
    options = {
        "--interface": "wsgi",
        "--host": LOOPBACK,
        "--port": str(port),
        "--workers": WORKERS,
        "--blocking-threads": THREADS_PER_WORKER,
    }
    words = [word for option in options.items() for word in option]
    switches = ["--respawn-failed-workers", "--no-ws"]
    return [sys.executable, "-m", "granian", *words, *switches, "motcua.config.wsgi:application"]


def answers(port: int) -> bool:
    """Any answer will do: a page that says what is down is an answer."""
    try:
        with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/suc-khoe.json", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except (OSError, http.client.HTTPException):
        return False
