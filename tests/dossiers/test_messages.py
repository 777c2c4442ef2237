"""Citizen and official talk inside the dossier; nobody else listens, and nothing is asked for there."""

from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from motcua.audit.models import Entry
from motcua.directory.types import Role
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import (
    AwaitAnswerError,
    ConversationClosedError,
    DossierNotFoundError,
    MessageAsksForMoreError,
    MessageEmptyError,
    MessageTooLongError,
    NotTheHolderError,
    SeatRequiredError,
)
from motcua.dossiers.events import MessageWritten
from motcua.dossiers.message_rules import ASKING, asking_words, tidy
from motcua.dossiers.models import Message
from motcua.dossiers.types import Tab
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from motcua.kit.text import clean
from motcua.notifications import api as notifications
from tests.directory.factories import official_actor
from tests.dossiers import factories as make

pytestmark = pytest.mark.django_db
QUESTION = "Bao giờ tôi đến ký được ạ?"
ANSWER = "Mời ông đến sáng thứ Hai, mang theo căn cước."


@pytest.fixture
def held(desk, citizen):
    """Accepted, and in the hands of the specialist."""
    dossier_id = make.accepted(desk, citizen)
    dossiers.take(actor=desk.specialist, step_id=make.open_step(dossier_id).id)
    return dossier_id


def write(actor, dossier_id, text=QUESTION, **more):
    return dossiers.write_message(actor=actor, dossier_id=dossier_id, text=text, **more)


def said(dossier_id):
    with acting(SYSTEM):
        return Message.objects.filter(dossier_id=dossier_id).count()


def heard(message_id, dossier_id):
    dossiers.tell_of_message(MessageWritten(dossier_id=dossier_id, message_id=message_id))


def my_unread(citizen):
    return [row.unread for row in dossiers.my_dossiers(actor=citizen)]


def desk_unread(official):
    return [row.unread for row in dossiers.work_list(actor=official, tab=Tab.MINE).rows]


def test_a_question_is_answered_by_whoever_holds_the_dossier(desk, citizen, held):
    write(citizen, held)
    write(desk.specialist, held, ANSWER)

    shown = dossiers.conversation(actor=citizen, dossier_id=held).messages

    assert [(m.by_citizen, m.author, m.text, m.mine) for m in shown] == [
        (True, citizen.name, QUESTION, True),
        (False, desk.specialist.name, ANSWER, False),
    ]


def test_unread_is_counted_on_both_lists_until_the_other_side_has_read(desk, citizen, held):
    write(citizen, held)
    write(citizen, held, "Tôi hỏi thêm: có cần mang con theo không?")
    assert (desk_unread(desk.specialist), my_unread(citizen)) == ([2], [0])

    dossiers.read_messages(actor=desk.specialist, dossier_id=held)
    write(desk.specialist, held, ANSWER)
    assert (desk_unread(desk.specialist), my_unread(citizen)) == ([0], [1])
    assert dossiers.dossier(actor=citizen, dossier_id=held).unread == 1

    dossiers.read_messages(actor=citizen, dossier_id=held)
    assert my_unread(citizen) == [0]


def test_a_colleague_who_only_looks_in_does_not_make_it_read(desk, citizen, held):
    write(citizen, held)

    assert dossiers.read_messages(actor=desk.head, dossier_id=held) == 0

    shown = dossiers.conversation(actor=desk.head, dossier_id=held)
    assert (shown.may_write, shown.holder) == (False, desk.specialist.name)
    assert desk_unread(desk.specialist) == [1]


def test_the_words_are_sealed_and_every_message_is_recorded(desk, citizen, held):
    message_id = write(citizen, held)

    with acting(SYSTEM):
        row = Message.objects.get(pk=message_id)
        recorded = Entry.objects.filter(verb="dossier.write_message").last()
    assert QUESTION.encode() not in bytes(row.text_sealed)
    assert recorded.details == {"message": str(message_id), "side": "citizen"}
    assert recorded.actor_id == citizen.person_id


def test_sent_twice_it_is_one_message(citizen, held):
    key = make.unknown()

    assert write(citizen, held, key=key) == write(citizen, held, key=key) == key

    assert said(held) == 1


def test_before_it_is_accepted_the_counter_answers(desk, citizen):
    dossier_id = make.submitted(citizen)
    write(citizen, dossier_id)

    write(desk.receptionist, dossier_id, ANSWER)

    assert said(dossier_id) == 2
    with pytest.raises(NotTheHolderError, match=r"Trung tâm|Bộ phận"):
        write(desk.specialist, dossier_id, ANSWER)
    assert said(dossier_id) == 2


