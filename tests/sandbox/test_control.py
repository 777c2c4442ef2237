import json

import pytest
import requests

from sandbox.control.app import one_time_code


@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(moment, code):
    """RFC 6238, appendix B, last six digits."""
    assert one_time_code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", moment) == code


def test_a_switch_is_set_and_reset_by_hand(outside):
    address = f"{outside.address}/control/"
    requests.post(address, data={"system": "population", "mode": "hang"}, timeout=5)
    assert requests.get(f"{address}faults", timeout=5).json() == {"population": "hang"}

    requests.post(address, data={"system": "*"}, timeout=5)
    assert requests.get(f"{address}faults", timeout=5).json() == {}


@pytest.mark.parametrize("wrong", [{"system": "x", "mode": "down"}, {"system": "eid", "mode": "x"}])
def test_an_unknown_switch_does_nothing(outside, wrong):
    requests.post(f"{outside.address}/control/", data=wrong, timeout=5)

    assert requests.get(f"{outside.address}/control/faults", timeout=5).json() == {}


def test_only_demo_accounts_have_a_code_here(outside):
    (outside.folder / "totp.json").write_text(json.dumps({"tiepnhan": "GEZDGNBVGY3TQOJQ"}))
    address = f"{outside.address}/control/totp"

    told = requests.get(f"{address}/tiepnhan?format=json", timeout=5).json()

    assert len(told["code"]) == 6
    assert 0 < told["seconds_left"] <= 30
    assert told["code"] in requests.get(f"{address}/tiepnhan", timeout=5).text
    assert requests.get(f"{address}/ai-do", timeout=5).status_code == 404
