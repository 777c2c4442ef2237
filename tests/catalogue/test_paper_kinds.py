"""Which papers can be used again: the file agrees with the procedures that are published."""

import pytest

from motcua.catalogue import api as catalogue

pytestmark = pytest.mark.django_db


def test_every_kind_names_components_that_exist(province_with_procedures):
    wrong = [
        (kind.code, procedure, component)
        for kind in catalogue.paper_kinds().values()
        for procedure, component in kind.meets | kind.digitised_from
        if component
        not in {
            known.code for case in catalogue.procedure(procedure).cases for known in case.components
        }
    ]

    assert wrong == []


def test_a_kind_that_is_digitised_can_be_used_again():
    for kind in catalogue.paper_kinds().values():
        assert kind.digitised_from <= kind.meets


def test_every_result_of_the_procedures_has_its_kind(province_with_procedures):
    issued = {
        result.code
        for summary in catalogue.search("")
        for result in catalogue.procedure(summary.code).results
    }

    # Copies and certified papers are used up; what is deducted goes to the tax office. Nobody may ask for
    # a criminal record no. 2, and notices of what stands in a register or on a card prove nothing.
    used_up = {f"KQ.G15.{number}" for number in ("000020", "000021", "000022", "000342")}
    never_again = {"KQ.G12.000804", "GT.HO_TRO_NAN_NHAN"} | {
        f"KQ.G01.{number}" for number in ("000199", "000185", "000065")
    }
    assert len(issued) == 20
    assert issued - set(catalogue.paper_kinds()) == used_up | never_again


def test_the_marital_status_certificate_lasts_six_months():
    assert catalogue.valid_months("KQ.G15.000038") == 6
    assert catalogue.valid_months("KQ.G15.000031") is None
    assert catalogue.valid_months("unknown") is None
