"""Against the definition of RFC 6962 written the slow way, and its published vectors."""

import hashlib

import pytest
from hypothesis import given, strategies as st

from motcua.kit import merkle

# RFC 6962 reference vectors (certificate-transparency test data): leaves and the roots of 1…8.
LEAVES = [
    bytes.fromhex(text)
    for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                 "606162636465666768696a6b6c6d6e6f")
]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def slow_root(leaves):
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    left, right = slow_root(leaves[:half]), slow_root(leaves[half:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@pytest.mark.parametrize(("size", "expected"), list(enumerate(ROOTS, start=1)))
def test_published_roots(size, expected):
    assert merkle.root([merkle.leaf(content) for content in LEAVES[:size]]).hex() == expected


members = st.lists(st.binary(max_size=8).map(merkle.leaf), max_size=70)


@given(members)
def test_root_is_the_definition(leaves):
    assert merkle.root(leaves) == slow_root(leaves)


@given(members)
def test_peaks_survive_storage(leaves):
    tree = merkle.Peaks()
    for member in leaves:
        tree = merkle.Peaks.load(tree.size, tree.dump())
        tree.append(member)
    assert tree.root() == slow_root(leaves)


@given(members.filter(bool), st.data())
def test_every_path_leads_to_the_root_and_no_other_place(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    steps = merkle.path(leaves, index)
    root = slow_root(leaves)
    assert merkle.root_by_path(leaves[index], index, len(leaves), steps) == root
    assert merkle.root_by_path(merkle.leaf(b"another" * 3), index, len(leaves), steps) != root
    assert merkle.root_by_path(leaves[index], len(leaves), len(leaves), steps) is None
    assert merkle.root_by_path(leaves[index], index, len(leaves), [*steps, root]) is None
    if steps:
        assert merkle.root_by_path(leaves[index], index, len(leaves), steps[:-1]) is None
