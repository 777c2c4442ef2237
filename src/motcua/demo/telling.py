"""Tell a story through the doors: each act at its own moment, by the official whose act it is."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import Case, Component, ProcedureVersion
from motcua.demo import again, linked
from motcua.demo.citizens import Citizen
from motcua.demo.pages import scanned_page
from motcua.demo.staff import BUILDER, PIN
from motcua.demo.stories import Story, after, pace
from motcua.directory import api as directory
from motcua.directory.types import Actor, AssuranceLevel, Role, Seat, Sex
from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.dossiers.types import (
    Applicant,
    Channel,
    Outcome,
    PaperIn,
    PaperSource,
    StepView,
    SupplementItem,
)
from motcua.kit import clock
from motcua.kit.ids import new_id
from motcua.kit.scope import SYSTEM, acting

REASONS = {
    "refused": "Thủ tục này do UBND xã nơi thường trú giải quyết; hồ sơ nộp nhầm nơi.",
    "supplement": "Ảnh chụp bị mờ, không đọc được số và ngày cấp. Xin chụp lại đủ bốn góc.",
    "withdrawn": "Tôi nộp trùng hai lần.",
    "stopped": "Kiểm tra thực tế không đủ điều kiện theo quy định; đã trả lời bằng văn bản.",
    "again": "Bản trong kho chụp thiếu trang, không đối chiếu được.",
    "late": "Cần xác minh thêm ở nơi cư trú trước đây nên chưa kịp trả đúng hẹn.",
}
NEEDS_WORK = 12
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
EXAMPLES: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts: officials by role and unit, each as a signed-in official would be."""

    actors: tuple[Actor, ...]
    agencies: Mapping[str, UUID]

    def holder(self, role: str, unit_id: UUID | None) -> Actor:
        """A step that another agency answers names the agency instead of a unit."""
        return next(a for a in self.actors for s in a.seats if _sits(s, role, unit_id))

    def counter(self, agency_id: UUID) -> Actor:
        return next(a for a in self.actors if a.holds(Role.RECEPTION, agency_id=agency_id))

    def head_for(self, agency_id: UUID) -> Actor:
        return next(
            (a for a in self.actors if a.holds(Role.HEAD, agency_id=agency_id)),
            next(a for a in self.actors if a.holds(Role.LEADER, agency_id=agency_id)),
        )


def _sits(seat: Seat, role: str, unit_id: UUID | None) -> bool:
    return seat.agency_id == unit_id or (seat.unit_id == unit_id and seat.role == role)


