"""CPU time of processes and everything they have started."""

from collections.abc import Iterable

import psutil


def cpu_seconds(pids: Iterable[int]) -> float:
    """Living processes, plus what their ended children have used."""
    return sum(_tree(psutil.Process(pid)) for pid in pids)


def _tree(root: psutil.Process) -> float:
    total = 0.0
    for process in [root, *root.children(recursive=True)]:
        try:
            used = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += used.user + used.system + used.children_user + used.children_system
    return total


def pss_bytes(pids: Iterable[int]) -> int:
    """Memory with shared pages split between those who share them."""
    trees = (psutil.Process(pid) for pid in pids)
    processes = (p for root in trees for p in [root, *root.children(recursive=True)])
    return sum(process.memory_full_info().pss for process in processes)
