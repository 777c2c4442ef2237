from django.db.models import Q

from motcua.audit import queries, rules
from motcua.audit.errors import EntryNotFoundError, NotSealedYetError
from motcua.audit.models import Seal
from motcua.audit.types import Place, Proof
from motcua.kit import merkle
from motcua.kit.scope import SYSTEM, acting


def prove(entry_id: int) -> Proof:
    """Everything an outsider needs to lead this entry to the newest root."""
    with acting(SYSTEM):
        text = queries.text_of(entry_id)
        if text is None:
            raise EntryNotFoundError(entry_id=entry_id)
        seal = _seal_of(entry_id)
        headers = [queries.header(made) for made in Seal.objects.order_by("number").iterator()]
    log = [header.leaf() for header in headers]
    batch = merkle.split(bytes(seal.leaves))
    covered = rules.covered(seal.first_id, seal.last_id, seal.gaps, seal.late)
    return Proof(
        entry=text,
        in_batch=_place(batch, covered.index(entry_id)),
        seal=queries.header(seal).text(),
        in_log=_place(log, seal.number - 1),
        root=merkle.root(log).hex(),
    )


def _seal_of(entry_id: int) -> Seal:
    around = Q(first_id__lte=entry_id, last_id__gte=entry_id)
    for seal in Seal.objects.filter(around | Q(late__contains=entry_id)).order_by("-number"):
        if entry_id in seal.late or not rules.in_gaps(entry_id, seal.gaps):
            return seal
    raise NotSealedYetError(entry_id=entry_id)


def _place(leaves: list[bytes], index: int) -> Place:
    return Place(index, len(leaves), [step.hex() for step in merkle.path(leaves, index)])
