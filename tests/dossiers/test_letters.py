"""Late is known in time: the warning, the letter that lies ready, and what too late means."""

from datetime import timedelta

import pytest

from motcua.catalogue import api as catalogue
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import LetterSentError, ReasonRequiredError, SeatRequiredError
from motcua.dossiers.models import ApologyDraft, Turn
from motcua.dossiers.rules import is_time_to_warn
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from motcua.notifications.models import Notice
from tests.dossiers import agencies, factories as make
from tests.dossiers.test_who_handed_it_in import words_of

pytestmark = pytest.mark.django_db
WHY = "Chờ kết quả xác minh ở nơi cư trú cũ"


def morning_before(dossier_id):
    """Opening time of the last working day before the day of the promise."""
    calendar = catalogue.calendar()
    day = make.stored(dossier_id).due_at.astimezone(clock.LEGAL_ZONE).date() - timedelta(days=1)
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return calendar.opening(day)


@pytest.fixture
def running(desk, citizen):
    return make.accepted(desk, citizen)


@pytest.fixture
def short(running):
    """Warned of on the last working day on which a letter still moves the date."""
    with clock.set_to(morning_before(running)):
        dossiers.warn_of_lateness()
    return running


def notices(kind="dossier.due_soon"):
    with acting(SYSTEM):
        return set(Notice.objects.filter(kind=kind).values_list("person_id", flat=True))


def test_nobody_is_warned_on_the_first_day(running):
    assert dossiers.warn_of_lateness() == 0
    assert notices() == set()


def test_holder_and_head_are_warned_once_and_the_letter_lies_ready(desk, running):
    people = {desk.head.person_id, desk.specialist.person_id}
    with clock.set_to(morning_before(running)):
        assert dossiers.warn_of_lateness() == 1
        assert dossiers.warn_of_lateness() == 0
        [letter] = dossiers.letters(actor=desk.head)

    assert people <= notices()
    assert (letter.dossier_id, letter.in_time) == (running, True)
    assert letter.days >= 1
    assert make.stored(running).extensions == 0


def test_the_letter_bears_the_name_and_the_office_of_who_sent_it(desk, short, tmp_path):
    head = desk.head  # appointed today
    with clock.set_to(morning_before(short)):
        dossiers.send_letter(actor=head, dossier_id=short, days=2, reason=WHY)

    _name, pdf = dossiers.printed_form(actor=head, dossier_id=short, number="04")

    words = words_of(pdf, tmp_path)
    assert f"Lý do: {WHY}" in words
    assert head.seats[0].title.upper() in words
    assert words.endswith(head.name)


@pytest.mark.parametrize("late", [False, True])
def test_what_is_read_before_sending_is_what_is_sent(desk, short, tmp_path, late):
    head, asked = desk.head, {"dossier_id": short, "days": 2, "reason": WHY}
    moment = make.stored(short).due_at + timedelta(days=3) if late else morning_before(short)
    with clock.set_to(moment):
        _name, before = dossiers.preview_letter(actor=head, **asked)
        seq = make.stored(short).last_seq
        dossiers.send_letter(actor=head, **asked)
        _name, sent = dossiers.printed_form(actor=head, dossier_id=short, number="04")
        with pytest.raises(SeatRequiredError):
            dossiers.preview_letter(actor=desk.specialist, **asked)

    assert words_of(before, tmp_path) == words_of(sent, tmp_path)
    assert make.stored(short).last_seq == seq + 1


def test_in_time_it_moves_the_date_and_leaves_the_list(desk, short):
    before = make.stored(short).due_at
    with clock.set_to(morning_before(short)):
        moved = dossiers.send_letter(actor=desk.head, dossier_id=short, days=2, reason=WHY)

    row = make.stored(short)
    assert moved is True
    assert (row.extensions, row.due_at > before) == (1, True)
    assert dossiers.letters(actor=desk.head) == ()


