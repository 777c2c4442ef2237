"""A site that is half open does not start."""

import pytest
from django.core.checks.registry import registry
from django.db import connection

from motcua.config import checks

REAL = {
    "SITE_ADDRESS": "https://motcua.example.vn",
    "EID_CLIENT_SECRET": "given by the provider",
    "EID_ISSUER": "https://eid.example.vn",
    "POPULATION_WSDL": "https://population.example.vn?wsdl",
    "TSA_ADDRESS": "https://tsa.example.vn",
}


def refusals():
    return [found.id for found in checks.the_door_is_closed(None)]


def test_the_demo_on_loopback_starts(settings):
    assert refusals() == []


def test_a_real_site_starts(settings):
    for name, value in REAL.items():
        setattr(settings, name, value)
    assert refusals() == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", "short", "motcua.E002"),
        ("DEBUG", True, "motcua.E003"),
        ("SITE_ADDRESS", "http://motcua.example.vn", "motcua.E004"),
        ("ALLOWED_HOSTS", ["*"], "motcua.E005"),
        ("EID_CLIENT_SECRET", "sandbox-secret", "motcua.E006"),
        ("EID_ISSUER", "http://127.0.0.1:8100/eid", "motcua.E007"),
        ("TSA_ADDRESS", "http://localhost:8100/tsa", "motcua.E007"),
    ],
)
def test_half_open_is_refused(settings, name, value, expected):
    for other, real in REAL.items():
        setattr(settings, other, real)
    setattr(settings, name, value)
    assert refusals() == [expected]


def test_the_role_of_the_tests_is_bound(db):
    assert checks.the_role_is_bound(None, ["default"]) == []


def test_a_role_above_row_security_is_refused(db):
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("the owner of this database is no superuser")
        [refused] = checks.the_role_is_bound(None, ["default"])
        cursor.execute("SET ROLE motcua_app")
    assert refused.id == "motcua.E001"


def test_the_checks_are_asked_at_the_start():
    assert checks.the_door_is_closed in registry.get_checks()
    assert checks.the_role_is_bound in registry.get_checks()
