"""What people see of a word of ours: its name, and the cases that a procedure has."""

from typing import Any

from motcua.catalogue import api as catalogue
from motcua.catalogue.errors import ProcedureNotFoundError
from motcua.directory import api as directory
from motcua.directory.errors import OrganisationNotFoundError


def about_of(kind: str, ours: str) -> dict[str, Any]:
    """`{name, cases: [[code, name]]}` of a unit or a procedure; empty where it is neither."""
    try:
        if kind == "unit" and ours:
            return {"name": directory.organisation_by_code(ours).name}
        if kind == "procedure" and ours:
            version = catalogue.procedure(ours)
            cases = [[case.code, case.name.vi] for case in version.cases]
            return {"name": version.name.vi, "cases": cases if len(cases) > 1 else []}
    except (OrganisationNotFoundError, ProcedureNotFoundError):
        pass
    return {}
