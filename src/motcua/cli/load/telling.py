"""One dossier from submission to hand-over, by chance and by the rules of the live path."""

import random
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from motcua.cli.load.book import Book, CutError
from motcua.cli.load.due import Due, iso, moment
from motcua.cli.load.ids import row_id
from motcua.cli.load.people import Invented
from motcua.cli.load.province import Place, Stage, official_id
from motcua.cli.load.rows import Receipt, Result, Sheets, bytea, uuid_array
from motcua.cli.load.working_time import WorkingTime
from motcua.dossiers.types import Channel, PaperSource, Status
from motcua.engines.legaltime.api import VIETNAM
from motcua.kit import crypto
from motcua.payments.types import Method

ON_TIME = 0.9746
REFUSED, WITHDRAWN, STOPPED, SUPPLEMENTED = 0.012, 0.006, 0.003, 0.06
S = Status
REASONS = {
    "refused": "Hồ sơ không thuộc thẩm quyền giải quyết của cơ quan này.",
    "withdrawn": "Tôi nộp trùng hai lần.",
    "stopped": "Kiểm tra thực tế không đủ điều kiện theo quy định.",
    "supplement": "Giấy tờ chưa đủ theo quy định, đề nghị bổ sung.",
}
BASIS = "khoản 4 Điều 20 Nghị định 63/2010/NĐ-CP"


@dataclass(frozen=True, slots=True)
class Submission:
    """What came in: `tail` makes the ids, `at` is the second."""

    tail: int
    at: int
    code: str
    channel: Channel
    owner: Invented
    place: Place


class Teller:
    def __init__(self, due: Due, line: WorkingTime, until: int, today: date) -> None:
        self._due = due
        self._line = line
        self._until = until
        self._today = today

    def tell(self, came: Submission, chance: random.Random, sheets: Sheets) -> None:
        dossier_id = row_id(came.at, came.tail)
        book = Book(dossier_id, came.tail, came.place, self._due, sheets, self._until)
        book.agencies = {came.place.agency_id, came.place.counter_agency_id}
        with suppress(CutError):  # it is still on its way when the history ends
            _Story(self, book, came, chance).run()
        for key in list(book.steps):
            book.close(key, None, "", self.step_due(book, key), by=None)
        erased = self._erased(came, book)
        _papers(came, book, sheets, erased=erased)
        _result(came, book, sheets)
        self._dossier(came, book, sheets, erased=erased)

    def _erased(self, came: Submission, book: Book) -> bool:
        """Retention is over: what the person told is gone, as the site would have erased it."""
        keep_until = _keep_until(book.ended_at, came.place.retention_years)
        return keep_until is not None and keep_until < self._today

    def step_due(self, book: Book, key: str) -> int | None:
        step = book.steps[key]
        if step.opened.kind == "posting":
            return book.due.posting_ends(book.place.policy, step.at)
        if not step.opened.seconds:
            return None
        line = self._line
        return line.second(line.position(step.at) + step.opened.seconds)

    def later(self, at: int, hours: float) -> int:
        """So many working hours later, at a whole minute."""
        return self._line.second(self._line.position(at) + int(hours * 60) * 60)

    def between(self, first: int, last: int, share: float) -> int:
        start, end = self._line.position(first), self._line.position(last)
        return max(first, self._line.second(start + int(max(0, end - start) * share)))

    def _dossier(self, came: Submission, book: Book, sheets: Sheets, *, erased: bool) -> None:
        place, owner = came.place, came.owner
        keep_until = _keep_until(book.ended_at, place.retention_years)
        answers = {} if erased else _answers(place, owner)
        content = {"answers": answers, "provenance": {}}
        secret = crypto.seal(crypto.new_secret(), row=f"dossier:secret:{book.id}")
        sealed = crypto.seal_json(content, row=f"dossier:answers:{book.id}")
        kept = None if erased or keep_until is None else keep_until.isoformat()
        sheets.add(
            "dossier", book.id, came.code, bytea(secret), row_id(came.at, came.tail, 255),
            place.version_id, place.case, place.procedure, place.agency_id, place.counter_id,
            uuid_array(sorted(book.agencies)), came.channel.value, owner.id, owner.name,
            owner.name_key, owner.id, bytea(sealed), "vi", iso(came.at), kept, book.status,
            iso(book.accepted_at) or None, iso(book.first_due_at) or None,
            iso(book.due_at) or None, iso(book.paused_since) or None, iso(book.ended_at) or None,
            iso(book.returned_at) or None, book.supplements, 0, book.flow_state,
            _document_id(came, book), book.seq,
            bytea(book.hash),
        )  # fmt: skip


