"""Tests run as the site does: as the role that owns nothing, bound by row-level security."""

import pytest
from django.db import connection, connections


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings_parallel_suffix):
    """xdist workers get a database each."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Built by the owner; from here on every connection steps down to the application role."""
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO motcua_app")
        for alias in connections:
            connections[alias].close()
            connections[alias].settings_dict["OPTIONS"] = {"options": "-c role=motcua_app"}
