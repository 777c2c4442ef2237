"""Tests run as the site does: as the role that owns nothing, bound by row-level security."""

import os

import pytest
from django.db import connection, connections
from hypothesis import settings

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import VersionInForceError
from motcua.directory import api as directory
from motcua.directory.models import Organisation
from motcua.kit.scope import SYSTEM, acting

# The same examples each run, so that a run can be repeated; MOTCUA_EXPLORE=1 looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("new", deadline=None, print_blob=True)
settings.load_profile("new" if os.environ.get("MOTCUA_EXPLORE") else "same")


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
            connections[alias].settings_dict["OPTIONS"]["options"] = "-c role=motcua_app"
        try:
            load_province()
        except VersionInForceError:
            pytest.exit("The procedures' files have changed: run once with --create-db.")


def load_province():
    """Agencies, calendar and procedures of Tây Ninh, as `./motcua up` loads them. Safe to repeat."""
    loader = directory.system_actor("reference-data")
    directory.load_reference_data()
    catalogue.load_calendar(actor=loader)
    catalogue.load_procedures(actor=loader)


def forget_jobs():
    """The queue's tables are not Django's to truncate."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("DELETE FROM procrastinate_workers")


@pytest.fixture(autouse=True)
def reference_data_stays(request):
    """A test with real transactions truncates every table afterwards; the next test finds it full."""
    yield
    marked = request.node.get_closest_marker("django_db")
    if marked is not None and marked.kwargs.get("transaction"):
        with request.getfixturevalue("django_db_blocker").unblock():
            forget_jobs()
            load_province()
            connections.close_all()


@pytest.fixture
def province_with_procedures(db):
    """The reference data is there for every test; after a test that truncates, it is loaded again."""
    with acting(SYSTEM):
        missing = not Organisation.objects.exists()
    if missing:
        load_province()
