"""Files of another system as an administrator sends them from the screen, and the worker's part."""

import io
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.events import (
    LegacyConfirmed,
    LegacyRunEnded,
    LegacyTrialAsked,
    LegacyUploaded,
)
from motcua.dossiers.models import Dossier, LegacyUpload
from motcua.dossiers.types.legacy_uploads import Said, SentFile, SentFiles
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications import api as notifications
from tests.directory.factories import official_actor
from tests.dossiers import factories as make, legacy_files as files


@pytest.fixture
def administrator(province_with_procedures, tmp_path, settings):
    settings.STORED_FILES = tmp_path / "stored"  # nobody else's beside ours
    return official_actor(Role.ADMINISTRATOR, unit_kind="leadership", agency=make.COMMUNE)


def kept_files(settings):
    return [path for path in Path(settings.STORED_FILES).rglob("*") if path.is_file()]


def there():
    with acting(SYSTEM):
        return Dossier.objects.count()


def sent_file(content, name="ho-so.csv"):
    content = content.encode() if isinstance(content, str) else content
    return SentFile(
        name, len(content), [content[at : at + 97] for at in range(0, len(content), 97)]
    )


def zipped(**contents):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return out.getvalue()


def sent(actor, rows, *, source="H34", mapping=files.MAPPING, key=None, **more):
    """The id of the upload. `rows`: of the dossiers, or the text of their file."""
    content = rows if isinstance(rows, str | bytes) else files.text_of(rows)
    mapped = sent_file(mapping, "anh-xa.yaml") if mapping else None
    return dossiers.upload_legacy(
        actor=actor,
        key=key or new_id(),
        source=source,
        prefix="",
        sent=SentFiles(dossiers=sent_file(content), mapping=mapped, **more),
    )


def read(actor, rows, **how):
    """Sent, and read by the worker."""
    upload_id = sent(actor, rows, **how)
    dossiers.read_legacy(LegacyUploaded(upload_id=upload_id))
    return upload_id


def tried(actor, rows, **how):
    upload_id = read(actor, rows, **how)
    try_it(actor, upload_id)
    return upload_id


def try_it(actor, upload_id):
    dossiers.try_legacy(actor=actor, upload_id=upload_id)
    dossiers.run_legacy_trial(LegacyTrialAsked(upload_id=upload_id))


def confirm(actor, upload_id):
    stamp = view(actor, upload_id).stamp
    dossiers.confirm_legacy(actor=actor, upload_id=upload_id, stamp=stamp, seen=True)


def work(upload_id):
    dossiers.run_legacy_import(LegacyConfirmed(upload_id=upload_id))


def landed(actor, upload_id):
    confirm(actor, upload_id)
    work(upload_id)
    return view(actor, upload_id)


def told_of_ends(actor):
    """Delivers what the queue holds, twice: (title, body, link) of each notice, the newest first."""
    ended = ProcrastinateJob.objects.filter(task_name__startswith="LegacyRunEnded")
    for job in [*ended, *ended]:
        ids = {name: UUID(value) for name, value in job.args.items()}
        dossiers.tell_of_legacy(LegacyRunEnded(**ids))
    return [(one.title, one.body, one.link) for one in notifications.inbox(actor)]


def view(actor, upload_id):
    return dossiers.legacy_upload(actor=actor, upload_id=upload_id)


def codes(actor, upload_id, kind):
    found, _more = dossiers.legacy_codes(actor=actor, upload_id=upload_id, kind=kind, page=1)
    return {one.code: one for one in found}


def say(actor, upload_id, kind, **said):
    """`said`: ours by the code of theirs; what is wrong, by theirs."""
    there = codes(actor, upload_id, kind)
    words = {
        there[code].id: one if isinstance(one, Said) else Said(one) for code, one in said.items()
    }
    faults = dossiers.say_legacy_codes(actor=actor, upload_id=upload_id, said=words)
    return {code: faults[one.id] for code, one in there.items() if one.id in faults}


def stored(upload_id):
    with acting(SYSTEM):
        return LegacyUpload.objects.get(pk=upload_id)


def told(actor, upload_id, table):
    _name, pieces = dossiers.legacy_told_file(actor=actor, upload_id=upload_id, table=table)
    return b"".join(pieces)
