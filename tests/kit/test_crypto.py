"""Secrets that people type from paper."""

from collections import Counter

from motcua.kit import crypto


def test_a_secret_has_only_signs_that_cannot_be_misread_each_as_likely_as_the_others():
    signs = "".join(crypto.new_secret(1000) for _ in range(64))
    counted = Counter(signs)
    assert set(counted) == set("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
    assert min(counted.values()) > 1500  # 2,000 of each are expected; this is eleven deviations off
    assert len(crypto.new_secret()) == 10
