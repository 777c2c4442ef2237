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
    plain = content["procedure"]
    return ProcedureVersion.objects.create(
        procedure=procedure,
        valid_from=valid_from,
        valid_to=valid_to,
        decision=plain["decision"],
        content=dict(content),
        content_hash=content_hash(content),
        name_key=search_key(plain["name"]["vi"]),
        search_key=" ".join(search_key(word) for word in _words(plain)),
    )


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
