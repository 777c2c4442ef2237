"""Each procedure that comes with the product holds together and can be gone through to the end."""

import pytest

from motcua.catalogue import definitions
from motcua.engines.flow import api as flow
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Widget
from motcua.engines.papers import api as papers
from tests.catalogue.folders_read import (
    CASES,
    PEOPLE,
    READ,
    TODAY,
    VERSIONS,
    answers_of,
    facts_of,
    form_of,
    newest,
    version_of,
)


@pytest.mark.parametrize("folder", VERSIONS)
def test_has_nothing_wrong_with_it(folder):
    assert [str(problem) for problem in folder.problems] == []


@pytest.mark.parametrize("folder", VERSIONS)
def test_every_question_has_words_for_every_error_in_both_languages(folder):
    form = form_of(folder)
    for item in every_item(form):
        if item.widget is Widget.PERSON:
            continue
        for kind in forms.kinds(item):
            words = forms.message(form, item, kind, 5)
            assert words.vi
            assert words.en
            assert not {"{", "}"} & {*words.vi, *words.en}
            assert "không hợp lệ" not in words.vi.lower()


def every_item(form):
    for page in form.pages:
        for item in page.items:
            yield item
            yield from item.items


@pytest.mark.parametrize(("folder", "person"), PEOPLE)
def test_a_sample_person_passes_page_by_page(folder, person):
    form, facts, given = form_of(folder), facts_of(person), {}
    meant = answers_of(form, person)
    for page in forms.visible_pages(form, meant, facts=facts):
        posted = forms.posted_of(form, page.id, meant, facts=facts)
        result = forms.read_page(form, page.id, posted, given, today=TODAY, facts=facts)
        assert [error.message.vi for error in result.errors] == []
        given = result.answers
    assert forms.check(form, given, today=TODAY, facts=facts) == ()
    handed_in = forms.nested(forms.submission(form, given, facts=facts))
    assert handed_in == person["answers"]
    assert form.validator.is_valid(handed_in)


@pytest.mark.parametrize(("folder", "person"), PEOPLE)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_sample_person_reads_what_they_said(folder, person, language):
    form, facts = form_of(folder), facts_of(person)
    answers = answers_of(form, person)
    told = forms.summary(form, answers, language, today=TODAY, facts=facts)
    shown = [row for section in told for row in section.rows]
    assert {row.field.split(".")[0] for row in shown if row.value} >= set(person["answers"])


@pytest.mark.parametrize("folder", VERSIONS)
def test_an_empty_form_tells_of_every_page(folder):
    form = form_of(folder)
    first = form.pages[0]
    result = forms.read_page(form, first.id, {}, {}, today=TODAY)
    asked = [item for item in forms.visible_items(form, first.id, {}) if not item.optional]
    assert len(result.errors) == len(asked)


@pytest.mark.parametrize(("folder", "case"), CASES)
def test_the_steps_add_up_and_the_process_reaches_its_end(folder, case):
    diagram = flow.load(folder.content["processes"][case["process"]].encode())
    steps = [diagram.step(key) for key in diagram.normal_path]
    assert diagram.total_hours > 0
    assert steps[-1].kind == "return"
    state, done = flow.start(diagram), []
    while not flow.is_finished(diagram, state):
        step = flow.open_steps(diagram, state)[0]
        done.append(step.key)
        state = flow.complete(diagram, state, step.key, step.outcomes[0])
    assert sorted(done) == sorted(diagram.normal_path)


@pytest.mark.parametrize(("folder", "case"), CASES)
def test_what_is_sent_back_comes_round_again(folder, case):
    diagram = flow.load(folder.content["processes"][case["process"]].encode())
    state, sent_back = flow.start(diagram), False
    for _turn in range(40):
        if flow.is_finished(diagram, state):
            break
        step = flow.open_steps(diagram, state)[0]
        again = "return" in step.outcomes and not sent_back
        sent_back = sent_back or again
        outcome = "return" if again else step.outcomes[0]
        state = flow.complete(diagram, state, step.key, outcome)
    assert sent_back
    assert flow.is_finished(diagram, state)


