"""Writing a version down, by whichever door it came: files, or two administrators."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from motcua.catalogue import data_files, definitions
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.kit.text import search_key

Content = Mapping[str, Any]
NAME_KEY = 400  # characters that lists are sorted by


def content_hash(content: Content) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def end_before(earlier: Sequence[ProcedureVersion], valid_from: date) -> None:
    """The version before ends on the eve, unless it ended earlier."""
    eve = valid_from - timedelta(days=1)
    if earlier and (earlier[-1].valid_to is None or earlier[-1].valid_to > eve):
        earlier[-1].valid_to = eve
        earlier[-1].save(update_fields=["valid_to"])


def store_version(
    procedure: Procedure, content: Content, *, valid_from: date, valid_to: date | None
) -> ProcedureVersion:
    version = version_row(procedure, content, valid_from=valid_from, valid_to=valid_to)
    version.save(force_insert=True)
    return version


def version_row(
    procedure: Procedure, content: Content, *, valid_from: date, valid_to: date | None
) -> ProcedureVersion:
    plain = content["procedure"]
    return ProcedureVersion(
        procedure=procedure,
        valid_from=valid_from,
        valid_to=valid_to,
        decision=plain["decision"],
        content=dict(content),
        content_hash=content_hash(content),
        name_key=search_key(plain["name"]["vi"])[:NAME_KEY],
        search_key=" ".join(dict.fromkeys(search_key(word) for word in _words(plain))),
        level=plain["level"],
        handled_by=plain["handled_by"],
        field=plain["field"]["vi"],
        life_events=list(plain.get("life_events", ())),
        summary=summary_of(plain),
    )


def summary_of(plain: Mapping[str, Any]) -> dict[str, Any]:
    """What a line of a list says; the migration that added it computes the same in SQL."""
    told = {name: plain[name] for name in ("name", "summary", "field", "service_level", "minutes")}
    return {**told, "time_text": plain["cases"][0]["time_text"]}


def _words(plain: Mapping[str, Any]) -> list[str]:
    """What people find it by."""
    events = data_files.life_event_names()
    return [
        *plain["name"].values(),
        *plain["summary"].values(),
        *plain.get("keywords", []),
        *(events[code].vi for code in plain.get("life_events", [])),
        *(one["name"]["vi"] for one in definitions.results_of(plain)),
        plain["field"]["vi"],
        plain["code"],
    ]
