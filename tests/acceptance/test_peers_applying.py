"""Lessons 1, 9 to 12, 20, 23 and 24: what a person typed and sent is there once, and never lost."""

import re
import threading
from contextlib import contextmanager
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, OperationalError, connection, connections
from django.utils import timezone
from procrastinate.exceptions import ConnectorException

from motcua.catalogue import api as catalogue
from motcua.channels.session_store import AudienceSession, citizens
from motcua.directory.types import AssuranceLevel
from motcua.dossiers import api as dossiers
from motcua.dossiers.errors import DraftHandedInError
from motcua.dossiers.models import CodeSerial, Dossier, Draft
from motcua.engines.forms import api as forms
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting
from tests.channels.citizen.phone import MARITAL, draft_address
from tests.channels.officer.test_counter import ADDRESS, filled
from tests.conftest import forget_jobs
from tests.documents import nasty
from tests.dossiers import factories as make
from tests.engines.forms.small_forms import question
from tests.engines.forms.test_dead_rules_in_words import dead, when

FIRST = "nguoi-yeu-cau"


def how_many():
    with acting(SYSTEM):
        return Dossier.objects.count()


# ------------------------------------------------------------------ 1


@pytest.mark.django_db
def test_01_f5_double_click_and_a_lost_answer_make_no_second_dossier_or_receipt(bay, office):
    address = draft_address(bay)
    pages = [bay.send(f"{address}kiem-tra/", declared="1") for _ in range(3)]  # double click, F5
    assert {page.path for page in pages} == {f"{address}da-nop/"}
    [mine] = dossiers.my_dossiers(actor=bay.actor)
    assert all(mine.code in page.words for page in pages)

    typed = filled(office.counter) | {"act": "accept"}
    first, again = (office.counter.send(ADDRESS, **typed) for _ in range(2))  # the answer was lost
    assert (first.status, again.status) == (200, 200)
    assert how_many() == 2

    accept = f"ho-so/{mine.dossier_id}/tiep-nhan/"
    office.counter.send(accept, act="accept")
    office.counter.send(accept, act="accept")
    receipts = {
        dossiers.printed_form(actor=office.receptionist, dossier_id=mine.dossier_id, number="01")
        for _ in range(2)
    }
    assert len(receipts) == 1


@pytest.mark.django_db(transaction=True)
def test_01_two_presses_in_the_same_moment_make_one_dossier(province_with_procedures):
    citizen = make.make_citizen()
    draft_id = make.draft(citizen)
    answers, together = [], threading.Barrier(4)

    def press():
        try:
            together.wait()
            answers.append(dossiers.submit(actor=citizen, draft_id=draft_id))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert how_many() == 1


# ------------------------------------------------------------------ 9, 10


@pytest.mark.django_db
@pytest.mark.usefixtures("registers")
def test_09_clicking_the_procedure_again_gives_the_draft_that_is_there(bay):
    first = bay.start()
    bay.post(f"{first}{FIRST}/luu/", {"thu_dien_tu": "bay@vidu.vn"})

    assert "Làm tiếp bản nháp" in bay.page(f"/thu-tuc/{MARITAL}/nop/").words
    assert bay.start() == first
    assert 'value="bay@vidu.vn"' in bay.page(f"{first}{FIRST}/").html
    with acting(SYSTEM):
        assert Draft.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("registers")
def test_10_an_expired_session_says_so_at_once_and_nothing_typed_is_lost(bay):
    address = bay.start()
    bay.post(f"{address}{FIRST}/luu/", {"thu_dien_tu": "truoc@vidu.vn"})
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    saving = bay.post(
        f"{address}{FIRST}/luu/", {"thu_dien_tu": "x"}, headers={"accept": "text/plain"}
    )
    assert saving.status_code == 401  # the script on the page says it at once
    page = bay.send(f"{address}{FIRST}/", thu_dien_tu="bay@vidu.vn")
    assert page.path == "/dang-nhap/"
    assert "Phiên làm việc đã hết" in page.words
    assert "được giữ nguyên" in page.words
    draft_id = address.rstrip("/").rpartition("/")[2]
    kept = dossiers.draft(actor=bay.actor, draft_id=draft_id).answers
    assert kept["thu_dien_tu"] == "truoc@vidu.vn"

    signs_in_again(bay)
    assert 'value="bay@vidu.vn"' in bay.page(f"{address}{FIRST}/").html


