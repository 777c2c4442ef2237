"""Who may do what to a dossier: the whole answer is this one table."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from motcua.directory.errors import RightNotGivenError
from motcua.directory.types import Actor, FirmRight, Role
from motcua.dossiers.errors import AdministratorRequiredError, NotCoveredError, SeatRequiredError
from motcua.dossiers.models import Dossier, Referral

Predicate = Callable[[Actor, Dossier], bool]


class Permission(StrEnum):
    VIEW = "view"
    ANSWER_SUPPLEMENT = "answer_supplement"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    REFUSE = "refuse"
    REQUEST_SUPPLEMENT = "request_supplement"
    REQUEST_FURTHER = "request_further"
    DECIDE_FURTHER = "decide_further"
    ASSIGN = "assign"
    WORK = "work"
    DRAFT_RESULT = "draft_result"
    SIGN = "sign"
    ISSUE = "issue"
    HAND_OVER = "hand_over"
    STOP = "stop"
    APOLOGISE = "apologise"
    PROPOSE_CORRECTION = "propose_correction"
    APPROVE_CORRECTION = "approve_correction"
    RECORD_FEE = "record_fee"
    SCAN = "scan"
    READ_MESSAGES = "read_messages"
    WRITE_MESSAGE = "write_message"
    CONSULT = "consult"
    TAKE_OVER = "take_over"
    TRANSFER = "transfer"


def is_owner(actor: Actor, dossier: Dossier) -> bool:
    return actor.person_id == dossier.owner_id


def is_acting_for_owner(actor: Actor, dossier: Dossier) -> bool:
    """By mandate: what this person handed in of what it is for, and the linked dossiers that came of
    it. For a firm: that, or all of it where the firm lets one see all.
    """
    principal = actor.principal
    if principal is None or principal.id != dossier.owner_id:
        return False
    covered = principal.covers(dossier.procedure_code) or dossier.matter_id is not None
    mine = dossier.submitter_id == actor.person_id and covered
    return mine or FirmRight.SEE_ALL in principal.rights


def is_applicant(actor: Actor, dossier: Dossier) -> bool:
    return is_owner(actor, dossier) or is_acting_for_owner(actor, dossier)


def may_submit_for_owner(actor: Actor, dossier: Dossier) -> bool:
    principal = actor.principal
    return (
        principal is not None
        and is_acting_for_owner(actor, dossier)
        and FirmRight.SUBMIT in principal.rights
        and principal.covers(dossier.procedure_code)
    )


def is_receiver(actor: Actor, dossier: Dossier) -> bool:
    return actor.holds(Role.RECEPTION, unit_id=dossier.received_by_unit_id)


def is_reception_here(actor: Actor, dossier: Dossier) -> bool:
    return actor.holds(Role.RECEPTION, agency_id=dossier.agency_id) or is_receiver(actor, dossier)


def _in_an_agency_of(dossier: Dossier, actor: Actor, role: Role) -> bool:
    return any(actor.holds(role, agency_id=agency) for agency in dossier.agencies)


def is_case_officer_here(actor: Actor, dossier: Dossier) -> bool:
    return _in_an_agency_of(dossier, actor, Role.CASE_OFFICER)


def is_head_here(actor: Actor, dossier: Dossier) -> bool:
    return _in_an_agency_of(dossier, actor, Role.HEAD)


def is_leader_here(actor: Actor, dossier: Dossier) -> bool:
    return _in_an_agency_of(dossier, actor, Role.LEADER)


def is_clerk_here(actor: Actor, dossier: Dossier) -> bool:
    return _in_an_agency_of(dossier, actor, Role.REGISTRY_CLERK)


def is_supervisor_here(actor: Actor, dossier: Dossier) -> bool:
    return _in_an_agency_of(dossier, actor, Role.SUPERVISOR) or _in_an_agency_of(
        dossier, actor, Role.AUDITOR
    )


def is_machine(actor: Actor, dossier: Dossier) -> bool:
    del dossier
    return actor.kind == "system"


def is_handler_of_competent(actor: Actor, dossier: Dossier) -> bool:
    return any(actor.holds(r, agency_id=dossier.agency_id) for r in (Role.CASE_OFFICER, Role.HEAD))


def takes_over_here(actor: Actor, dossier: Dossier) -> bool:
    return any(actor.holds(role, agency_id=dossier.agency_id) for role in TAKES_OVER)


# Who receives for an agency what another agency's counter hands over.
TAKES_OVER = (Role.RECEPTION, Role.HEAD)
ANSWERS = (Role.CASE_OFFICER, Role.HEAD)


def may_act_on(actor: Actor, referral: Referral) -> bool:
    """The asked unit answers, or its agency's leader; a transfer is the receiving desk's."""
    agency, unit = referral.to_agency_id, referral.to_unit_id
    if actor.kind == "system":
        return True
    if referral.kind == "transfer":
        return any(actor.holds(role, agency_id=agency) for role in TAKES_OVER)
    if referral.kind != "consult":
        return False
    if unit == agency:
        return any(actor.holds(role, agency_id=agency) for role in (*ANSWERS, Role.LEADER))
    in_unit = any(actor.holds(role, unit_id=unit) for role in ANSWERS)
    return in_unit or actor.holds(Role.LEADER, agency_id=agency)


OFFICIALS: tuple[Predicate, ...] = (
    is_reception_here,
    is_case_officer_here,
    is_head_here,
    is_leader_here,
    is_clerk_here,
)

GRANTED_TO: dict[Permission, tuple[Predicate, ...]] = {
    Permission.VIEW: (is_applicant, *OFFICIALS, is_supervisor_here, is_machine),
    Permission.ANSWER_SUPPLEMENT: (is_owner, may_submit_for_owner, is_reception_here),
    Permission.WITHDRAW: (is_owner, may_submit_for_owner),
    Permission.ACCEPT: (is_receiver,),
    Permission.REFUSE: (is_receiver,),
    Permission.REQUEST_SUPPLEMENT: (is_receiver, is_case_officer_here),
    Permission.REQUEST_FURTHER: (is_receiver, is_case_officer_here),
    Permission.DECIDE_FURTHER: (is_head_here, is_leader_here),
    Permission.ASSIGN: (is_head_here,),
    Permission.WORK: (*OFFICIALS, is_machine),
    Permission.DRAFT_RESULT: (is_case_officer_here,),
    Permission.SIGN: (is_leader_here,),
    Permission.ISSUE: (is_clerk_here,),
    Permission.HAND_OVER: (is_reception_here,),
    Permission.STOP: (is_head_here, is_leader_here, is_machine),
    Permission.APOLOGISE: (is_head_here, is_leader_here),
    Permission.PROPOSE_CORRECTION: (is_case_officer_here, is_head_here, is_reception_here),
    Permission.APPROVE_CORRECTION: (is_head_here, is_leader_here),
    Permission.RECORD_FEE: (is_reception_here,),
    Permission.SCAN: (is_receiver,),
    Permission.READ_MESSAGES: (is_applicant, *OFFICIALS),
    Permission.WRITE_MESSAGE: (is_applicant, *OFFICIALS),
    Permission.CONSULT: (is_handler_of_competent,),
    Permission.TAKE_OVER: (takes_over_here,),
    Permission.TRANSFER: (is_receiver,),
}


# A signature is its signer's own: a substitute has the seat's duties, never its signature.
PERSONAL = frozenset({Permission.SIGN})


def may(actor: Actor, permission: Permission, dossier: Dossier) -> bool:
    if permission in PERSONAL:
        actor = actor.own
    return any(granted(actor, dossier) for granted in GRANTED_TO[permission])


def authorize(actor: Actor, permission: Permission, dossier: Dossier) -> None:
    if not may(actor, permission, dossier):
        raise SeatRequiredError(permission=permission)


def authorize_administration(actor: Actor) -> None:
    """What concerns the whole system and no one dossier: imports from another."""
    if actor.kind != "system" and not actor.own.holds(Role.ADMINISTRATOR):
        raise AdministratorRequiredError


def on_behalf_of(actor: Actor, permission: Permission, dossier: Dossier) -> UUID | None:
    """Whose seat allows it, where none of the actor's own does."""
    if not actor.lent_seats or may(actor.own, permission, dossier):
        return None
    allowing = (s for s in actor.lent_seats if may(replace(actor, seats=(s,)), permission, dossier))
    return next((seat.on_behalf_of for seat in allowing), None)


# Whoever sits with the citizen: the counter, or the post and paid agents (NĐ 118/2025/NĐ-CP Điều 15).
HELP_CITIZENS = (Role.RECEPTION, Role.HELPER)


def refuse_unless_helping(actor: Actor) -> None:
    """What is done with a citizen sitting there: type for them, send a code, take a signature."""
    if not any(actor.holds(role) for role in HELP_CITIZENS):
        raise SeatRequiredError(permission="help")


def refuse_unless_granted(actor: Actor, procedure_code: str, right: FirmRight) -> None:
    """Whoever acts for somebody does what that one lets them do, and nothing else."""
    principal = actor.principal
    if principal is None:
        return
    if not principal.covers(procedure_code):
        raise NotCoveredError(principal=principal.name)
    if right not in principal.rights:
        raise RightNotGivenError(principal=principal.name)