def test_too_late_it_is_sent_but_moves_nothing_and_stays_without_a_valid_apology(desk, short):
    before = make.stored(short).due_at
    with clock.set_to(before + timedelta(days=3)):
        moved = dossiers.send_letter(actor=desk.head, dossier_id=short, days=2, reason=WHY)
        rows = dossiers.find(actor=desk.head, words=make.stored(short).code)

    row = make.stored(short)
    assert (moved, row.due_at, row.extensions) == (False, before, 0)
    assert rows[0].flags[0] == "late_without_apology"
    with acting(SYSTEM):
        turn = Turn.objects.get(dossier_id=short, kind="apologised")
        draft = ApologyDraft.objects.get(dossier_id=short)
    assert (turn.facts["valid"], draft.valid) == (False, False)


@pytest.mark.parametrize("late", [False, True])
def test_a_second_letter_is_refused(desk, short, late):
    moment = make.stored(short).due_at + timedelta(days=3) if late else morning_before(short)
    with clock.set_to(moment):
        dossiers.send_letter(actor=desk.head, dossier_id=short, days=2, reason=WHY)
        seq = make.stored(short).last_seq
        with pytest.raises(LetterSentError):
            dossiers.send_letter(actor=desk.head, dossier_id=short, days=2, reason=WHY)

    assert make.stored(short).last_seq == seq


def test_without_a_reason_or_the_seat_nothing_is_sent(desk, citizen, short):
    with clock.set_to(morning_before(short)):
        with pytest.raises(ReasonRequiredError):
            dossiers.send_letter(actor=desk.head, dossier_id=short, days=2, reason=" ")
        with pytest.raises(SeatRequiredError):
            dossiers.send_letter(actor=desk.specialist, dossier_id=short, days=2, reason=WHY)

    assert make.stored(short).extensions == 0
    with acting(citizen.scope):
        assert not ApologyDraft.objects.exists()


def test_a_paused_dossier_is_not_warned_of(desk, citizen):
    dossier_id = make.awaiting_supplement(desk, citizen)
    with clock.set_to(make.stored(dossier_id).due_at):
        assert dossiers.warn_of_lateness() == 0


def test_the_letter_to_the_person_prints_when_it_is_late(desk, short):
    with clock.set_to(make.stored(short).due_at + timedelta(days=3)):
        dossiers.send_letter(actor=desk.head, dossier_id=short, days=2, reason=WHY)
        _name, pdf = dossiers.printed_form(actor=desk.head, dossier_id=short, number="04")

    assert pdf.startswith(b"%PDF")


def test_the_list_costs_the_same_however_long(desk, citizen, django_assert_max_num_queries):
    for _ in range(3):
        make.accepted(desk, citizen)
    with clock.set_to(morning_before(make.accepted(desk, citizen))):
        dossiers.warn_of_lateness()
        dossiers.letters(actor=desk.head)  # the catalogue is read once and kept
        with django_assert_max_num_queries(6):
            assert len(dossiers.letters(actor=desk.head)) == 4


@pytest.mark.parametrize(
    ("used", "minutes", "warn"),
    [
        (0.8, 4000, True),
        (0.79, 4000, False),
        (0.3, 960, True),
        (0.29, 100, False),
        (0.33, 240, False),
        (1.0, -5, True),
    ],
)
def test_when_it_is_time(used, minutes, warn):
    assert is_time_to_warn(used=used, minutes=minutes) is warn


def test_while_another_agency_has_it_those_who_wait_are_warned(desk, citizen):
    dossier_id = agencies.marriage(desk, citizen)
    waiting = desk.head

    with clock.set_to(morning_before(dossier_id)):
        assert dossiers.warn_of_lateness() == 1

    with acting(SYSTEM):
        told = set(Notice.objects.filter(dossier_id=dossier_id).values_list("person_id", flat=True))
    assert waiting.person_id in told