def signs_in_again(phone):
    """As the e-ID provider's answer does it: in the session that waits."""
    session = AudienceSession(phone.cookies["motcua_citizen"].value, citizens())
    session["citizen"] = {
        "person": str(phone.actor.person_id),
        "name": phone.actor.name,
        "level": int(AssuranceLevel.TWO),
        "at": clock.now().isoformat(),
    }
    session.save()


# ------------------------------------------------------------------ 11, 23


@contextmanager
def somebody_holds_the_serial():
    """Another process keeps the day's row of serials; whoever needs it waits no longer than a moment."""
    locked, done = threading.Event(), threading.Event()

    def hold():
        try:
            with acting(SYSTEM), connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO dossier_code_serial (agency_id, day, last) VALUES (%s, %s, 0)"
                    " ON CONFLICT (agency_id, day) DO UPDATE SET last = dossier_code_serial.last",
                    [make.agency_id(), clock.today()],
                )
                locked.set()
                done.wait(30)
        finally:
            connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    locked.wait(30)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'")
    try:
        yield
    finally:
        done.set()
        thread.join(30)
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")


@pytest.mark.django_db(transaction=True)
def test_11_a_failed_registration_keeps_the_form_and_a_registered_one_is_not_edited(
    province_with_procedures,
):
    citizen = make.make_citizen()
    draft_id = make.draft(citizen)
    before = dossiers.draft(actor=citizen, draft_id=draft_id).answers

    with somebody_holds_the_serial(), pytest.raises(OperationalError):
        dossiers.submit(actor=citizen, draft_id=draft_id)
    assert how_many() == 0
    assert dossiers.draft(actor=citizen, draft_id=draft_id).answers == before

    code = dossiers.submit(actor=citizen, draft_id=draft_id).code  # tried again
    assert code.endswith("-0001")
    with pytest.raises(DraftHandedInError):
        dossiers.save_draft(actor=citizen, draft_id=draft_id, answers={"ho_ten": "Khác"})
    assert how_many() == 1


@pytest.mark.django_db(transaction=True)
def test_23_the_receiver_stored_it_exactly_when_the_sender_can_hold_a_receipt(
    province_with_procedures,
):
    """The connection dies at every statement of a submission in turn; sent again, there is one."""
    citizen = make.make_citizen()
    for statement in range(1, 40):
        draft_id = make.draft(citizen)
        stored = how_many()
        if not dies_at(statement, citizen, draft_id):
            break
        assert how_many() == stored, statement
        receipt = dossiers.submit(actor=citizen, draft_id=draft_id)
        assert how_many() == stored + 1, statement
        assert dossiers.track(code=receipt.code, secret=receipt.secret).code == receipt.code
        assert dossiers.submit(actor=citizen, draft_id=draft_id) == receipt
    else:
        raise AssertionError("it never came through")
    assert statement > 10
    assert dossiers.broken_chronicles() == []
    with acting(SYSTEM):
        [serial] = CodeSerial.objects.values_list("last", flat=True)
        assert serial == Dossier.objects.count()
    forget_jobs()


def dies_at(statement, citizen, draft_id):
    """Whether the connection was cut before the submission was through."""
    sent = 0

    def kill(execute, sql, params, many, context):
        nonlocal sent
        sent += 1
        if sent == statement:
            connection.connection.pgconn.finish()
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(kill):
            dossiers.submit(actor=citizen, draft_id=draft_id)
    except (Error, ConnectorException):
        connection.close()
        return True
    return False


