"""A living demo: invented persons, and some 300 dossiers in every state, so that lists look real.

Everything is done through the rooms' doors, at moments of the past: the demo's chronicle, clock and
signatures are as true as any other.
"""

from motcua.demo.build import accounts, build, is_built

__all__ = ["accounts", "build", "is_built"]
