"""What waits in the demo for the first person: a dossier talked about, a mandate, a firm with staff."""

from datetime import datetime, timedelta
from uuid import UUID

from motcua.demo.citizens import FIRST
from motcua.demo.staff import BUILDER
from motcua.demo.stories import Story, present
from motcua.demo.telling import Cast, Teller
from motcua.directory import api as directory
from motcua.directory.types import Actor, AssuranceLevel, FirmRight
from motcua.dossiers import api as dossiers
from motcua.kit import clock
from motcua.kit.scope import SYSTEM, acting

PROCEDURE = "1.004873"
# Of the sandbox's e-ID, like her: both can be signed in as.
HUSBAND = ("Lê Văn Tám", "072090000008")
CLERK = ("Phạm Quốc Dũng", "072085000009")
QUESTION = "Tôi cần giấy này trước cuối tuần để làm thủ tục vay. Có kịp không ạ?"
ANSWER = (
    "Chào chị Bảy, hồ sơ của chị đã đủ, đang được thẩm tra.\n"
    "Có kết quả chị sẽ nhận được thông báo ngay, thường sớm hơn ngày hẹn."
)
THANKS = "Cảm ơn chị. Tôi lấy bản giấy ở quầy nào?"


def talk(cast: Cast, now: datetime) -> None:
    """Question, answer, and one more question that waits for the official."""
    at = present(now) - timedelta(hours=2)
    Teller(_story(at), FIRST, cast).tell()
    first = first_person()
    dossier_id = dossiers.my_dossiers(actor=first)[0].dossier_id
    official = _holder(cast, first, dossier_id)
    said = ((first, QUESTION, 60), (official, ANSWER, 75), (first, THANKS, 90))
    for speaker, text, minutes in said:
        with clock.set_to(at + timedelta(minutes=minutes)):
            dossiers.read_messages(actor=speaker, dossier_id=dossier_id)
            dossiers.write_message(actor=speaker, dossier_id=dossier_id, text=text)


def represent(cast: Cast) -> None:
    """She acts for her husband in one procedure, and is the representative of a firm with one clerk."""
    first = first_person()
    husband, clerk = _known(HUSBAND), _known(CLERK)
    today = clock.today()
    directory.grant_mandate(
        actor=husband,
        personal_id=FIRST.personal_id,
        name=FIRST.name,
        starts_on=today,
        ends_on=today + timedelta(days=90),
        procedures=[PROCEDURE],
    )
    counter = cast.counter(cast.agencies["commune"])
    firm_id = directory.register_firm(
        actor=counter,
        code="3900000007",
        name="Công ty TNHH Gạo Sạch Truông Mít",
        representative_number=FIRST.personal_id,
        representative_name=FIRST.name,
    )
    directory.give_rights(
        actor=directory.acting_for(actor=first, principal_id=firm_id),
        personal_id=CLERK[1],
        name=clerk.name,
        rights=[FirmRight.DRAFT, FirmRight.SUBMIT],
    )


def _known(person: tuple[str, str]) -> Actor:
    name, number = person
    with acting(SYSTEM):
        person_id = directory.register_person(actor=BUILDER, name=name, personal_id=number)
    return directory.citizen_actor(person_id, AssuranceLevel.TWO, name)


def first_person() -> Actor:
    with acting(SYSTEM):
        found = directory.find_person(actor=BUILDER, personal_id=FIRST.personal_id)
    if found is None:
        raise LookupError(FIRST.name)
    return directory.citizen_actor(found.id, AssuranceLevel.TWO, FIRST.name)


def _story(at: datetime) -> Story:
    return Story(
        number=0,
        procedure=PROCEDURE,
        stage="in_progress",
        online=True,
        late=False,
        submitted_at=at,
        of_first=True,
    )


def _holder(cast: Cast, first: Actor, dossier_id: UUID) -> Actor:
    steps = dossiers.dossier(actor=first, dossier_id=dossier_id).steps
    step = next(step for step in steps if step.done_at is None)
    return cast.holder(step.role, step.unit_id)
