"""A matter through many agencies counts once in the province and once in each agency's work."""

from collections import defaultdict
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import SeatRequiredError
from motcua.dossiers.models import Dossier, Referral
from motcua.kit import clock
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from tests.directory.factories import official_actor
from tests.dossiers import agencies, factories as make

pytestmark = pytest.mark.django_db

SEVERAL = ("H53.31.61", "H53.31.87", "H53.04", "H53.09", "H53.08", "H53.27.01")


def figures(actor=make.MACHINE, days=0):
    today = clock.today()
    return dossiers.workload(actor=actor, since=today, until=today + timedelta(days=days))


def matters_of(workload):
    return {share.agency_id: share.matters for share in workload.shares}


def test_peers_7_a_dossier_through_five_agencies_counts_once_in_each_and_once_in_all(citizen):
    desk = agencies.BuildingDesk()
    dossier_id = agencies.building(desk, citizen)  # the commune, the department of construction
    dossiers.consult(
        actor=desk.specialist,
        dossier_id=dossier_id,
        agency_ids=[agencies.agency(code) for code in ("H53.09", "H53.08", "H53.27.01")],
        question=dossiers.Question("Có ý kiến gì không?", 5),
    )

    told = figures()

    assert told.matters == 1
    assert matters_of(told) == dict.fromkeys(
        [agencies.agency(c) for c in ("H53.31.61", "H53.04", "H53.09", "H53.08", "H53.27.01")], 1
    )
    assert all(share.with_others == 1 for share in told.shares)


def test_a_child_dossier_is_work_for_its_agency_and_no_second_matter(desk, citizen):
    agencies.marriage(desk, citizen)
    make.submitted(make.another_citizen())

    told = figures()

    assert told.matters == 2
    assert matters_of(told) == {make.agency_id(): 2, agencies.agency(agencies.OTHER_COMMUNE): 1}


def test_an_official_reads_the_share_of_their_own_agency_only(desk, citizen):
    agencies.marriage(desk, citizen)

    told = figures(desk.head)

    assert (told.matters, list(matters_of(told))) == (1, [make.agency_id()])


def test_who_oversees_nothing_reads_nothing(desk):
    for actor in (desk.receptionist, desk.specialist):
        with pytest.raises(SeatRequiredError):
            figures(actor)
    supervisor = official_actor(Role.SUPERVISOR, unit_kind="leadership", name="Hồ Thị Năm")
    assert figures(supervisor).matters == 0


AGENCY = st.sampled_from(SEVERAL)
DOSSIER = st.tuples(
    AGENCY,  # competent
    AGENCY,  # where it was received
    st.lists(AGENCY, max_size=4),  # asked for an opinion, some of them twice
    st.lists(st.tuples(AGENCY, st.lists(AGENCY, max_size=2)), max_size=2),  # children
    st.integers(min_value=-2, max_value=2),  # day of submission
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(DOSSIER, max_size=6))
def test_it_agrees_with_counting_by_hand(province_with_procedures, plan):
    with acting(SYSTEM):
        Referral.objects.all().delete()
        Dossier.objects.all().delete()
        for one in plan:
            written(one)
    told = figures(days=1)

    matters, shares = counted_by_hand(plan, first=0, last=1)
    assert told.matters == matters
    assert {s.agency_id: (s.matters, s.with_others) for s in told.shares} == shares


def written(plan):
    competent, received, asked, children, day = plan
    main = row(competent, received, day)
    for code in asked:
        opinion(main, code)
    for at, their_asked in children:
        child = row(at, at, day, matter_id=main.id)
        for code in their_asked:
            opinion(child, code)


def row(competent, received, day, matter_id=None):
    version = make.catalogue.procedure(make.MARITAL)
    return Dossier.objects.create(
        code=str(new_id()),
        secret_sealed=b"",
        source_key=new_id(),
        version_id=version.id,
        case_code=version.cases[0].code,
        procedure_code=version.code,
        agency_id=agencies.agency(competent),
        received_by_unit_id=agencies.agency(received),
        agencies=sorted({agencies.agency(competent), agencies.agency(received)}),
        channel="2",
        owner_id=new_id(),
        owner_name="A",
        owner_key="a",
        submitter_id=new_id(),
        answers_sealed=b"",
        submitted_at=clock.now() + timedelta(days=day),
        status=1,
        matter_id=matter_id,
    )


def opinion(dossier, code):
    Referral.objects.create(
        dossier=dossier,
        kind="consult",
        dossier_code=dossier.code,
        version_id=dossier.version_id,
        from_agency_id=dossier.agency_id,
        to_agency_id=agencies.agency(code),
        to_unit_id=agencies.agency(code),
        opened_at=clock.now(),
        starts_at=clock.now(),
        content_sealed=b"",
    )


def counted_by_hand(plan, *, first, last):
    """The slow way: for every matter of the period a set of agencies, then one by one."""
    shares = defaultdict(lambda: [0, 0])
    inside = [one for one in plan if first <= one[4] <= last]
    for competent, received, asked, children, _ in inside:
        part = {competent, received, *asked}
        for at, their_asked in children:
            part |= {at, *their_asked}
        for code in part:
            shares[agencies.agency(code)][0] += 1
            shares[agencies.agency(code)][1] += len(part) > 1
    return len(inside), {agency: tuple(counts) for agency, counts in shares.items()}
