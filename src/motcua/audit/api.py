"""Write down who did what; seal it; prove it."""

from motcua.audit.actions.prove import prove
from motcua.audit.actions.record import record
from motcua.audit.actions.seal import seal, stamp
from motcua.audit.actions.verify import verify
from motcua.audit.queries import entries_about, oldest_unsealed

__all__ = ["entries_about", "oldest_unsealed", "prove", "record", "seal", "stamp", "verify"]
