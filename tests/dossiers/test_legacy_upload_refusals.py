"""An import from the screen: the yes is for what was seen, and what is no import is refused with its reason."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.audit import api as audit
from motcua.directory.models import Seat
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import AdministratorRequiredError
from motcua.dossiers.legacy import errors
from motcua.dossiers.models import LegacyCode, LegacyUpload
from motcua.dossiers.types import TableFormat
from motcua.dossiers.types.legacy_uploads import Said, UploadState
from motcua.kit import clock, files as stored
from motcua.kit.scope import SYSTEM, acting
from tests.dossiers import factories as make, legacy_files as files, legacy_uploads as uploads
from tests.dossiers.legacy_uploads import administrator, kept_files, there

__all__ = ["administrator"]

pytestmark = pytest.mark.django_db


def test_the_yes_is_for_what_was_seen(administrator):
    upload_id = uploads.tried(administrator, files.numbered(2))
    stamp = uploads.view(administrator, upload_id).stamp
    with pytest.raises(errors.LegacyNotSeenError):
        dossiers.confirm_legacy(actor=administrator, upload_id=upload_id, stamp=stamp, seen=False)
    uploads.try_it(administrator, upload_id)  # another administrator tries it again
    with pytest.raises(errors.LegacyTrialOldError):
        dossiers.confirm_legacy(actor=administrator, upload_id=upload_id, stamp=stamp, seen=True)
    uploads.confirm(administrator, upload_id)
    with pytest.raises(errors.LegacyWrongMomentError):
        uploads.say(administrator, upload_id, "unit", **{files.UNIT: "H53.31.01"})
    with pytest.raises(errors.LegacyWrongMomentError):
        dossiers.remove_legacy_upload(actor=administrator, upload_id=upload_id)
    assert there() == 0


def test_a_second_file_of_the_source_waits_until_the_first_has_landed(administrator):
    one = uploads.tried(administrator, files.numbered(1))
    other = uploads.tried(administrator, files.numbered(2))
    uploads.confirm(administrator, one)
    with pytest.raises(errors.LegacyRunningError):
        uploads.confirm(administrator, other)
    uploads.work(one)
    uploads.confirm(administrator, other)
    uploads.work(other)
    assert uploads.view(administrator, other).trial.same == 1
    assert there() == 2


def test_a_word_that_is_wrong_by_now_stops_the_run_and_says_which(administrator):
    upload_id = uploads.read(administrator, files.numbered(1))
    with acting(SYSTEM):
        LegacyCode.objects.filter(kind="unit", code=files.UNIT).update(ours="H99.9")
    uploads.try_it(administrator, upload_id)
    seen = uploads.view(administrator, upload_id)
    [(title, body, _link)] = uploads.told_of_ends(administrator)
    assert title == "Hồ sơ cũ của H34 chưa chạy xong"
    assert "chạy thử lại" in body
    assert (seen.state, seen.trial) == (UploadState.MAPPING, None)
    assert "LA-TruongMit: H99.9 không có" in seen.fault


def test_a_stored_file_that_was_lost_stops_the_run_and_says_so(administrator):
    upload_id = uploads.tried(administrator, files.numbered(1))
    uploads.confirm(administrator, upload_id)
    stored.remove(uploads.stored(upload_id).dossiers_id)
    uploads.work(upload_id)
    seen = uploads.view(administrator, upload_id)
    assert seen.state is UploadState.MAPPING
    assert "bị hỏng hoặc mất" in seen.fault
    dossiers.remove_legacy_upload(actor=administrator, upload_id=upload_id)


def test_what_the_queue_gave_up_is_begun_again_at_night(administrator):
    upload_id = uploads.tried(administrator, files.numbered(1))
    uploads.confirm(administrator, upload_id)
    jobs = ProcrastinateJob.objects.filter(args__upload_id=str(upload_id))
    before = jobs.count()
    dossiers.forget_legacy_uploads()
    assert jobs.count() == before + 1
    assert "LegacyConfirmed" in jobs.latest("id").task_name


def test_taken_back_while_it_is_tried_nothing_is_left(administrator, settings):
    upload_id = uploads.read(administrator, files.numbered(1))
    dossiers.try_legacy(actor=administrator, upload_id=upload_id)
    dossiers.remove_legacy_upload(actor=administrator, upload_id=upload_id)
    dossiers.run_legacy_trial(uploads.LegacyTrialAsked(upload_id=upload_id))
    assert kept_files(settings) == []
    assert uploads.stored(upload_id).state == UploadState.REMOVED


# ------------------------------------------------------------------ refused


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"rows": ""}, errors.LegacyFileMissingError),
        ({"rows": b"PK\x03\x04 a workbook"}, errors.LegacyFileKindError),
        ({"source": "H 34"}, errors.LegacySourceMissingError),
        ({"source": "", "mapping": ""}, errors.LegacySourceMissingError),
        ({"mapping": "source: H34\nunits: {A: H99}"}, errors.LegacyMappingBrokenError),
        ({"mapping": "a: &a [1]\nb: *a"}, errors.LegacyMappingBrokenError),
        ({"papers": uploads.sent_file("ma_ho_so")}, errors.LegacyFilesApartError),
        (
            {"papers": uploads.sent_file("x"), "archive": uploads.sent_file("no zip")},
            errors.LegacyArchiveError,
        ),
    ],
)
def test_what_is_no_import_is_refused_at_once_and_nothing_is_kept(
    administrator, settings, change, error
):
    how = {"rows": files.text_of(files.numbered(1)), **change}
    with pytest.raises(error):
        uploads.sent(administrator, how.pop("rows"), **how)
    assert kept_files(settings) == []
    with acting(SYSTEM):
        assert LegacyUpload.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (files.text_of([]), "không có dòng nào"),
        ("ma_ho_so,ma_ho_so\n1,2\n" + files.text_of([]), "thiếu cột"),
    ],
)
def test_what_is_no_table_says_why(administrator, content, why):
    upload_id = uploads.read(administrator, content)
    assert why in uploads.view(administrator, upload_id).fault


def test_a_column_that_holds_no_codes_is_refused(administrator, monkeypatch, settings):
    monkeypatch.setattr("motcua.dossiers.legacy.census.MOST_CODES", 2)
    rows = [{**row, "ma_don_vi": f"X{n}"} for n, row in enumerate(files.numbered(3))]
    upload_id = uploads.read(administrator, rows)
    seen = uploads.view(administrator, upload_id)
    assert seen.state is UploadState.REFUSED
    assert "Cột ma_don_vi có hơn 2 giá trị khác nhau" in seen.fault
    assert kept_files(settings) == []


def test_only_administrators_send_see_map_try_land_and_remove(administrator, desk):
    upload_id = uploads.tried(administrator, files.numbered(1))
    stamp = uploads.view(administrator, upload_id).stamp
    [code] = uploads.codes(administrator, upload_id, "unit").values()
    for other in (desk.head, desk.receptionist, desk.leader, make.another_citizen()):
        who = {"actor": other}
        its = {**who, "upload_id": upload_id}
        for act in (
            lambda who=who: uploads.sent(who["actor"], files.numbered(1)),
            lambda who=who: dossiers.legacy_uploads(**who),
            lambda who=who: dossiers.legacy_choices(**who, kind="unit"),
            lambda its=its: dossiers.legacy_upload(**its),
            lambda its=its: dossiers.legacy_codes(**its, kind="unit", page=1),
            lambda its=its: dossiers.legacy_mapping(**its),
            lambda its=its: dossiers.legacy_told_file(**its, table=TableFormat.CSV),
            lambda its=its: dossiers.say_legacy_codes(**its, said={code.id: Said("")}),
            lambda its=its: dossiers.say_legacy_version(**its, version="01/07/2025"),
            lambda its=its: dossiers.say_legacy_columns(**its, said={}),
            lambda its=its: dossiers.try_legacy(**its),
            lambda its=its: dossiers.confirm_legacy(**its, stamp=stamp, seen=True),
            lambda its=its: dossiers.remove_legacy_upload(**its),
        ):
            with pytest.raises(AdministratorRequiredError):
                act()
    assert uploads.view(administrator, upload_id).state is UploadState.TRIED
    assert there() == 0


def test_who_is_no_administrator_by_then_lands_nothing(administrator):
    upload_id = uploads.tried(administrator, files.numbered(1))
    uploads.confirm(administrator, upload_id)
    with acting(SYSTEM):
        past = clock.today() - timedelta(days=1)
        Seat.objects.update(valid_from=past, valid_to=past)
    uploads.work(upload_id)
    assert there() == 0
    assert uploads.stored(upload_id).state == UploadState.MAPPING


def test_each_act_is_written_down(administrator):
    upload_id = uploads.tried(administrator, files.numbered(1))
    uploads.told(administrator, upload_id, TableFormat.CSV)
    uploads.say(administrator, upload_id, "unit", **{files.UNIT: "H53.31.01"})
    uploads.try_it(administrator, upload_id)
    batch_id = uploads.landed(administrator, upload_id).batch_id
    dossiers.remove_legacy_upload(actor=administrator, upload_id=upload_id)

    verbs = [entry.verb for entry in audit.entries_about(upload_id)]
    assert sorted(verbs) == sorted([
        "dossier.legacy_uploaded", "dossier.legacy_trial_asked", "dossier.legacy_told_fetched",
        "dossier.legacy_codes_said", "dossier.legacy_trial_asked", "dossier.legacy_confirmed",
        "dossier.legacy_removed",
    ])  # fmt: skip
    [landed] = audit.entries_about(batch_id)
    assert landed.verb == "dossier.import_legacy"
