"""What an administrator may write instead of the proposed repair: pure, facts in, new facts out."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from motcua.catalogue.national.agencies import handler_for
from motcua.catalogue.national.facts import Facts
from motcua.catalogue.national.mends import RowMend

Plain = dict[str, Any]


def mended(facts: Mapping[str, Any], mend: RowMend) -> Facts:
    new: Facts = deepcopy(dict(facts))
    new["name"] = mend.name.strip()
    new["limits"] = [
        {"value": 0 if one.unit == "same_day" else one.value, "unit": one.unit, "name": one.name}
        for one in mend.limits
    ]
    if mend.office and mend.office != office_of(facts):
        handler = handler_for(mend.office, new["field"])
        new |= {"handled_by": handler.handled_by, "unit": handler.unit, "office": handler.office}
        new["outside"] = ""
    new["fees"] = _fees(new, mend)
    return new


def office_of(facts: Mapping[str, Any]) -> str:
    return str(facts["office"] or facts["handled_by"])


def _fees(facts: Facts, mend: RowMend) -> list[Plain]:
    if not mend.charges:
        return []
    held: list[Plain] = facts["fees"] or [
        {
            "code": "FEE",
            "name": {"vi": "Phí, lệ phí giải quyết hồ sơ", "en": "Phí, lệ phí giải quyết hồ sơ"},
            "kind": "le_phi",
            "per": "dossier",
            "legal_source": f"Quyết định công bố {facts['decision']}",
            "collected_at": "acceptance",
            "confirmed": False,
        }
    ]
    if held[0].get("amount") != mend.amount:
        held[0].pop("rules", None)
    held[0]["amount"] = mend.amount
    return held
