"""A draft goes on where the person was, not at the furthest page."""

import pytest

from motcua.channels.citizen.journey import open_journey
from motcua.dossiers.models import Draft
from motcua.engines.forms import api as forms
from motcua.kit.scope import SYSTEM, acting
from tests.channels.citizen.phone import Page, draft_address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registers")]


def steps_of(phone, address):
    """The steps of its form by name, papers and review last."""
    return [stop.name for stop in open_journey(phone.actor, address.split("/")[3]).steps]


def sends_page(phone, address, page_id, asked=""):
    """The page as it stands, all its answers right."""
    journey = open_journey(phone.actor, address.split("/")[3])
    posted = forms.posted_of(journey.form, page_id, journey.answers, facts=journey.facts)
    return Page(phone.post(f"{address}{page_id}/{asked}", posted, follow=True))


def goes_on_at(phone, address):
    return phone.page(address).path.removeprefix(address).strip("/")


def test_where_one_typed_last_even_on_an_earlier_page(bay):
    address = draft_address(bay)  # every answer is there: the furthest page is the review
    first = steps_of(bay, address)[0]

    bay.send(f"{address}{first}/luu/", thu_dien_tu="bay@vidu.vn")

    assert goes_on_at(bay, address) == first


def test_after_a_page_that_was_right_the_next_one(bay):
    address = draft_address(bay)
    first, second, *_rest = steps_of(bay, address)

    page = sends_page(bay, address, first)

    assert page.path == f"{address}{second}/"
    assert goes_on_at(bay, address) == second


def test_a_page_with_a_mistake_holds_one_there(bay):
    address = draft_address(bay)
    first = steps_of(bay, address)[0]

    assert bay.send(f"{address}{first}/", dien_thoai="12x").status == 422

    assert goes_on_at(bay, address) == first


def test_from_the_review_and_back_to_it(bay):
    address = draft_address(bay)
    first = steps_of(bay, address)[0]

    page = sends_page(bay, address, first, "?tu=kiem-tra")

    assert page.path == f"{address}kiem-tra/"
    assert goes_on_at(bay, address) == "kiem-tra"


def test_a_step_that_the_form_no_longer_has_is_forgotten(bay):
    address = draft_address(bay)
    with acting(SYSTEM):
        Draft.objects.update(left_at="trang-cu")

    assert bay.page(address).status == 200
    assert goes_on_at(bay, address) != "trang-cu"