class Teller:
    """One story, from submission to its stage."""

    def __init__(self, story: Story, citizen: Citizen, cast: Cast) -> None:
        self._story = story
        self._citizen = citizen
        self._cast = cast
        self._chance = random.Random(story.number)  # noqa: S311  (a demo, no secret)
        self._at = story.submitted_at
        self._version: ProcedureVersion = catalogue.procedure(story.procedure)
        people = catalogue.form(self._version.id).sample_people
        self._sample = people[story.number % len(people)]
        self._case: Case = self._case_of_sample()
        self._agency = cast.agencies[self._version.handled_by]
        self._owner = self._person()

    def tell(self) -> None:
        with clock.set_to(self._at):
            dossier_id = self._submit()
        ending = getattr(self, f"_{self._story.stage}", None)
        if ending is None:
            ending = self._to_returned
        ending(dossier_id)

    def _case_of_sample(self) -> Case:
        wanted = self._sample.get("facts", {}).get("case")
        return self._version.case(wanted) if wanted else self._version.cases[0]

    # -- the acts

    def _person(self) -> Actor:
        c = self._citizen
        with acting(SYSTEM):
            person_id = directory.register_person(
                actor=BUILDER,
                name=c.name,
                personal_id=c.personal_id,
                birth_date=c.birth_date,
                sex=c.sex,
                phone=c.phone,
                email=c.email,
                residence=c.residence,
            )
        return directory.citizen_actor(person_id, AssuranceLevel.TWO, c.name)

    def _submit(self) -> UUID:
        answers = self._answers()
        wanted = dossiers.wanted_components(
            self._case, answers, channel=Channel.ONLINE if self._story.online else Channel.DIRECT
        )
        held = {c.one_of_group or c.code: c.code for c in reversed(wanted) if c.required}
        if self._story.online:
            return self._submit_online(answers, [c for c in wanted if c.code in held.values()])
        counter = self._cast.counter(self._agency)
        return dossiers.register_at_counter(
            actor=counter,
            key=new_id(),
            procedure_code=self._version.code,
            case_code=self._case.code,
            applicant=self._applicant(),
            answers=answers,
            papers=[
                PaperIn(code, source=PaperSource.COUNTER, originals=1) for code in held.values()
            ],
            agency_id=self._agency,
        ).dossier_id

    def _submit_online(self, answers: dict[str, object], wanted: Sequence[Component]) -> UUID:
        draft_id = dossiers.start_draft(
            actor=self._owner,
            procedure_code=self._version.code,
            agency_id=self._agency,
            case_code=self._case.code,
        )
        dossiers.save_draft(actor=self._owner, draft_id=draft_id, answers=answers)
        for component in wanted:
            if component.mode == "submit":
                dossiers.attach_paper(
                    actor=self._owner,
                    draft_id=draft_id,
                    component=component.code,
                    file_ids=[self._scan(component.name.vi)],
                )
        return dossiers.submit(actor=self._owner, draft_id=draft_id).dossier_id

    def _scan(self, title: str) -> UUID:
        with acting(SYSTEM):
            return documents.store_paper(
                actor=BUILDER,
                name=f"{title[:40]}.pdf",
                content=scanned_page(title),
                media_type="application/pdf",
                owner_id=self._owner.person_id,
                agencies=[],
            ).id

    def _applicant(self) -> Applicant:
        c = self._citizen
        return Applicant(c.name, c.personal_id, c.birth_date, c.sex, c.residence, c.phone, c.email)

    def _answers(self) -> dict[str, object]:
        c = self._citizen
        own = {
            "ho_ten": c.name,
            "so_dinh_danh": c.personal_id,
            "ngay_sinh": c.birth_date.isoformat(),
            "gioi_tinh": "nu" if c.sex is Sex.FEMALE else "nam",
            "dien_thoai": c.phone,
        }
        answers = dict(self._sample["answers"])
        mine = answers | {name: value for name, value in own.items() if name in answers}
        filed_on = self._at.astimezone(clock.LEGAL_ZONE).date()
        return {name: not_later(value, filed_on) for name, value in mine.items()}

    def _accept(self, dossier_id: UUID) -> None:
        self._pass(self._chance.uniform(0.2, 1.5))
        with clock.set_to(self._at):
            dossiers.accept(actor=self._cast.counter(self._agency), dossier_id=dossier_id)

    def _pass(self, hours: float) -> None:
        self._at = after(self._at, hours)

    # -- the endings

    def _submitted(self, dossier_id: UUID) -> None:
        """It waits at the counter."""

    def _supplement_at_counter(self, dossier_id: UUID) -> None:
        self._pass(1)
        self._ask(dossier_id, self._cast.counter(self._agency))

    def _refused(self, dossier_id: UUID) -> None:
        self._pass(1.5)
        with clock.set_to(self._at):
            dossiers.refuse(
                actor=self._cast.counter(self._agency),
                dossier_id=dossier_id,
                reason=REASONS["refused"],
            )

    def _in_progress(self, dossier_id: UUID) -> None:
        self._accept(dossier_id)
        if self._chance.random() < 0.6:
            self._take(dossier_id)

    def _supplement(self, dossier_id: UUID) -> None:
        self._accept(dossier_id)
        self._pass(3)
        step = self._open(dossier_id)
        self._ask(dossier_id, self._holder(step))

    def _asks_again(self, dossier_id: UUID) -> None:
        """The one lawful request is answered; a further one waits for the head."""
        self._supplement(dossier_id)
        self._pass(6)
        with clock.set_to(self._at):
            again.answer(self._owner, dossier_id, self._scan("Bản chụp lại"))
        self._pass(2)
        with clock.set_to(self._at):
            again.ask(self._holder(self._open(dossier_id)), dossier_id)

    def _withdrawn(self, dossier_id: UUID) -> None:
        self._pass(2)
        with clock.set_to(self._at):
            dossiers.withdraw(actor=self._owner, dossier_id=dossier_id, reason=REASONS["withdrawn"])

    def _stopped(self, dossier_id: UUID) -> None:
        self._accept(dossier_id)
        self._pass(5)
        with clock.set_to(self._at):
            dossiers.stop(
                actor=self._cast.head_for(self._agency),
                dossier_id=dossier_id,
                reason=REASONS["stopped"],
            )

    def _to_sign(self, dossier_id: UUID) -> None:
        self._accept(dossier_id)
        self._go_on(dossier_id, until="sign")

    def _to_number(self, dossier_id: UUID) -> None:
        self._accept(dossier_id)
        self._go_on(dossier_id, until="number")

    def _resolved(self, dossier_id: UUID) -> None:
        self._accept(dossier_id)
        self._go_on(dossier_id, until="return")

    def _to_returned(self, dossier_id: UUID) -> None:
        self._resolved(dossier_id)
        self._pass(self._chance.uniform(1, 9))
        with clock.set_to(self._at):
            dossiers.hand_over(
                actor=self._cast.counter(self._agency),
                dossier_id=dossier_id,
                received_by=self._citizen.name,
            )

    # -- the steps

    def _go_on(self, dossier_id: UUID, *, until: str) -> None:
        for _ in range(NEEDS_WORK):
            step = self._open(dossier_id)
            if step.kind == until:
                return
            self._finish(dossier_id, step)

    def _open(self, dossier_id: UUID) -> StepView:
        steps = dossiers.dossier(actor=BUILDER, dossier_id=dossier_id).steps
        return next(step for step in steps if step.done_at is None)

    def _holder(self, step: StepView) -> Actor:
        return self._cast.holder(step.role, step.unit_id)

    def _finish(self, dossier_id: UUID, step: StepView) -> None:
        actor = self._holder(step)
        hours = catalogue.diagram(self._version.id, self._case.code).step(step.key).hours
        self._pass(max(hours, 0.5) * pace(self._story, self._chance))
        with clock.set_to(self._at):
            match step.kind:
                case "draft":
                    data = example_data(actor, dossier_id)
                    dossiers.draft_result(actor=actor, dossier_id=dossier_id, data=data)
                    dossiers.propose_result(actor=actor, dossier_id=dossier_id)
                case "sign":
                    _must(dossiers.sign_results(actor=actor, dossier_ids=[dossier_id], pin=PIN))
                case "number":
                    _must(dossiers.issue_results(actor=actor, dossier_ids=[dossier_id]))
                case _:
                    linked.complete(actor, dossier_id, step)

    def _take(self, dossier_id: UUID) -> None:
        step = self._open(dossier_id)
        self._pass(0.5)
        with clock.set_to(self._at):
            dossiers.take(actor=self._holder(step), step_id=step.step_id)

    def _ask(self, dossier_id: UUID, actor: Actor) -> None:
        view = dossiers.dossier(actor=actor, dossier_id=dossier_id)
        here = {paper.component for paper in view.papers}
        asked = [c.code for c in self._case.components if not c.replaceable_by]
        paper = next((code for code in asked if code in here), asked[0])
        item = SupplementItem("paper", paper, "Chụp lại cho rõ, đủ bốn góc", REASONS["again"])
        with clock.set_to(self._at):
            dossiers.request_supplement(
                actor=actor,
                dossier_id=dossier_id,
                items=[item],
                reason=REASONS["supplement"],
                legal_basis="Điều 11 Nghị định 118/2025/NĐ-CP",
            )


def not_later(value: object, filed_on: date) -> object:
    """What sample people tell happened this month; a story of the spring happened then."""
    if isinstance(value, Mapping):
        return {name: not_later(inner, filed_on) for name, inner in value.items()}
    if isinstance(value, list):
        return [not_later(inner, filed_on) for inner in value]
    if isinstance(value, str) and ISO_DATE.fullmatch(value) and value > filed_on.isoformat():
        return (filed_on - timedelta(days=6)).isoformat()
    return value


def example_data(actor: Actor, dossier_id: UUID) -> dict[str, object]:
    """What the official would write where the application does not say it."""
    template, proposed = dossiers.result_fields(actor=actor, dossier_id=dossier_id)
    return {
        field.name: EXAMPLES.get(field.name, f"{field.ask.vi}: theo hồ sơ")
        for field in template.fields
        if field.ask is not None and not field.optional and not proposed[field.name]
    }


def _must(outcomes: tuple[Outcome, ...]) -> None:
    for outcome in outcomes:
        if not outcome.ok:
            raise RuntimeError(f"{outcome.code}: {outcome.message}")
