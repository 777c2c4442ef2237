"""What the register knows, and when it says so: number, name and date of birth must all match."""

import dataclasses
from collections import OrderedDict

from sandbox.faults import fault
from sandbox.persons import Invented, everybody

SYSTEM = "population"
FOUND, NOT_FOUND, REFUSED = "00", "01", "09"
KEPT_ANSWERS = 10_000


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    request_id: str
    asked_by: str
    account: str
    personal_id: str
    name: str
    born: str  # yyyyMMdd, or yyyy


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    request_id: str
    result: str
    words: str
    person: Invented | None = None


_answers: OrderedDict[str, Answer] = OrderedDict()
asked: list[Question] = []


def answer(question: Question) -> Answer:
    """A repeated request id gets the first answer again, whatever has changed since."""
    asked.append(question)
    del asked[:-KEPT_ANSWERS]
    kept = _answers.get(question.request_id)
    if kept is None:
        kept = _answers[question.request_id] = _new_answer(question)
        while len(_answers) > KEPT_ANSWERS:
            _answers.popitem(last=False)
    return kept


def _new_answer(question: Question) -> Answer:
    ident = question.request_id
    if not (question.request_id and question.asked_by and question.account):
        return Answer(ident, REFUSED, "Thiếu MaYeuCau, MaCanBo hoặc TaiKhoan")
    person = everybody().get(question.personal_id)
    if fault(SYSTEM) == "not_found" or person is None or not _same(person, question):
        return Answer(ident, NOT_FOUND, "Không tìm thấy công dân khớp thông tin")
    return Answer(ident, FOUND, "Thành công", person)


def _same(person: Invented, question: Question) -> bool:
    born = f"{person.birth_date:%Y}" if person.year_only else f"{person.birth_date:%Y%m%d}"
    same_day = question.born == born or (person.year_only and question.born[:4] == born)
    return same_day and question.name.casefold() == person.name.casefold()