# ------------------------------------------------------------------ 12


@pytest.mark.django_db
@pytest.mark.usefixtures("province_with_procedures")
def test_12_a_rule_of_a_later_step_never_blocks_an_earlier_one():
    """Of every form: who has filled in one page and the ones before may go on, whatever comes later."""
    tried = 0
    for version in catalogue.versions_in_force(clock.today()):
        form = catalogue.form(version.id)
        facts = {"case": version.cases[0].code, "channel": "2"}
        for person in form.sample_people:
            answers = forms.join(form, person["answers"])
            known = {}
            for page in form.pages:
                posted = forms.posted_of(form, page.id, answers, facts=facts)
                read = forms.read_page(
                    form, page.id, posted, known, today=clock.today(), facts=facts
                )
                blocking = [error.path for error in read.errors if error.page != page.id]
                assert blocking == [], (version.code, page.id)
                known = read.answers
                tried += 1
    assert tried > 30


def test_12_the_designer_is_warned_of_rules_that_can_never_hold():
    impossible = {"and": [{"==": [{"var": "a"}, "a"]}, {"==": [{"var": "a"}, "b"]}]}
    ((kind, place, said),) = dead(question("a", "radios"), when(impossible))

    assert (kind, place) == ("contradiction", "b")
    assert said.startswith("Câu hỏi «B»")
    assert ". Hãy " in said


# ------------------------------------------------------------------ 20, 24


@pytest.mark.django_db
@pytest.mark.usefixtures("registers")
def test_20_every_error_says_what_is_wrong_and_in_which_field_and_can_be_heard(bay):
    address = bay.start()
    page = bay.send(f"{address}{FIRST}/", dien_thoai="12x")

    assert page.title.startswith("Lỗi: ")  # the first thing a screen reader says
    summary = re.search(r'(?s)<div class="govuk-error-summary".*?</ul>', page.html).group()
    assert 'role="alert"' in summary
    links = re.findall(r'<a href="#([^"]+)"[^>]*>(.*?)</a>', summary, re.DOTALL)
    assert links
    for element, words in links:
        box = re.search(rf'<[a-z]+[^>]*id="{re.escape(element)}"[^>]*>', page.html)
        assert box, element
        assert len(unescape(words).split()) >= 3, words
    box = re.search(r'<input[^>]*id="dien_thoai"[^>]*>', page.html).group()
    described = re.search(r'aria-describedby="([^"]+)"', box).group(1).split()
    told = [re.search(rf'(?s)id="{one}"[^>]*>(.*?)</', page.html) for one in described]
    assert all(told)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "made", "said"),
    [
        ("to.pdf", lambda: b"%PDF-" + b"0" * (20 * 1024 * 1024 + 1), "MB"),
        ("bom.zip", nasty.zip_bomb, "PDF"),
        ("bom.pdf", nasty.zip_bomb, "PDF"),
        ("bom.png", lambda: nasty.png_claiming(30000, 30000), "bom.png"),
    ],
)
def test_24_files_over_the_limit_and_compressed_bombs_are_refused_with_a_clear_answer(
    bay, name, made, said
):
    address = draft_address(bay, "1.013225")
    draft_id = address.rstrip("/").rpartition("/")[2]
    component = next(iter(dossiers.draft(actor=bay.actor, draft_id=draft_id).papers))
    held = dossiers.draft(actor=bay.actor, draft_id=draft_id).papers[component]

    upload = SimpleUploadedFile(name, made())
    page = bay.send(f"{address}giay-to/{component}/them/", files=[upload])

    assert page.status == 422
    assert "paper--error" in page.html
    assert said in page.words
    assert "Hãy" in page.words
    assert dossiers.draft(actor=bay.actor, draft_id=draft_id).papers[component] == held
