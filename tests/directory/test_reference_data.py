from datetime import date

import pytest
from vietnam_provinces import ProvinceCode, Ward

from motcua.directory import api as directory, reference_rows
from motcua.directory.errors import OrganisationNotFoundError
from motcua.directory.reference_rows import table
from motcua.directory.types import OrganisationKind
from motcua.kit import text

BEFORE_MERGER = date(2025, 6, 1)
AFTER_MERGER = date(2025, 7, 1)


@pytest.fixture
def _loaded(db):
    directory.load_reference_data()


pytestmark = pytest.mark.usefixtures("_loaded")


def codes(kind, on=AFTER_MERGER):
    return {one.code for one in directory.organisations(kind, on)}


def test_ninety_six_communes_since_the_merger_and_no_district():
    communes = directory.organisations(OrganisationKind.COMMUNE, AFTER_MERGER)

    assert len(communes) == 96
    assert sum(one.place.startswith("phường") for one in communes) == 14
    assert not codes(OrganisationKind.DISTRICT)


def test_three_levels_before_the_merger():
    assert len(codes(OrganisationKind.DISTRICT, BEFORE_MERGER)) == 24
    assert codes(OrganisationKind.PROVINCE, BEFORE_MERGER) == {"H53", "H34"}
    assert codes(OrganisationKind.PROVINCE) == {"H53"}
    assert len(codes(OrganisationKind.COMMUNE, BEFORE_MERGER)) == 280


def test_names_agree_with_the_national_list():
    national = {
        ward.code.value: text.search_key(ward.name)
        for ward in Ward.iter_by_province(ProvinceCode.P_80)
    }
    ours = {
        int(row["statistics_code"]): text.search_key(f"{row['type']} {row['name']}")
        for row in table("communes.csv")
    }
    assert ours == national


def test_every_commune_has_the_units_its_work_needs():
    needed = {"service_centre", "civil_status", "economy", "leadership", "registry"}
    for commune in directory.receiving_agencies("commune"):
        assert needed <= {unit.kind for unit in directory.units_of(commune.id)}


def test_every_code_is_given_once():
    given = [row.code for row in reference_rows.organisations(reference_rows.source())]

    assert len(given) == len(set(given))


def test_every_commune_has_its_police_its_cadastre_and_its_tax_office():
    police = {one.place for one in directory.organisations(OrganisationKind.COMMUNE_POLICE)}
    communes = directory.organisations(OrganisationKind.COMMUNE)

    assert police == {one.place for one in communes}
    for commune in communes:
        cadastre = directory.unit_serving(commune.id, OrganisationKind.LAND_REGISTRATION)
        tax = directory.unit_serving(commune.id, OrganisationKind.TAX)
        assert {cadastre.agency_id, tax.agency_id}.isdisjoint({commune.id})


@pytest.mark.parametrize(
    ("agency", "unit"),
    [
        ("H53.07", "employment"),
        ("H53.13", "employment"),
        ("H53.11", "social_protection"),
        ("H53.28", "criminal_records"),
        ("H53.28", "traffic_police"),
        ("H53.29.61", "residence"),
    ],
)
def test_specialist_divisions_take_the_procedures_of_their_field(agency, unit):
    found = directory.organisation_by_code(agency)

    assert directory.unit_of(found.id, unit).agency_id == found.id


def test_loading_again_changes_nothing():
    assert directory.load_reference_data() == 0


def test_an_ended_department_leads_to_its_successor():
    ended = directory.organisation_by_code("000.00.12.H53")

    assert not ended.exists_on(AFTER_MERGER)
    assert directory.successor_of(ended.id).name == "Sở Nông nghiệp và Môi trường tỉnh Tây Ninh"


def test_a_commune_that_was_joined_leads_to_the_commune_of_today():
    (bau_don,) = directory.places_once_called("bau don")

    assert bau_don[0] == "xã Bàu Đồn, huyện Gò Dầu, tỉnh Tây Ninh"
    assert bau_don[1].place == "xã Truông Mít"
    old = directory.organisation_by_code("000.21.34.H53")
    assert (old.exists_on(BEFORE_MERGER), old.exists_on(AFTER_MERGER)) == (True, False)
    assert directory.successor_of(old.id, AFTER_MERGER).code == "H53.31.61"


def test_a_commune_that_was_divided_leads_to_each_part():
    today = {now.place for _, now in directory.places_once_called("xã Thái Bình, huyện Châu")}

    assert today == {"xã Châu Thành", "phường Tân Ninh"}


def test_every_former_commune_became_a_commune_of_today():
    today = codes(OrganisationKind.COMMUNE)
    became = [
        code.rstrip("*") for row in table("former_communes.csv") for code in row["became"].split()
    ]

    assert set(became) == today


def test_an_old_code_still_finds_the_agency():
    assert directory.organisation_by_code("000.00.14.H53").code == "H53.09"


def test_communes_are_listed_as_a_reader_expects():
    places = [text.search_key(one.place) for one in directory.receiving_agencies("commune")]

    assert places == sorted(places)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: directory.organisation_by_code("H99"),
        lambda: directory.unit_of(directory.organisation_by_code("H53").id, "economy"),
    ],
)
def test_unknown_organisations_are_not_found(ask):
    with pytest.raises(OrganisationNotFoundError):
        ask()
