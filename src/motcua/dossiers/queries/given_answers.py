"""The answers themselves, for who may see the dossier: to be asked about again."""

from uuid import UUID

from motcua.directory.types import Actor
from motcua.dossiers.queries.answers import answers_of
from motcua.dossiers.queries.drafts import unseal_content
from motcua.dossiers.queries.visible import visible_dossier
from motcua.engines.forms.types import Answer
from motcua.kit.scope import acting


def given_answers(*, actor: Actor, dossier_id: UUID) -> dict[str, Answer]:
    with acting(actor.scope):
        found = visible_dossier(dossier_id, actor=actor)
        content = unseal_content(found.id, found.answers_sealed)
    return answers_of(found.version_id, content)