class _Story:
    """Follows one dossier; every method ends where the dossier then is."""

    def __init__(self, teller: Teller, book: Book, came: Submission, chance: random.Random) -> None:
        self._teller = teller
        self._book = book
        self._came = came
        self._place = came.place
        self._chance = chance
        self._counter = official_id(came.place.counter_id, "reception")
        self._at = came.at
        self._in_time = chance.random() < ON_TIME

    def run(self) -> None:
        came, place = self._came, self._place
        facts = {"channel": came.channel.value, "case": place.case}
        submitter = came.owner.id if came.channel is Channel.ONLINE else self._counter
        self._turn("submitted", S.SUBMITTED, submitter, place.counter_id, facts=facts)
        self._pass(self._chance.expovariate(1 / 1.5) + 0.05)
        luck = self._chance.random()
        if luck < REFUSED:
            self._turn(
                "refused", S.NOT_ACCEPTED, self._counter, place.counter_id, note=REASONS["refused"]
            )
        elif luck < REFUSED + WITHDRAWN:
            self._turn("withdrawn", S.WITHDRAWN, came.owner.id, note=REASONS["withdrawn"])
        else:
            self._accept()

    def _accept(self) -> None:
        place = self._place
        if self._at > self._book.until:
            raise CutError
        self._turn("accepted", S.ACCEPTED, self._counter, place.counter_id)
        self._charge()
        self._turn("started", S.IN_PROGRESS, self._counter, place.counter_id)
        self._book.flow_state = place.begins.flow_state
        self._book.open(place.begins.opens, self._at)
        if self._chance.random() < SUPPLEMENTED and place.begins.opens:
            self._supplement(place.begins.opens[0].holder_id)
        if self._chance.random() < STOPPED:
            self._pass(self._chance.uniform(2, 12))
            self._stop()
        else:
            self._work()

    def _charge(self) -> None:
        """The order of the accepted dossier, and at once its receipt: cash at the counter, else a transfer."""
        came, place = self._came, self._place
        fees = place.fees.get(came.channel)
        if fees is None:
            return
        order_id = row_id(self._at, came.tail)
        sheets, agency = self._book.sheets, place.counter_agency_id
        sheets.add(
            "payments_fee_order", order_id, self._book.id, agency, came.owner.id, fees.lines,
            iso(self._at),
        )  # fmt: skip
        if fees.total:
            method = Method.CASH if came.channel is Channel.DIRECT else Method.TRANSFER
            sheets.receipts.append(
                Receipt(
                    order_id, row_id(self._at, came.tail, 254), order_id, agency,
                    place.counter_agency_code, came.owner.id, method.value, fees.total,
                    self._counter, self._at,
                )
            )  # fmt: skip

    def _supplement(self, asked_by: str) -> None:
        book = self._book
        self._at = self._teller.between(self._at, self._due(), self._chance.uniform(0.05, 0.35))
        if self._at > book.until:
            raise CutError
        asked, request_id = self._at, row_id(self._at, book.tail, 1)
        answered = self._teller.later(asked, self._chance.uniform(2, 80))
        over = answered > book.until
        items = [{"kind": "paper", "ref": (self._place.components or ("",))[0], "why": "Bổ sung"}]
        self._turn(
            "supplement_requested", S.SUPPLEMENT_REQUESTED, asked_by,
            facts={"request": request_id, "items": 1}, note=REASONS["supplement"],
        )  # fmt: skip
        book.sheets.add(
            "dossier_supplement", request_id, book.id,
            bytea(crypto.seal_json(items, row=f"dossier_supplement:items:{request_id}")),
            bytea(crypto.seal(REASONS["supplement"], row=f"dossier_supplement:reason:{request_id}")),
            BASIS, asked_by, iso(asked),
            iso(book.due.answer_by(self._place.policy, asked)),
            None if over else iso(answered), int(S.IN_PROGRESS),
        )  # fmt: skip
        self._at = answered
        self._turn(
            "supplement_answered", S.IN_PROGRESS, self._came.owner.id, facts={"request": request_id}
        )

    def _stop(self) -> None:
        head = self._place.begins.opens[0].holder_id
        self._turn("stopped", S.STOPPED, head, note=REASONS["stopped"])
        for key in list(self._book.steps):
            due = self._teller.step_due(self._book, key)
            self._book.close(key, self._at, "stopped", due, by=None)

    def _work(self) -> None:
        """The steps share the time to the end of processing; the last hands the result over."""
        stages = self._place.stages
        began, end = self._at, self._end(stages)
        shares = sum(1 for stage in stages if stage.opens) or 1
        for number, stage in enumerate(stages, start=1):
            if self._book.ended_at is not None:
                self._done(stage, self._teller.later(self._at, self._chance.expovariate(1 / 12)))
            elif self._posted(stage):
                self._done(stage, self._teller.step_due(self._book, stage.done) or self._at)
                began, end = self._at, self._end(stages[number:])
            elif self._book.status == S.PAYMENT_REQUIRED:
                self._done(stage, self._teller.later(self._at, self._chance.uniform(4, 40)))
                began, end = self._at, self._end(stages[number:])
            else:
                share = min(1.0, number / max(1, shares - 1))
                self._done(stage, self._teller.between(began, end, share))

    def _posted(self, stage: Stage) -> bool:
        return self._book.steps[stage.done].opened.kind == "posting"

    def _end(self, ahead: Sequence[Stage]) -> int:
        """When processing will end, or will wait for a payment: in time, or not."""
        due, pays = self._due(), any(_waits(stage) for stage in ahead)
        if self._in_time or pays:
            share = 0.4 if pays else self._chance.betavariate(4, 2.2) * 0.97
            return self._teller.between(self._at, due, share)
        return self._teller.later(max(due, self._at), 9 + self._chance.expovariate(1 / 20))

    def _done(self, stage: Stage, at: int) -> None:
        book = self._book
        step = book.steps[stage.done].opened
        self._at = max(at, self._at)
        paying = book.status == S.PAYMENT_REQUIRED
        resolved = book.ended_at is not None
        status = S.RESOLVED if resolved else S.PAYMENT_REQUIRED if paying else S.IN_PROGRESS
        note = self._came.owner.name if step.kind == "return" else ""
        facts = {"step": step.key, "outcome": stage.outcome, "kind": step.kind}
        self._turn("step_done", status, step.holder_id, step.unit_id, facts=facts, note=note)
        due = self._teller.step_due(book, stage.done)
        book.close(stage.done, self._at, stage.outcome, due, by=step.holder_id)
        book.print(step.kind, self._at, step.holder_id)
        still_open = bool(book.steps)
        book.flow_state = stage.flow_state
        book.open(stage.opens, self._at)
        self._consequences(stage, step.kind, step.holder_id, step.unit_id, still_open=still_open)

    def _consequences(
        self, stage: Stage, kind: str, actor: str, unit: str, *, still_open: bool
    ) -> None:
        if kind == "posting":
            self._turn("posting_ended", S.IN_PROGRESS, actor, unit)
        if any(new.kind == "posting" for new in stage.opens):
            self._turn("posting_started", S.IN_PROGRESS, actor, unit)
        if kind == "wait_payment":
            self._turn("obligation_settled", S.IN_PROGRESS, actor, unit)
        if _waits(stage):
            self._turn("obligation_required", S.PAYMENT_REQUIRED, actor, unit)
        if _only_returns(stage) and not still_open and kind != "return":
            self._turn("resolved", S.RESOLVED, actor, unit)
        if kind == "return":
            self._turn(
                "returned", S.RESULT_RETURNED, actor, unit,
                facts={"method": "counter"}, note=self._came.owner.name,
            )  # fmt: skip

    def _turn(
        self,
        kind: str,
        status: Status,
        actor: str,
        unit: str | None = None,
        *,
        facts: Mapping[str, object] | None = None,
        note: str = "",
    ) -> None:
        self._book.turn(kind, self._at, status, actor=actor, unit=unit, facts=facts, note=note)

    def _pass(self, hours: float) -> None:
        self._at = self._teller.later(self._at, hours)

    def _due(self) -> int:
        return self._book.due_at or self._at


