"""Persons and officials, made through the same doors the product uses."""

from motcua.directory import api as directory
from motcua.directory.models import StaffUser
from motcua.directory.types import AssuranceLevel, Role

MACHINE = directory.system_actor("tests")
PASSWORD = "mot-cua-2026-thu-nghiem"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_person(name="Nguyễn Thị Bảy", personal_id="072192000007", **details):
    return directory.register_person(actor=MACHINE, name=name, personal_id=personal_id, **details)


def make_citizen(name="Nguyễn Thị Bảy", personal_id="072192000007", **details):
    person_id = make_person(name, personal_id, **details)
    return directory.citizen_actor(person_id, AssuranceLevel.TWO, name)


def unit(kind="service_centre", agency="H53.31.61"):
    return directory.unit_of(directory.organisation_by_code(agency).id, kind)


def make_official(
    *roles, name="Đỗ Văn Cúc", unit_kind="service_centre", agency="H53.31.61", username=""
):
    """An official seated with every named role in one unit; needs the reference data."""
    person_id = make_person(name, "")
    for role in roles:
        directory.appoint(
            actor=MACHINE,
            person_id=person_id,
            unit_id=unit(unit_kind, agency).id,
            role=role,
            title=f"Công chức {role}",
        )
    user_id = directory.open_staff_account(
        actor=MACHINE,
        person_id=person_id,
        username=username or f"cb-{person_id.hex[-12:]}",
        password=PASSWORD,
        totp_secret=TOTP_SECRET,
    )
    return user_id, person_id


def official_actor(*roles, **where):
    user_id, _ = make_official(*roles, **where)
    return directory.staff_actor(StaffUser.objects.get(pk=user_id))


def receptionist(**where):
    return official_actor(Role.RECEPTION, **where)
