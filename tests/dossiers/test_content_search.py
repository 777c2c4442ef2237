"""Free text: what stands inside of dossiers, found without accents by who may see them, by nobody else."""

import pytest
from django.db import connection
from hypothesis import given, strategies as st

from motcua.catalogue import api as catalogue
from motcua.dossiers import api as dossiers
from motcua.dossiers.models import ContentIndex, ContentWaiting, Dossier
from motcua.dossiers.queries.content import _around, hashes, words_of
from motcua.dossiers.queries.drafts import seal_content, unseal_content
from motcua.dossiers.types import Narrowing, Status
from motcua.kit.ids import new_id
from motcua.kit.scope import NOBODY, SYSTEM, acting
from tests.directory.factories import make_citizen
from tests.dossiers import factories as make
from tests.dossiers.factories import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province_with_procedures")]
OTHER = "H53.31.62"


def found(text, desk=None, **narrowed):
    actor = (desk or Desk()).receptionist
    narrowing = Narrowing(content=text, **narrowed)
    page = dossiers.search(actor=actor, words="", narrowing=narrowing)
    return [row.dossier_id for row in page.rows]


@pytest.fixture
def written():
    """Two dossiers of one form; in the first an official has written, and asked for more."""
    desk = Desk()
    first = make.awaiting_supplement(desk, make_citizen("Huỳnh Thị Diễm", "072185000011"))
    second = make.submitted(make_citizen("Huỳnh Quốc Đạt", "072085000012"))
    dossiers.index_content()
    return first, second


def test_what_was_answered_in_the_form_is_found_without_accents(written):
    with acting(SYSTEM):
        answers = unseal_content(written[1], Dossier.objects.get(pk=written[1]).answers_sealed)
    words = [w for w in words_of(_texts(answers.answers)) if w.isalpha() and len(w) > 3]
    for word in words[:10]:
        assert set(found(word)) == set(written), word


def _texts(value):
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _texts(inner)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("text", ["giấy tờ bị mờ", "GIAY  mo", "chup lai cho ro"])
def test_what_an_official_asked_for_is_found_in_any_order_and_case(written, text):
    assert found(text) == [written[0]]


@pytest.mark.parametrize(
    ("text", "excerpt"), [("GIAY mo", "Giấy tờ bị mờ"), ("chup lai", "Chụp lại cho rõ")]
)
def test_each_row_says_where_the_words_stand(written, text, excerpt):
    narrowing = Narrowing(content=text)
    [row] = dossiers.search(actor=Desk().receptionist, words="", narrowing=narrowing).rows
    assert row.excerpt == excerpt


def test_a_choice_is_told_in_the_words_of_the_form(written):
    """«Đã ly hôn», never `da_ly_hon`."""
    desk, told = Desk(), set()
    with acting(SYSTEM):
        version_id = Dossier.objects.get(pk=written[0]).version_id
    options = {
        option.value: option.label.vi
        for _page, item in catalogue.form(version_id).leaves()
        for option in item.options
    }
    for code in options:
        rows = dossiers.search(
            actor=desk.receptionist, words="", narrowing=Narrowing(content=code.replace("_", " "))
        ).rows
        told |= {row.excerpt for row in rows}

    assert told & set(options.values())
    assert not {one for one in told & set(options) if options[one] != one}


def test_a_long_text_is_cut_around_what_was_found():
    words = "một hai ba bốn năm sáu bảy tám chín mười " * 9
    cut = _around(f"{words} Chợ Long Hoa {words}", {"long", "hoa"})
    assert "Chợ Long Hoa" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) <= 130


def test_all_words_must_stand_in_the_dossier(written):
    assert found("giay mo xanhdatroi") == []
    assert found("%") == found("{}") == found("'") == []


