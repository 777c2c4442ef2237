import pytest

from motcua.directory import api as directory
from motcua.directory.types import Role
from motcua.documents import api as documents
from motcua.documents.adapters.trust import services
from tests.directory.factories import official_actor, receptionist
from tests.documents.factories import Office
from tests.documents.shares import opened
from tests.sandbox.fixtures import outside, running_outside

__all__ = ["outside", "running_outside"]


@pytest.fixture
def authorities(outside, settings, tmp_path_factory):
    """The certificate authorities of the sandbox, trusted by this site."""
    settings.TRUST_ROOTS = tmp_path_factory.getbasetemp() / "trust"
    settings.CA_ADDRESS = f"{outside.address}/ca"
    settings.TSA_ADDRESS = f"{outside.address}/tsa"
    settings.CERTIFICATE_ROUTES = {"http://ca.sandbox.example": outside.address}
    documents.trust_this_authority()
    yield outside
    services.forget_stampers()


@pytest.fixture
def office(province_with_procedures, authorities):
    """UBND of a commune, its leader and its seal with keys."""
    return Office(directory.organisations("commune")[0]).enrolled()


@pytest.fixture
def other_office(province_with_procedures, authorities):
    return Office(directory.organisations("commune")[1], leader_name="Hồ Thị Ngân").enrolled()


@pytest.fixture
def scanner(province_with_procedures, settings, tmp_path):
    """An official at a counter, whose scanner saves into a share."""
    settings.SCANS = tmp_path / "scans"
    return receptionist()


@pytest.fixture
def administrator(scanner):
    return official_actor(Role.ADMINISTRATOR, unit_kind="leadership", name="Ngô Văn Sáu")


@pytest.fixture
def folder(administrator, scanner):
    return opened(administrator, scanner)
