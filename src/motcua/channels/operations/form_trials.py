"""Filling in the form of a draft as if an invented person had signed in. Nothing is kept anywhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from django.core import signing
from django.utils.translation import gettext as _

from motcua.catalogue import api as catalogue
from motcua.catalogue.types import DraftView, SamplePerson
from motcua.channels import wording
from motcua.channels.wording import say
from motcua.dossiers.types import Channel
from motcua.engines.forms import api as forms
from motcua.engines.forms.types import Answer, FieldError, Form, Page
from motcua.kit import clock

_SALT = "form-trial"
_SAMPLE = "mau-"  # before the number of a set of answers that comes with the form


@dataclass(frozen=True)
class Trial:
    """`answers` travel from page to page inside the page itself, signed."""

    form: Form
    who: str
    case: str
    answers: Mapping[str, Answer]

    @classmethod
    def begun(cls, form: Form, who: str, case: str) -> Self:
        known = [code for code, _label in _people(form)]
        chosen = who if who in known else known[0]
        trial = cls(form, chosen, case, _given(form, chosen))
        return trial.filled()

    @classmethod
    def resumed(cls, form: Form, state: str) -> Self | None:
        try:
            held = signing.loads(state, salt=_SALT)
        except signing.BadSignature:
            return None
        return cls(form, held["who"], held["case"], forms.parse(held["answers"]))

    @property
    def state(self) -> str:
        held = {"who": self.who, "case": self.case, "answers": forms.dump(self.answers)}
        return signing.dumps(held, salt=_SALT, compress=True)

    @property
    def facts(self) -> dict[str, str]:
        return {"case": self.case, "channel": Channel.ONLINE.value}

    @property
    def pages(self) -> tuple[Page, ...]:
        return forms.visible_pages(self.form, self.answers, facts=self.facts)

    @property
    def name(self) -> str:
        return next((label for code, label in _people(self.form) if code == self.who), "")

    def filled(self) -> Self:
        """With what the registers say of this person to what is asked now."""
        person = _person(self.who)
        if person is None:
            return self
        now = clock.now()
        fresh = forms.prefill(
            self.form, person.sources(now), self.answers, now=now, facts=self.facts
        )
        return replace(self, answers=forms.merged(self.answers, fresh))

    def taken(self, page_id: str, posted: Mapping[str, list[str]]) -> tuple[Self, Any]:
        """One page's post, read by the engine that reads citizens' posts."""
        result = forms.read_page(
            self.form, page_id, posted, self.answers, today=clock.today(), facts=self.facts
        )
        return replace(self, answers=result.answers).filled(), result

    def after(self, page_id: str) -> str:
        """The next page of this person, empty after the last."""
        ids = [page.id for page in self.pages]
        order = [page.id for page in self.form.pages]
        rest = order[order.index(page_id) + 1 :]
        return next((one for one in rest if one in ids), "")

    def errors(self) -> tuple[FieldError, ...]:
        return forms.check(self.form, self.answers, today=clock.today(), facts=self.facts)

    def unasked(self) -> list[str]:
        """The questions that this person never sees."""
        asked = {
            item.path
            for page in self.form.pages
            for item in forms.visible_items(self.form, page.id, self.answers, facts=self.facts)
        }
        return [
            forms.label_of(item, wording.language())
            for _page, item in self.form.leaves()
            if item.path not in asked
        ]


@dataclass(frozen=True, slots=True)
class SampleVerdict:
    """A set of answers that comes with the form, checked by the form's engine."""

    name: str
    mistakes: tuple[str, ...]


def samples(draft: DraftView, form: Form) -> Iterator[SampleVerdict]:
    case = draft.plain["cases"][0]["code"]
    for number, sample in enumerate(form.sample_people):
        trial = Trial.begun(form, f"{_SAMPLE}{number}", case)
        said = [say(error.message) for error in trial.errors() if not error.warning]
        yield SampleVerdict(str(sample["name"]), tuple(said))


def choices(draft: DraftView, form: Form) -> dict[str, Any]:
    """Whom and in which case one may try the form as."""
    cases = [(case["code"], say(case["name"])) for case in draft.plain["cases"]]
    return {"people": list(_people(form)), "cases": cases}


def _people(form: Form) -> Iterator[tuple[str, str]]:
    for person in catalogue.sample_people():
        yield person.code, f"{person.name}: {say(person.about)}"
    for number, sample in enumerate(form.sample_people):
        yield f"{_SAMPLE}{number}", _("Đã trả lời hết: {}").format(sample["name"])


def _person(code: str) -> SamplePerson | None:
    return next((one for one in catalogue.sample_people() if one.code == code), None)


def _given(form: Form, who: str) -> dict[str, Answer]:
    number = who.removeprefix(_SAMPLE)
    if not who.startswith(_SAMPLE) or not number.isdecimal():
        return {}
    return forms.join(form, form.sample_people[int(number)]["answers"])
