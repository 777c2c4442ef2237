"""What roles, units and kinds of steps are called on the screens of those who write processes."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from motcua.directory.types import OrganisationKind, Role
from motcua.engines.flow.api import TableStep
from motcua.engines.flow.types import StepKind

Words = Mapping[str, Promise]

ROLES: Words = {
    Role.RECEPTION: _("Cán bộ tiếp nhận"),
    Role.CASE_OFFICER: _("Chuyên viên"),
    Role.HEAD: _("Trưởng phòng"),
    Role.LEADER: _("Lãnh đạo"),
    Role.REGISTRY_CLERK: _("Văn thư"),
}
"""Those who do steps; the other roles watch."""

UNITS: Words = {
    OrganisationKind.SERVICE_CENTRE: _("Bộ phận một cửa"),
    OrganisationKind.CIVIL_STATUS: _("Bộ phận tư pháp, hộ tịch"),
    OrganisationKind.CERTIFICATION: _("Bộ phận chứng thực"),
    OrganisationKind.ECONOMY: _("Phòng kinh tế"),
    OrganisationKind.CONSTRUCTION: _("Bộ phận xây dựng"),
    OrganisationKind.LAND_REGISTRATION: _("Bộ phận đăng ký đất đai"),
    OrganisationKind.TAX: _("Cơ quan thuế"),
    OrganisationKind.DIVISION: _("Phòng chuyên môn của sở"),
    OrganisationKind.CULTURE_SOCIETY: _("Phòng văn hóa, xã hội"),
    OrganisationKind.EMPLOYMENT: _("Phòng việc làm, lao động"),
    OrganisationKind.SOCIAL_PROTECTION: _("Phòng bảo trợ xã hội và trẻ em"),
    OrganisationKind.RESIDENCE: _("Tổ đăng ký cư trú"),
    OrganisationKind.CRIMINAL_RECORDS: _("Phòng hồ sơ nghiệp vụ"),
    OrganisationKind.TRAFFIC_POLICE: _("Phòng cảnh sát giao thông"),
    OrganisationKind.LEADERSHIP: _("Lãnh đạo cơ quan"),
    OrganisationKind.REGISTRY: _("Văn thư cơ quan"),
}
"""Units that hold steps: the agency's own, or those of the agency that works for it."""

KINDS: Words = {
    StepKind.NORMAL: _("Xử lý"),
    StepKind.DRAFT: _("Dự thảo kết quả"),
    StepKind.SIGN: _("Ký"),
    StepKind.NUMBER: _("Vào số, đóng dấu"),
    StepKind.RETURN: _("Trả kết quả"),
    StepKind.CONSULT: _("Lấy ý kiến cơ quan khác"),
    StepKind.LINKED: _("Chờ hồ sơ liên thông"),
    StepKind.WAIT_PAYMENT: _("Chờ nghĩa vụ tài chính"),
    StepKind.POSTING: _("Niêm yết, công khai"),
}

ARROWS: Words = {"return": _("Trả lại")}
"""What is written beside an arrow of the diagram; the way on needs no word."""


def ways_on(step: TableStep, names: Mapping[str, str]) -> str:
    """Where a step leads, if not simply to the next; `names` of all steps, by key."""
    onward = names.get(step.goes_to, "")
    usual = gettext("bước «{}»").format(onward) if onward else gettext("bước kế tiếp")
    if not step.when_to:
        return usual if onward else ""
    return gettext("nếu «{}» thì sang bước «{}», không thì sang {}").format(
        step.when, names.get(step.when_to, ""), usual
    )


def said(words: Words, code: str) -> str:
    return str(words.get(code, code))
