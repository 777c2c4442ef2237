"""An agency with a leader, an officer and a clerk; documents in each state, made through the door."""

import itertools
import uuid

from motcua.directory import api as directory
from motcua.directory.types import Actor, Role, Seat
from motcua.documents import api as documents
from motcua.kit.scope import acting

MACHINE = directory.system_actor("tests")
PIN = "246810"
TEMPLATE = """
#import "official.typ": official, table-of-facts
#show: official.with(recipients: ("Như trên", "Lưu: VT"))
#table-of-facts(("Ông, bà", given("owner_name")), ("Mã hồ sơ", given("dossier_code")))
"""
TEMPLATE = TEMPLATE.replace("official, table", "official, given, table")
_codes = itertools.count(1)


class Office:
    """One commune, with its people; `enrolled` gives the leader and the agency their keys."""

    def __init__(self, agency, *, leader_name="Trần Văn Ổn"):
        self.agency = agency
        self.leader = self.official(Role.LEADER, leader_name, title="Chủ tịch")
        self.officer = self.official(Role.CASE_OFFICER, "Đỗ Thị Hạnh")
        self.clerk = self.official(Role.REGISTRY_CLERK, "Lý Văn Thư")
        self.citizen = directory.citizen_actor(uuid.uuid4(), 2, "Nguyễn Thị Bảy")

    def official(self, role, name, title=""):
        seat = Seat(uuid.uuid4(), uuid.uuid4(), self.agency.id, role, title or str(role))
        return Actor(uuid.uuid4(), name, "staff", (seat,))

    def enrolled(self, **leader_key):
        self.enrol_leader(**leader_key)
        documents.enrol_seal(
            actor=MACHINE,
            agency_id=self.agency.id,
            agency_name=self.agency.name,
            image=documents.make_seal_image(self.agency.name),
        )
        return self

    def enrol_leader(self, **leader_key):
        return documents.enrol_personal_key(
            actor=MACHINE,
            person_id=self.leader.person_id,
            person_name=self.leader.name,
            agency_id=self.agency.id,
            agency_name=self.agency.name,
            pin=PIN,
            image=documents.make_signature_image(self.leader.name),
            **leader_key,
        )

    def drafted(self, *, dossier_id=None, actor=None, **data):
        return documents.draft_document(
            actor=actor or self.officer,
            dossier_id=dossier_id or uuid.uuid4(),
            agency_id=self.agency.id,
            owner_id=self.citizen.person_id,
            title="Giấy xác nhận tình trạng hôn nhân",
            result_code="GXN",
            template=TEMPLATE,
            data={
                "owner_name": "Nguyễn Thị Bảy",
                "dossier_code": f"H53.31.28-261123-{next(_codes):04d}",
                "signer_name": self.leader.name,
                **data,
            },
            signer_title="Chủ tịch",
        )

    def proposed(self, **data):
        document_id = self.drafted(**data)
        documents.propose(actor=self.officer, document_id=document_id)
        return document_id

    def signed(self, **data):
        document_id = self.proposed(**data)
        documents.sign(actor=self.leader, document_id=document_id, pin=PIN)
        return document_id

    def issued(self, **data):
        document_id = self.signed(**data)
        documents.issue(actor=self.clerk, document_id=document_id)
        return document_id

    def view(self, document_id, actor=None):
        actor = actor or self.officer
        with acting(actor.scope):
            return documents.document(actor, document_id)

    def pdf(self, document_id, actor=None):
        actor = actor or self.officer
        with acting(actor.scope):
            return documents.content(actor, documents.document(actor, document_id).file_id)
