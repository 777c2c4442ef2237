"""An official types, the citizen confirms: no dossier before that, and both are on record."""

from datetime import timedelta

import pytest

from motcua.audit.models import Entry
from motcua.catalogue import api as catalogue
from motcua.directory import api as directory
from motcua.directory.types import AssuranceLevel
from motcua.dossiers import api as dossiers
from motcua.dossiers.actions.send_code import code_index
from motcua.dossiers.errors import (
    AnswersIncompleteError,
    CodeExpiredError,
    CodesUsedUpError,
    CodeTooSoonError,
    EntryNotFoundError,
    IdentityTooWeakError,
    NoAddressForCodeError,
    SeatRequiredError,
    SignatureMissingError,
    UnknownComponentError,
)
from motcua.dossiers.events import CodeAsked
from motcua.dossiers.models import AssistedEntry, Dossier, Turn
from motcua.dossiers.types import Applicant, Channel, PaperIn, PaperSource, Status, WrongCode
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications.models import Notice
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db
BAY = Applicant("Nguyễn Thị Bảy", "072192000007", email="bay@thu.example", residence="Truông Mít")


def typed(desk, applicant=BAY, **changed):
    version = catalogue.procedure(make.MARITAL)
    given = {
        "key": make.unknown(),
        "procedure_code": make.MARITAL,
        "case_code": version.cases[0].code,
        "applicant": applicant,
        "answers": make.sample_answers(version),
    }
    return dossiers.fill_in_for(actor=desk.receptionist, **{**given, **changed})


def owner_of(desk, entry_id):
    view = dossiers.assisted_entry(actor=desk.receptionist, entry_id=entry_id)
    return directory.citizen_actor(view.owner_id, AssuranceLevel.TWO, view.owner_name)


def row(entry_id):
    with acting(SYSTEM):
        return AssistedEntry.objects.get(pk=entry_id)


def count():
    with acting(SYSTEM):
        return Dossier.objects.count()


def sent_code(entry_id):
    """The worker's part; then the code as the citizen reads it in the notice."""
    dossiers.deliver_code(CodeAsked(entry_id=entry_id))
    with acting(SYSTEM):
        body = Notice.objects.filter(kind="dossier.confirm_code").latest("written_at").body
    return next(c for c in body.replace(".", " ").split() if len(c) == 6 and c.isdigit())


def first_facts(dossier_id):
    with acting(SYSTEM):
        return Turn.objects.get(dossier_id=dossier_id, seq=1).facts


def test_nothing_is_submitted_until_the_citizen_confirms_by_eid(desk):
    entry_id = typed(desk)
    citizen = owner_of(desk, entry_id)
    assert count() == 0
    assert [e.entry_id for e in dossiers.assisted_entries(actor=citizen)] == [entry_id]

    made = dossiers.confirm_own(actor=citizen, entry_id=entry_id)

    stored = make.stored(made.dossier_id)
    assert (stored.owner_id, stored.state, stored.channel) == (
        citizen.person_id,
        Status.SUBMITTED,
        Channel.DIRECT,
    )
    assert first_facts(made.dossier_id)["typed_by"] == str(desk.receptionist.person_id)
    assert first_facts(made.dossier_id)["confirmed"] == "eid"
    shown = dossiers.dossier(actor=desk.receptionist, dossier_id=made.dossier_id).handed_in
    assert (shown.typed_by, shown.confirmed_how) == (desk.receptionist.name, "eid")
    dossiers.accept(actor=desk.receptionist, dossier_id=made.dossier_id)


def test_confirmed_twice_it_is_one_dossier(desk):
    entry_id = typed(desk)
    citizen = owner_of(desk, entry_id)

    first, again = (dossiers.confirm_own(actor=citizen, entry_id=entry_id) for _ in range(2))

    assert (first == again, count()) == (True, 1)
    assert typed(desk, key=entry_id) == entry_id
    assert row(entry_id).confirmed_how == "eid"


def test_what_was_typed_is_sealed_and_gone_from_the_entry_afterwards(desk):
    entry_id = typed(desk)
    assert BAY.name.encode() not in bytes(row(entry_id).content_sealed)
    assert dossiers.assisted_entry(actor=desk.receptionist, entry_id=entry_id).sections

    made = dossiers.confirm_own(actor=owner_of(desk, entry_id), entry_id=entry_id)

    assert dossiers.dossier(actor=desk.receptionist, dossier_id=made.dossier_id).sections
    assert len(row(entry_id).content_sealed) < 100


