"""Several administrators press «Ghi vào bản soạn» at the same moment; each in a thread of their own."""

import pytest

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import PartChangedError
from tests.catalogue.drafting import a_case, a_fee, a_paper, draft, edit, seen, stored
from tests.catalogue.factories import seated
from tests.queueing.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft_id(province_with_procedures):
    return draft(seated())


def writing(draft_id, change, part="", code=""):
    """Somebody with the part as it stands now before them, about to press the button."""
    author = seated()
    stamp = catalogue.part_stamp(seen(author, draft_id), part, code) if part else ""

    def press():
        edit(author, draft_id, change, stamp)
        return author.person_id

    return press


def test_writers_at_different_parts_lose_nothing(draft_id):
    papers = [a_paper(name=f"Giấy {number}") for number in range(4)]
    changes = [*papers, a_fee(), a_case()]
    outcomes = at_once(*[writing(draft_id, change) for change in changes])
    plain = stored(draft_id).content["procedure"]
    names = [one["name"]["vi"] for one in plain["components"]]
    assert {f"Giấy {number}" for number in range(4)} <= set(names)
    assert len({one["code"] for one in plain["components"]}) == len(names)
    assert [one["code"] for one in plain["fees"]][1:] == ["KHOAN_1"]
    assert [one["code"] for one in plain["cases"]][1:] == ["nhieu_ban"]
    assert set(outcomes) <= set(stored(draft_id).authors)


def test_of_writers_at_one_part_one_is_heard_and_the_others_are_told(draft_id):
    presses = [
        writing(draft_id, a_paper("SCAN", f"Bản {number}"), "components", "SCAN")
        for number in range(5)
    ]
    outcomes = at_once(*presses)
    refused = [one for one in outcomes if isinstance(one, PartChangedError)]
    (winner,) = [one for one in outcomes if one not in refused]
    assert len(refused) == 4
    assert winner in stored(draft_id).authors
    assert len(stored(draft_id).authors) == 2