def test_another_agency_finds_nothing_until_the_dossier_reaches_it(written):
    elsewhere = Desk(OTHER)
    assert found("giay to bi mo", elsewhere) == []

    with acting(SYSTEM):
        row = Dossier.objects.get(pk=written[0])
        row.agencies = sorted({*row.agencies, *elsewhere.receptionist.agencies})
        row.save(update_fields=["agencies"])
    dossiers.index_content()

    assert found("giay to bi mo", elsewhere) == [written[0]]
    assert found("giay to bi mo") == [written[0]]


def test_the_hashes_of_another_agency_lead_nowhere(written):
    """Who guesses another agency's hashes still has only the rows of their own."""
    desk, elsewhere = Desk(), Desk(OTHER)
    (agency,) = desk.receptionist.agencies
    asked = [f"{{{','.join(map(str, hashes({'giay'}, agency)))}}}"]
    for scope, expected in ((desk.receptionist.scope, 1), (elsewhere.receptionist.scope, 0)):
        with acting(scope), connection.cursor() as cursor:
            cursor.execute("SELECT dossier_ids_with(%s::text[], 20)", [asked])
            assert (len(cursor.fetchall()) > 0) is bool(expected)


@pytest.mark.parametrize("scope", ["nobody", "official"])
def test_nobody_but_the_worker_reads_or_writes_the_index(written, scope):
    with acting(NOBODY if scope == "nobody" else Desk().receptionist.scope):
        assert not ContentIndex.objects.exists()
        assert not ContentWaiting.objects.exists()
        assert ContentIndex.objects.filter(pk=written[0]).delete()[0] == 0


def test_it_narrows_together_with_other_conditions_and_a_name(written):
    assert found("giay mo", status=Status.SUPPLEMENT_REQUESTED) == [written[0]]
    assert found("giay mo", status=Status.WITHDRAWN) == []
    actor, narrowing = Desk().receptionist, Narrowing(content="giay mo")
    for name, expected in (("diem", [written[0]]), ("dat", [])):
        page = dossiers.search(actor=actor, words=name, narrowing=narrowing)
        assert [row.dossier_id for row in page.rows] == expected


def test_messages_with_the_citizen_are_for_who_handles_the_dossier(written):
    desk = Desk()
    dossiers.write_message(
        actor=desk.specialist, dossier_id=written[0], text="Mời bác mang hộ chiếu", explains=True
    )
    dossiers.index_content()
    assert found("ho chieu") == []


def test_what_is_erased_is_found_no_more(written):
    with acting(SYSTEM):
        row = Dossier.objects.get(pk=written[1])
        word = next(w for w in words_of(_texts(unseal_content(row.id, row.answers_sealed).answers)))
        row.answers_sealed = seal_content(row.id, answers={}, provenance={})
        row.save(update_fields=["answers_sealed"])
    dossiers.index_content()
    assert written[1] not in found(word)

    with acting(SYSTEM):
        assert not ContentWaiting.objects.exists()
        assert ContentIndex.objects.get(pk=written[1]).words == []


def test_indexing_twice_changes_nothing(written):
    with acting(SYSTEM):
        before = list(ContentIndex.objects.order_by("pk").values())
        ContentWaiting.objects.bulk_create([ContentWaiting(dossier_id=one) for one in written])
    assert dossiers.index_content() == 2
    with acting(SYSTEM):
        assert list(ContentIndex.objects.order_by("pk").values()) == before


def test_an_id_without_a_dossier_is_only_forgotten():
    with acting(SYSTEM):
        ContentWaiting.objects.create(dossier_id=new_id())
    assert dossiers.index_content() == 1
    with acting(SYSTEM):
        assert not ContentIndex.objects.exists()


LETTERS = st.text("aàáảãạăâbcdđeêghiklmnoôơpqrstuưvxyz0123456789 ,.-", max_size=60)


@given(LETTERS)
def test_words_do_not_depend_on_case_order_or_repetition(text):
    words = words_of([text])
    assert words == words_of([text.upper()]) == words_of(reversed(text.split()))
    assert words == words_of([text, text])
    assert all(word.isascii() and word == word.lower() for word in words)
