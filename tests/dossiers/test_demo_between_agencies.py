"""The demo shows every kind of referral, told through the doors."""

from datetime import timedelta

import pytest

from motcua.demo.citizens import citizens
from motcua.demo.linked import link_agencies
from motcua.demo.stories import Story, present
from motcua.demo.telling import Cast, Teller
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import Referral
from motcua.dossiers.types import ReferralKind
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor
from tests.dossiers import agencies, factories as make

pytestmark = pytest.mark.django_db


def test_two_communes_wait_for_each_other_and_one_dossier_waits_to_be_taken_over(desk):
    there = official_actor(Role.RECEPTION, agency=agencies.OTHER_COMMUNE, name="Cẩm Vân")

    link_agencies(desk.receptionist, there, citizens(3, seed=1), clock.now())

    assert [r.kind for r in dossiers.waiting_for_us(actor=desk.receptionist)] == [
        ReferralKind.TRANSFER
    ]
    for counter in (desk.receptionist, there):
        assert len(dossiers.incoming(actor=counter)) == 1  # the child of the other's marriage
        kinds = {row.held.kind for row in dossiers.waiting_on_others(actor=counter)}
        assert ReferralKind.LINKED in kinds


def test_a_building_permit_is_told_with_the_answer_of_the_department(province_with_procedures):
    desk = agencies.BuildingDesk()
    actors = (desk.receptionist, desk.specialist, desk.economist, agencies.department())
    cast = Cast(actors=actors, agencies={"commune": make.agency_id()})
    begun = present(clock.now() - timedelta(days=9))
    story = Story(
        number=3,
        procedure=agencies.BUILDING,
        stage="to_sign",
        online=False,
        late=False,
        submitted_at=begun,
    )

    Teller(story, citizens(1, seed=1)[0], cast).tell()

    with acting(SYSTEM):
        rows = list(Referral.objects.all())
    assert {row.outcome for row in rows} == {"agreed"}
    assert len(rows) == 2
    assert make.open_step(rows[0].dossier_id).kind == "sign"
