"""A version in preparation whose process administrators write: as a table, or as a drawing."""

from pathlib import Path

import pytest

from motcua.catalogue.models import VersionDraft
from motcua.directory.types import Role
from motcua.kit.scope import SYSTEM, acting
from tests.channels.officer.browser import Browser

CODE = "2.000815"
PLACE = "quan-tri/thu-tuc/"
PROCESS = "process-mac-dinh.bpmn"


@pytest.fixture(autouse=True)
def province(province_with_procedures, settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def first():
    return Browser(Role.ADMINISTRATOR)


def stored():
    with acting(SYSTEM):
        return VersionDraft.objects.order_by("begun_at").last()


def source():
    return stored().content["processes"][PROCESS]


def prepared_table(first):
    first.send(f"{PLACE}{CODE}/soan/")
    return f"{PLACE}ban-soan/{stored().id}/quy-trinh/mac_dinh/"


def prepared_drawing(first):
    return f"{prepared_table(first)}so-do/"
