"""Processes read and checked once a process: hundreds of procedures share a standard one."""

from functools import lru_cache

from motcua.engines.flow import api as flow
from motcua.engines.flow.types import Diagram


@lru_cache(maxsize=512)
def diagram_of(source: str) -> Diagram:
    """It holds no dossier's state. Raises FlowError."""
    return flow.load(source.encode())
