"""Child processes that never outlive the one who started them."""

import ctypes
import signal
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def die_with_parent(by: signal.Signals) -> Callable[[], None] | None:
    """For `preexec_fn`: the kernel sends `by` when the parent is gone (Linux; elsewhere nothing)."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is None:
        return None

    def ask_kernel() -> None:
        prctl(_PR_SET_PDEATHSIG, int(by))

    return ask_kernel