@pytest.mark.parametrize("who", ["receptionist", "head", "leader", "clerk"])
def test_who_does_not_hold_it_does_not_answer(desk, held, who):
    with pytest.raises(NotTheHolderError) as refused:
        write(getattr(desk, who), held, ANSWER)

    assert desk.specialist.name in str(refused.value)
    assert said(held) == 0


def test_strangers_other_agencies_and_supervisors_hear_nothing(desk, citizen, held):
    write(citizen, held)
    elsewhere = make.Desk(agency="H53.31.28")
    supervisor = official_actor(Role.SUPERVISOR, unit_kind="leadership", agency=make.COMMUNE)

    for stranger in (make.another_citizen(), elsewhere.specialist, supervisor):
        with pytest.raises(DossierNotFoundError):
            dossiers.conversation(actor=stranger, dossier_id=held)
        with pytest.raises((DossierNotFoundError, SeatRequiredError)):
            write(stranger, held)
    for stranger in (make.another_citizen(), elsewhere.specialist):
        with acting(stranger.scope):
            assert not Message.objects.exists()
    assert said(held) == 1


@pytest.mark.parametrize("text", ["", "  \n\t ", "x" * 2001])
def test_nothing_and_too_much_are_refused(citizen, held, text):
    with pytest.raises((MessageEmptyError, MessageTooLongError)):
        write(citizen, held, text)

    assert said(held) == 0


def test_a_supplement_request_does_not_hide_in_a_message(desk, held):
    text = "Anh nộp thêm giúp em bản sao sổ hộ khẩu."

    with pytest.raises(MessageAsksForMoreError) as refused:
        write(desk.specialist, held, text)

    assert "mẫu 02" in str(refused.value)
    assert "«nộp thêm»" in str(refused.value)
    assert said(held) == 0


def test_an_explanation_with_such_words_is_sent_when_it_is_said_to_be_none(desk, held):
    write(desk.specialist, held, "Hồ sơ đã đủ, không cần bổ sung gì.", explains=True)

    with acting(SYSTEM):
        recorded = Entry.objects.filter(verb="dossier.write_message").last()
    assert recorded.details["explains"] is True
    assert said(held) == 1


def test_a_citizen_may_use_any_words(citizen, held):
    write(citizen, held, "Tôi có cần nộp thêm giấy gì không?")

    assert said(held) == 1


def test_after_five_questions_without_an_answer_one_waits(desk, citizen, held):
    for _ in range(5):
        write(citizen, held)
    with pytest.raises(AwaitAnswerError):
        write(citizen, held)
    assert said(held) == 5

    write(desk.specialist, held, ANSWER)
    write(citizen, held)

    assert said(held) == 7


def test_a_dossier_long_ended_is_no_place_to_talk(desk, citizen, held):
    dossiers.withdraw(actor=citizen, dossier_id=held, reason="Nhầm")
    write(citizen, held)

    with clock.set_to(clock.now() + timedelta(days=31)):
        with pytest.raises(ConversationClosedError):
            write(citizen, held)
        shown = dossiers.conversation(actor=citizen, dossier_id=held)

    assert (shown.closed, shown.may_write, said(held)) == (True, False, 1)


def test_both_sides_are_told_once_and_the_words_stay_inside(desk, citizen, held):
    question, answer = write(citizen, held), write(desk.specialist, held, ANSWER)

    for _ in range(2):
        heard(question, held)
        heard(answer, held)

    [to_official] = [n for n in notifications.inbox(desk.specialist) if n.kind == "dossier.message"]
    [to_citizen] = [n for n in notifications.inbox(citizen) if n.kind == "dossier.message"]
    assert to_official.link.endswith(f"/can-bo/ho-so/{held}/tin-nhan/")
    assert to_citizen.link.endswith(f"/ho-so/{held}/tin-nhan/")
    assert QUESTION not in f"{to_official.title} {to_official.body}"
    assert ANSWER not in f"{to_citizen.title} {to_citizen.body}"


def test_what_was_said_goes_with_the_answers_when_retention_is_over(citizen, held):
    write(citizen, held)
    with acting(SYSTEM):
        make.Dossier.objects.filter(pk=held).update(keep_until=clock.today() - timedelta(days=1))

    dossiers.purge_expired()

    assert said(held) == 0


@given(st.text(max_size=200).map(clean), st.sampled_from(sorted(ASKING.values())), st.booleans())
def test_property_asking_words_are_found_wherever_they_stand(around, words, shouted):
    text = f"{around} {words.upper() if shouted else words} {around}"

    assert words in asking_words(text)


@given(st.text(max_size=300))
def test_property_tidying_twice_changes_nothing_more(text):
    once = tidy(text)

    assert tidy(once) == once
    assert "\n\n\n" not in once
