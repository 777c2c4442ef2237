import dataclasses
import json

import pytest

from motcua.audit import api
from motcua.audit.errors import EntryNotFoundError, NotSealedYetError
from motcua.audit.types import Proof


@pytest.fixture
def proofs(written):
    """Two seals; a proof for every entry."""
    numbers = written(5)
    api.seal()
    numbers += written(2, code="đã nhận")
    api.seal()
    return {number: api.prove(number) for number in numbers}


def test_every_entry_leads_to_the_newest_root(proofs):
    root = api.verify().root
    assert all(proof.holds() and proof.root == root for proof in proofs.values())


def test_a_proof_survives_its_file(proofs):
    for number, proof in proofs.items():
        again = Proof.load(proof.dump())
        assert again.holds()
        assert json.loads(again.entry)["id"] == number


def test_a_proof_of_something_else_does_not_hold(proofs):
    proof = next(iter(proofs.values()))
    forged = {
        "entry": proof.entry.replace("accept", "refuse"),
        "seal": proof.seal.replace('"number":1', '"number":2'),
        "root": "00" * 32,
        "in_batch": dataclasses.replace(proof.in_batch, index=proof.in_batch.index + 1),
        "in_log": dataclasses.replace(proof.in_log, path=[]),
    }
    for field, value in forged.items():
        assert not dataclasses.replace(proof, **{field: value}).holds(), field


def test_an_entry_without_a_seal_cannot_be_proven_yet(written):
    [number] = written(1)
    with pytest.raises(NotSealedYetError):
        api.prove(number)


def test_an_entry_that_is_not_there(db):
    with pytest.raises(EntryNotFoundError):
        api.prove(10**15)
