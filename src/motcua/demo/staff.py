"""The officials of the demo: one account per role."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.directory import api as directory
from motcua.directory.types import OrganisationKind, Role
from motcua.kit.scope import SYSTEM, acting

BUILDER = directory.system_actor("demo")
PASSWORD = "mot-cua-trai-nghiem"  # noqa: S105  (printed by `up`; loopback only)
TOTP_SECRET = "MFXGIZLNNFQXEZLTMFXGIZLNNFQXEZLT"  # noqa: S105  (the same)
PIN = "246810"
SINCE = date(2025, 7, 1)

COMMUNE = "H53.31.61"  # xã Truông Mít
LAND_BRANCH = "H53.08.11"
TAX_OFFICE = "H53.27.01"
COMMUNE_POLICE = "H53.29.61"  # Công an xã Truông Mít
DEPARTMENT = "H53.04"  # Sở Xây dựng
OTHER_COMMUNE = "H53.31.87"  # phường Tân Ninh

Kind = OrganisationKind


@dataclass(frozen=True, slots=True)
class Official:
    username: str
    name: str
    agency: str
    unit: OrganisationKind
    role: Role
    title: str
    also_in: tuple[OrganisationKind, ...] = ()

    @property
    def signs(self) -> bool:
        return self.role in {Role.LEADER, Role.REGISTRY_CLERK}


HANDLING = (Kind.CIVIL_STATUS, Kind.ECONOMY, Kind.CONSTRUCTION, Kind.CERTIFICATION)

OFFICIALS = (
    Official("tiepnhan", "Đặng Thị Hồng Nhung", COMMUNE, Kind.SERVICE_CENTRE, Role.RECEPTION,
             "Công chức tiếp nhận"),
    Official("buudien", "Lê Thị Thu Vân", COMMUNE, Kind.SERVICE_CENTRE, Role.HELPER,
             "Nhân viên bưu chính khai giúp"),
    Official("chuyenvien", "Trần Văn Hậu", COMMUNE, Kind.ECONOMY, Role.CASE_OFFICER,
             "Chuyên viên", (Kind.CONSTRUCTION,)),
    Official("hotich", "Phan Thị Diễm", COMMUNE, Kind.CIVIL_STATUS, Role.CASE_OFFICER,
             "Công chức tư pháp - hộ tịch", (Kind.CERTIFICATION,)),
    Official("truongphong", "Bùi Quang Vinh", COMMUNE, Kind.ECONOMY, Role.HEAD,
             "Trưởng phòng", (Kind.CIVIL_STATUS, Kind.CONSTRUCTION, Kind.CERTIFICATION)),
    Official("lanhdao", "Huỳnh Ngọc Ẩn", COMMUNE, Kind.LEADERSHIP, Role.LEADER,
             "Chủ tịch"),
    Official("vanthu", "Lý Thị Mỹ Duyên", COMMUNE, Kind.REGISTRY, Role.REGISTRY_CLERK,
             "Văn thư"),
    Official("quantri", "Đinh Công Lý", COMMUNE, Kind.REGISTRY, Role.ADMINISTRATOR,
             "Quản trị hệ thống"),
    Official("quantri2", "Phùng Thị Lệ", COMMUNE, Kind.LEADERSHIP, Role.ADMINISTRATOR,
             "Quản trị hệ thống, người thứ hai"),
    Official("datdai", "Mai Xuân Trường", LAND_BRANCH, Kind.LAND_REGISTRATION, Role.CASE_OFFICER,
             "Viên chức đăng ký đất đai"),
    Official("nhandatdai", "Võ Thị Kiều", LAND_BRANCH, Kind.SERVICE_CENTRE, Role.RECEPTION,
             "Viên chức tiếp nhận"),
    Official("lanhdaodatdai", "Cao Minh Đức", LAND_BRANCH, Kind.LEADERSHIP, Role.LEADER,
             "Giám đốc Chi nhánh"),
    Official("vanthudatdai", "Hồ Thị Ngọc", LAND_BRANCH, Kind.REGISTRY, Role.REGISTRY_CLERK,
             "Văn thư"),
    Official("thue", "Tô Hoài Phong", TAX_OFFICE, Kind.TAX, Role.CASE_OFFICER,
             "Công chức thuế"),
    Official("nhancutru", "Lương Thị Hạnh", COMMUNE_POLICE, Kind.SERVICE_CENTRE, Role.RECEPTION,
             "Cán bộ tiếp nhận"),
    Official("cutru", "Tạ Minh Trí", COMMUNE_POLICE, Kind.RESIDENCE, Role.CASE_OFFICER,
             "Cán bộ đăng ký cư trú"),
    Official("truongcongan", "Thái Văn Kiệt", COMMUNE_POLICE, Kind.LEADERSHIP, Role.LEADER,
             "Trưởng Công an xã"),
    Official("vanthucongan", "Châu Thị Bích", COMMUNE_POLICE, Kind.REGISTRY, Role.REGISTRY_CLERK,
             "Cán bộ văn thư"),
    Official("soxaydung", "Lâm Hữu Phước", DEPARTMENT, Kind.LEADERSHIP, Role.CASE_OFFICER,
             "Chuyên viên quy hoạch"),
    Official("tiepnhantn", "Nguyễn Thị Cẩm Vân", OTHER_COMMUNE, Kind.SERVICE_CENTRE, Role.RECEPTION,
             "Công chức tiếp nhận"),
)  # fmt: skip


LAST = Official("giamsat", "Ngô Thị Thanh", COMMUNE, Kind.LEADERSHIP, Role.SUPERVISOR,
                "Thành viên đoàn giám sát")  # fmt: skip


def open_accounts(officials: Sequence[Official]) -> dict[str, UUID]:
    """Person ids by username."""
    with acting(SYSTEM):
        return {official.username: _open(official) for official in officials}


def _open(official: Official) -> UUID:
    agency = directory.organisation_by_code(official.agency)
    person_id = directory.register_person(actor=BUILDER, name=official.name)
    for kind in (official.unit, *official.also_in):
        directory.appoint(
            actor=BUILDER,
            person_id=person_id,
            unit_id=directory.unit_of(agency.id, kind).id,
            role=official.role,
            title=official.title,
            valid_from=SINCE,
        )
    directory.open_staff_account(
        actor=BUILDER,
        person_id=person_id,
        username=official.username,
        password=PASSWORD,
        totp_secret=TOTP_SECRET,
    )
    return person_id