def test_land_has_two_appointments_and_tax_outside_the_clock():
    (land,) = [one for one in READ.values() if one.code == "1.012783"]
    limits = {
        case.code: (case.limit.value, case.clock_policy.second_limit.value)
        for case in version_of(land).cases
    }
    assert limits == {"thong_thuong": (3, 2), "do_dac_lai": (6, 4)}
    for case in land.plain["cases"]:
        diagram = flow.load(land.content["processes"][case["process"]].encode())
        (tax,) = [step for step in diagram.steps if step.kind == "wait_payment"]
        assert not tax.counted


def test_a_transfer_has_two_appointments_and_the_first_certificate_a_posting_too():
    limits = {
        (one.code, case.code): (
            case.limit.value,
            case.clock_policy.second_limit and case.clock_policy.second_limit.value,
            case.clock_policy.posting and case.clock_policy.posting.value,
        )
        for one in READ.values()
        if one.code in {"1.013831", "1.013978"}
        for case in version_of(one).cases
    }
    assert limits == {
        ("1.013831", "chuyen_quyen"): (5, 3, None),
        ("1.013831", "cho_thue_ha_tang"): (2, 2, None),
        ("1.013978", "cap_giay"): (15, 5, 15),
        ("1.013978", "chi_dang_ky"): (17, None, 15),
    }


def test_support_for_victims_takes_three_days_at_the_commune_and_five_at_the_department():
    (support,) = [one for one in READ.values() if one.code == "2.001661"]
    diagram = flow.load(support.content["processes"]["process-mac-dinh.bpmn"].encode())
    hours = {"": 0, "H53.11": 0}
    for step in diagram.steps:
        hours[step.agency] += step.hours
    assert hours == {"": 3 * 8, "H53.11": 5 * 8}


def test_compensation_takes_the_published_hours_of_each_step():
    (deduction,) = [one for one in READ.values() if one.code == "1.012994"]
    diagram = flow.load(deduction.content["processes"]["process-mac-dinh.bpmn"].encode())
    hours = [diagram.step(key).hours for key in diagram.normal_path]
    assert hours == [4, 4, 112, 24, 16, 8, 0]


def test_building_consults_beside_the_appraisal():
    building = newest("1.013225")
    diagram = flow.load(building.content["processes"]["process-nha-o.bpmn"].encode())
    opened = {step.key: step for step in flow.open_steps(diagram, flow.start(diagram))}
    assert set(opened) == {"appraise", "consult", "consult_department"}
    assert {opened[key].kind for key in ("consult", "consult_department")} == {"consult"}
    (case,) = version_of(building).cases
    assert [(one.step, one.agency) for one in case.consulted] == [
        ("consult", ""),
        ("consult_department", "H53.04"),
    ]
    assert all("Điều 102" in one.silence for one in case.consulted)


def test_a_marriage_waits_for_the_other_commune_without_sending_anybody_there():
    cases = {case.code: case for case in version_of(newest("1.000894")).cases}
    assert cases["mac_dinh"].linked == ()
    for code, party in (("nam_o_xa_khac", "ben_nam"), ("nu_o_xa_khac", "ben_nu")):
        (link,) = cases[code].linked
        assert (link.step, link.procedure) == ("marital", "1.004873")
        assert link.place == f"{party}.noi_cu_tru.ward"
        child = form_of(newest(link.procedure))
        asked = {item.path for item in every_item(child)}
        assert {path.split(".")[0] for path in (*link.answers, *link.fixed)} <= asked