def test_a_code_read_out_by_the_citizen_confirms(desk):
    entry_id = typed(desk)
    dossiers.ask_code(actor=desk.receptionist, entry_id=entry_id)
    code = sent_code(entry_id)

    made = dossiers.confirm_by_code(
        actor=desk.receptionist, entry_id=entry_id, code=f" {code[:3]} {code[3:]} "
    )

    assert (first_facts(made.dossier_id)["confirmed"], count()) == ("code", 1)
    assert row(entry_id).code_index is None


def test_a_wrong_code_counts_and_after_five_none_serves(desk):
    entry_id = typed(desk)
    dossiers.ask_code(actor=desk.receptionist, entry_id=entry_id)
    code = sent_code(entry_id)
    wrong = f"{(int(code) + 1) % 10**6:06d}"

    told = [
        dossiers.confirm_by_code(actor=desk.receptionist, entry_id=entry_id, code=wrong)
        for _ in range(5)
    ]

    assert told == [WrongCode(left) for left in (4, 3, 2, 1, 0)]
    with pytest.raises(CodeExpiredError):
        dossiers.confirm_by_code(actor=desk.receptionist, entry_id=entry_id, code=code)
    assert count() == 0


def test_a_code_lasts_ten_minutes(desk):
    entry_id = typed(desk)
    dossiers.ask_code(actor=desk.receptionist, entry_id=entry_id)
    code = sent_code(entry_id)

    with clock.set_to(clock.now() + timedelta(minutes=11)), pytest.raises(CodeExpiredError):
        dossiers.confirm_by_code(actor=desk.receptionist, entry_id=entry_id, code=code)

    assert count() == 0


def test_the_worker_run_twice_sends_one_code_and_a_new_one_replaces_it(desk):
    entry_id = typed(desk)
    dossiers.ask_code(actor=desk.receptionist, entry_id=entry_id)
    first = sent_code(entry_id)
    assert sent_code(entry_id) == first
    assert bytes(row(entry_id).code_index) == code_index(entry_id, first)

    with pytest.raises(CodeTooSoonError):
        dossiers.ask_code(actor=desk.receptionist, entry_id=entry_id)
    with clock.set_to(clock.now() + timedelta(minutes=2)):
        dossiers.ask_code(actor=desk.receptionist, entry_id=entry_id)
        with pytest.raises(CodeExpiredError):
            dossiers.confirm_by_code(actor=desk.receptionist, entry_id=entry_id, code=first)
    assert count() == 0


def test_five_codes_are_enough(desk):
    entry_id = typed(desk)
    for minute in range(5):
        with clock.set_to(clock.now() + timedelta(minutes=2 * minute)):
            dossiers.ask_code(actor=desk.receptionist, entry_id=entry_id)

    with (
        clock.set_to(clock.now() + timedelta(minutes=20)),
        pytest.raises(CodesUsedUpError),
    ):
        dossiers.ask_code(actor=desk.receptionist, entry_id=entry_id)


def test_who_has_no_address_gets_no_code(desk):
    entry_id = typed(desk, Applicant("Lê Văn Tám", "072060000010", residence="Truông Mít"))

    with pytest.raises(NoAddressForCodeError):
        dossiers.ask_code(actor=desk.receptionist, entry_id=entry_id)

    assert row(entry_id).codes_sent == 0


def test_a_signature_is_kept_as_a_scan_and_can_be_read(desk):
    entry_id = typed(desk)
    scan = make.stored_file(owner_of(desk, entry_id))
    with acting(SYSTEM):
        make.documents.share([scan.id], desk.receptionist.agencies)

    made = dossiers.confirm_by_signature(
        actor=desk.receptionist, entry_id=entry_id, file_id=scan.id
    )

    shown = dossiers.dossier(actor=desk.receptionist, dossier_id=made.dossier_id).handed_in
    assert (shown.confirmed_how, shown.signed_file_id) == ("signature", scan.id)
    name, _kind, content = dossiers.dossier_file(
        actor=desk.receptionist, dossier_id=made.dossier_id, file_id=scan.id
    )
    assert name
    assert content


def test_without_a_scan_or_with_somebody_elses_there_is_no_signature(desk):
    entry_id = typed(desk)
    foreign = make.stored_file(make.another_citizen())
    with acting(SYSTEM):
        make.documents.share([foreign.id], desk.receptionist.agencies)

    for file_id in (None, foreign.id):
        with pytest.raises(SignatureMissingError):
            dossiers.confirm_by_signature(
                actor=desk.receptionist, entry_id=entry_id, file_id=file_id
            )

    assert count() == 0