def _waits(stage: Stage) -> bool:
    return any(new.kind == "wait_payment" for new in stage.opens)


def _only_returns(stage: Stage) -> bool:
    return all(new.kind == "return" for new in stage.opens)


def _papers(came: Submission, book: Book, sheets: Sheets, *, erased: bool) -> None:
    place, online = came.place, came.channel is Channel.ONLINE
    for number, component in enumerate(place.components, start=1):
        source = PaperSource.COUNTER
        if online:
            source = PaperSource.DATA if component in place.by_data else PaperSource.UPLOAD
        held = source is PaperSource.UPLOAD and not erased
        sheets.add(
            "dossier_paper", row_id(came.at, came.tail, number), book.id, component, source.value,
            uuid_array([place.printed.sample_id] if held else ()),
            int(source is PaperSource.COUNTER), int(source is PaperSource.UPLOAD), iso(came.at),
            None,
        )  # fmt: skip


def _document_id(came: Submission, book: Book) -> str | None:
    return row_id(book.paper.drafted_at, came.tail) if book.paper else None


def _result(came: Submission, book: Book, sheets: Sheets) -> None:
    document_id = _document_id(came, book)
    if book.paper is not None and document_id is not None:
        sheets.results.append(
            Result(
                document_id, row_id(book.paper.drafted_at, came.tail, 1), book.id, came.code,
                came.owner.id, came.place.printed, book.paper,
            )
        )  # fmt: skip


def _keep_until(ended_at: int | None, years: int | None) -> date | None:
    if ended_at is None or years is None:
        return None
    on = moment(ended_at).astimezone(VIETNAM).date()
    return on.replace(year=on.year + years, day=min(on.day, 28))


def _answers(place: Place, owner: Invented) -> dict[str, str]:
    own = {
        "ho_ten": owner.name,
        "so_dinh_danh": owner.personal_id,
        "ngay_sinh": owner.born.isoformat(),
    }
    return {name: own[name] for name in place.answers}