PAPERS = [
    ("1.013831", 0, {"GCN", "CONTRACT", "ID"}),
    (
        "1.013831",
        1,
        {
            "GCN",
            "CONTRACT",
            "JOINT",
            "MORTGAGEE",
            "SPLIT",
            "MAP",
            "EXEMPTION",
            "AUTHORISATION",
            "ID",
        },
    ),
    ("1.013831", 2, {"GCN", "LEASE", "ID"}),
    ("1.013978", 0, {"EVIDENCE", "INHERIT", "DESIGN", "FINANCE", "ID"}),
    ("1.013978", 1, {"HOUSEHOLD", "PENALTY", "ADJACENT", "MAP", "ID"}),
    ("1.013978", 2, {"EVIDENCE", "TRANSFER", "MAP", "FINANCE", "NOTICE", "AUTHORISATION", "ID"}),
    ("3.000333", 0, {"ID"}),
    ("3.000333", 1, {"EXEMPTION", "ID"}),
    ("3.000333", 2, {"AUTHORISATION", "EXEMPTION", "ID"}),
    ("3.000347", 0, {"LICENCE", "ID"}),
    ("3.000347", 1, {"LICENCE", "ID"}),
    ("3.000347", 2, {"HEALTH", "PASSPORT", "LICENCE", "ID"}),
    ("1.004222", 0, {"RELATION"}),
    ("1.004222", 1, {"HOUSING"}),
    ("1.004222", 2, {"RENTAL", "AREA", "CONSENT", "EXEMPTION"}),
    ("1.004222", 3, {"VEHICLE", "MOORING"}),
    ("1.014199", 0, {"HEALTH", "RECORD", "EXPERT", "PHOTO", "PASSPORT"}),
    ("1.014199", 1, {"HEALTH", "RECORD", "MANAGER", "SECONDMENT", "PHOTO", "PASSPORT"}),
    ("2.001661", 0, {"VICTIM", "ID"}),
    ("2.001661", 1, {"VICTIM", "ID"}),
    ("1.012994", 0, {"REQUEST", "PLAN", "PAYMENTS", "TRANSFER"}),
    ("2.000884", 0, {"ID", "DOC"}),
    ("2.000908", 0, {"ID"}),
    ("2.000908", 1, {"ID", "RELATION"}),
    ("2.000635", 0, {"ID"}),
    ("2.000635", 1, {"AUTHORISATION", "ID"}),
    ("1.000656", 0, {"DEATH_NOTICE", "ID", "RESIDENCE"}),
    ("1.000656", 1, {"OLD_DEATH", "AUTHORISATION", "ID", "RESIDENCE"}),
    ("1.000894", 0, {"ID", "RESIDENCE"}),
    ("1.001193", 0, {"BIRTH_CERT", "ID", "RESIDENCE"}),
    ("1.001193", 1, {"ABANDONED", "ID", "RESIDENCE"}),
    ("1.004873", 0, {"ID", "RESIDENCE"}),
    ("1.004873", 1, {"OLD_CERT", "AUTHORISATION", "DIVORCE", "ID", "RESIDENCE"}),
    ("1.001612", 0, {"ID"}),
    ("1.001612", 1, {"FAMILY_AUTH", "AUTH", "ID"}),
    ("1.012783", 0, {"GCN", "ID"}),
    ("1.012783", 1, {"GCN", "MAP", "MORTGAGE", "ID"}),
    ("1.012783", 2, {"GCN", "MARRIAGE", "ID"}),
    ("1.013225", 0, {"LAND_CERT", "DRAWINGS", "LICENCE", "NEIGHBOUR"}),
    ("1.013225", 1, {"LAND_OTHER", "DRAWINGS", "NEIGHBOUR"}),
    ("2.000815", 0, {"ORIGINAL", "SCAN"}),
    ("2.000815", 1, {"ORIGINAL", "SCAN", "LEGALISATION"}),
]


@pytest.mark.parametrize(("code", "index", "papers_asked"), PAPERS)
def test_a_person_is_asked_for_exactly_their_papers(code, index, papers_asked):
    folder = newest(code)
    person = form_of(folder).sample_people[index]
    facts = facts_of(person)
    case = next((c for c in version_of(folder).cases if c.code == facts["case"]), None)
    case = case or version_of(folder).cases[0]
    lookup = forms.reader(person["answers"], facts)
    asked = {one.code for one in case.components if forms.holds(one.condition, lookup)}
    assert asked == papers_asked


@pytest.mark.parametrize("folder", VERSIONS)
def test_the_result_prints(folder):
    form = form_of(folder)
    for person in form.sample_people:
        case = person.get("facts", {}).get("case", "")
        template = definitions.template_of(folder.content, case)
        told = forms.display(form, answers_of(form, person), "vi")
        data = {field.name: at(told, field.source) for field in template.fields if field.source}
        asked = {field.name: "Lời của cán bộ" for field in template.fields if field.ask}
        paper = papers.render(
            template.source,
            {
                **data,
                **asked,
                "agency": "UBND xã Truông Mít",
                "place": "Truông Mít",
                "symbol": "GXN-UBND",
                "signer_title": "Chủ tịch",
                "signer_name": "Huỳnh Thị Ví Dụ",
            },
        )
        assert paper.pdf.startswith(b"%PDF")
        assert "signature" in paper.boxes


def at(told, path):
    found = told
    for step in path.split("."):
        found = found.get(step, "") if isinstance(found, dict) else ""
    return found