def test_a_weak_identity_does_not_confirm(desk):
    entry_id = typed(desk)
    citizen = owner_of(desk, entry_id)
    weak = directory.citizen_actor(citizen.person_id, AssuranceLevel.NONE, citizen.name)

    with pytest.raises(IdentityTooWeakError):
        dossiers.confirm_own(actor=weak, entry_id=entry_id)

    assert count() == 0


@pytest.mark.parametrize("who", ["specialist", "head", "leader", "clerk"])
def test_only_a_counter_types_and_confirms(desk, who):
    entry_id = typed(desk)
    other = getattr(desk, who)

    with pytest.raises(SeatRequiredError):
        dossiers.ask_code(actor=other, entry_id=entry_id)
    with pytest.raises(SeatRequiredError):
        dossiers.confirm_by_code(actor=other, entry_id=entry_id, code="123456")
    with pytest.raises(SeatRequiredError):
        dossiers.confirm_by_signature(actor=other, entry_id=entry_id, file_id=None)
    with pytest.raises(EntryNotFoundError):
        dossiers.drop_entry(actor=other, entry_id=entry_id)
    assert (count(), row(entry_id).dropped_at) == (0, None)


def test_strangers_and_other_counters_find_nothing(desk):
    entry_id = typed(desk)
    stranger, elsewhere = make.another_citizen(), make.Desk(agency="H53.31.28")

    for actor in (stranger, elsewhere.receptionist):
        assert dossiers.assisted_entries(actor=actor) == ()
        with pytest.raises(EntryNotFoundError):
            dossiers.assisted_entry(actor=actor, entry_id=entry_id)
        with pytest.raises(EntryNotFoundError):
            dossiers.confirm_own(actor=actor, entry_id=entry_id)
        with acting(actor.scope):
            assert not AssistedEntry.objects.exists()
    assert count() == 0


def test_an_official_does_not_confirm_in_the_citizens_place(desk):
    entry_id = typed(desk)

    with pytest.raises(EntryNotFoundError):
        dossiers.confirm_own(actor=desk.receptionist, entry_id=entry_id)

    assert count() == 0


def test_a_dropped_one_is_gone_for_good(desk):
    entry_id = typed(desk)
    citizen = owner_of(desk, entry_id)

    dossiers.drop_entry(actor=citizen, entry_id=entry_id)

    assert dossiers.assisted_entries(actor=desk.receptionist) == ()
    with pytest.raises(EntryNotFoundError):
        dossiers.confirm_own(actor=citizen, entry_id=entry_id)
    assert count() == 0


def test_an_incomplete_one_is_not_kept(desk):
    with pytest.raises(AnswersIncompleteError):
        typed(desk, answers={})

    with acting(SYSTEM):
        assert not AssistedEntry.objects.exists()


def test_the_papers_that_were_handed_over_are_in_the_dossier(desk):
    entry_id = typed(desk)
    version = catalogue.procedure(make.MARITAL)
    code = version.cases[0].components[0].code
    with pytest.raises(UnknownComponentError):
        dossiers.take_entry_papers(
            actor=desk.receptionist, entry_id=entry_id, papers=[PaperIn("khong-co")]
        )
    dossiers.take_entry_papers(
        actor=desk.receptionist,
        entry_id=entry_id,
        papers=[PaperIn(code, source=PaperSource.COUNTER, originals=1)],
    )

    made = dossiers.confirm_own(actor=owner_of(desk, entry_id), entry_id=entry_id)

    shown = dossiers.dossier(actor=desk.receptionist, dossier_id=made.dossier_id).papers
    assert next(p for p in shown if p.component == code).source is PaperSource.COUNTER


def test_every_act_is_recorded_with_who_did_it(desk):
    entry_id = typed(desk)
    citizen = owner_of(desk, entry_id)
    dossiers.confirm_own(actor=citizen, entry_id=entry_id)

    with acting(SYSTEM):
        told = [
            (e.verb, e.actor_id) for e in Entry.objects.filter(object_id=entry_id).order_by("id")
        ]
    assert told == [
        ("dossier.fill_in_for", desk.receptionist.person_id),
        ("dossier.confirm_entry", citizen.person_id),
    ]


def test_what_nobody_confirms_is_forgotten_after_thirty_days(desk):
    typed(desk)

    with clock.set_to(clock.now() + timedelta(days=31)):
        assert dossiers.forget_entries() == 1

    with acting(SYSTEM):
        assert not AssistedEntry.objects.exists()
