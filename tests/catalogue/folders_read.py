"""The procedures that come with the product, read once."""

from datetime import date

import pytest

from motcua.catalogue import data_files, definitions, folders, lists
from motcua.engines.forms import api as forms
from motcua.kit.ids import new_id

TODAY = date(2026, 11, 23)
READ = {path: folders.read(path) for path in folders.version_folders(data_files.PROCEDURES)}
VERSIONS = [pytest.param(one, id=f"{one.code} {one.valid_from}") for one in READ.values()]
CASES = [
    pytest.param(one, case, id=f"{one.code} {one.valid_from} {case['code']}")
    for one in READ.values()
    for case in one.plain["cases"]
]
PEOPLE = [
    pytest.param(one, person, id=f"{one.code} {person['name']}")
    for one in READ.values()
    for person in one.content["form"]["ui"]["sample_people"]
]


def newest(code):
    return max((one for one in READ.values() if one.code == code), key=lambda one: one.valid_from)


def form_of(folder):
    return forms.load(folder.content["form"], lists=lists.all_lists())


def version_of(folder):
    return definitions.version_of(
        folder.content, new_id(), valid_from=folder.valid_from, valid_to=folder.valid_to
    )


def answers_of(form, person):
    return forms.join(form, person["answers"])


def facts_of(person):
    return {"case": "mac_dinh", "channel": "2", **person.get("facts", {})}
