from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.directory.types import OrganisationKind, Role, Sex
from motcua.kit import clock, ids


def _choices(values: type[OrganisationKind | Role | Sex]) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


class Person(models.Model):
    """A human being, citizen or official, or a firm. What identifies or reaches them is sealed."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=8, choices=_choices(Sex), default=Sex.UNKNOWN)
    personal_id_sealed = models.BinaryField(null=True)
    personal_id_index = models.BinaryField(null=True)
    residence_sealed = models.BinaryField(null=True)
    phone_sealed = models.BinaryField(null=True)
    phone_index = models.BinaryField(null=True)
    email_sealed = models.BinaryField(null=True)
    # The name of an official is public: it stands under what they sign.
    official = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "directory_person"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["personal_id_index"],
                name="person_personal_id_once",
                violation_error_message=_("Số định danh này đã có trong danh bạ."),
            ),
            models.CheckConstraint(
                condition=Q(personal_id_sealed=None, personal_id_index=None)
                | Q(personal_id_sealed__isnull=False, personal_id_index__isnull=False),
                name="person_sealed_and_indexed_together",
                violation_error_message=_("Số định danh phải được niêm và lập chỉ mục cùng lúc."),
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["name_key"], name="person_name_trigram", opclasses=["gin_trgm_ops"]),
            models.Index(
                fields=["phone_index"],
                name="person_by_phone",
                condition=Q(phone_index__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Mandate(models.Model):
    """One person lets another act for them, from one day to another (giấy ủy quyền)."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    giver = models.ForeignKey(Person, models.PROTECT, related_name="mandates_given")
    giver_name = models.CharField(max_length=120)
    receiver = models.ForeignKey(Person, models.PROTECT, related_name="mandates_received")
    receiver_name = models.CharField(max_length=120)
    procedures = ArrayField(models.TextField(), default=list)  # empty: every procedure
    starts_on = models.DateField()
    ends_on = models.DateField()
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "directory_mandate"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")), name="mandate_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")), name="mandate_to_somebody_else"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["giver", "-granted_at"], name="mandate_given"),
            models.Index(fields=["receiver", "-granted_at"], name="mandate_received"),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.receiver_id}"


class Firm(models.Model):
    """A firm, which owns dossiers under the id of its row among the persons."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="firm")
    code = models.CharField(max_length=14, unique=True)  # mã số doanh nghiệp
    name = models.CharField(max_length=120)
    representative_id = models.UUIDField()
    registered_at = models.DateTimeField()

    class Meta:
        db_table = "directory_firm"
        indexes: ClassVar = [models.Index(fields=["representative_id"], name="firm_representative")]

    def __str__(self) -> str:
        return self.name


class FirmMember(models.Model):
    """What a firm lets one of its staff do, until removed."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    firm = models.ForeignKey(Firm, models.PROTECT, related_name="members")
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=120)
    rights = ArrayField(models.CharField(max_length=8))
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "directory_firm_member"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "person_id"], condition=Q(removed_at=None), name="firm_member_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person_id"], name="firm_member_of")]

    def __str__(self) -> str:
        return self.person_name


class CitizenIdentity(models.Model):
    """An account at an identity provider. Keyed by (issuer, subject), never by the ID number."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="identities")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    first_seen_at = models.DateTimeField(default=clock.now)
    last_seen_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "directory_citizen_identity"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_once"),
            models.UniqueConstraint(
                fields=["person", "issuer"],
                name="identity_one_account_per_issuer",
                violation_error_message=_("Người này đã có tài khoản khác của cùng nơi cấp."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.subject}"


class Organisation(models.Model):
    """An agency, or a unit inside one. Never deleted: it ends, and names its successor."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    code_confirmed = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    place = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=24, choices=_choices(OrganisationKind))
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    agency = models.ForeignKey("self", models.PROTECT, related_name="units")
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "directory_organisation"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=F("valid_to")),
                name="organisation_ends_after_it_begins",
                violation_error_message=_("Ngày hết hiệu lực phải sau ngày có hiệu lực."),
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(valid_to__isnull=False),
                name="organisation_successor_needs_end",
                violation_error_message=_("Chỉ đơn vị đã kết thúc mới có đơn vị kế thừa."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationAlias(models.Model):
    """Another code or name of an organisation: old dossiers and cards still carry them."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="aliases")
    scheme = models.CharField(max_length=24)  # qcvn102, statistics, former_name
    code = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "directory_organisation_alias"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scheme", "code", "name", "organisation"], name="alias_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code or self.name}"


class ServiceArea(models.Model):
    """An office that works for other agencies: which tax office answers for which land branch."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    office = models.ForeignKey(Organisation, models.PROTECT, related_name="served_areas")
    served = models.ForeignKey(Organisation, models.PROTECT, related_name="serving_offices")

    class Meta:
        db_table = "directory_service_area"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "served"], name="service_area_once"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} → {self.served_id}"


class StaffAccounts(BaseUserManager["StaffUser"]):
    def open(self, username: str, password: str, *, person: Person) -> "StaffUser":
        user = StaffUser(username=self.model.normalize_username(username), person=person)
        user.set_password(password)
        user.save(using=self._db)
        return user


class StaffUser(AbstractBaseUser):
    """The login of an official. What they may do comes from their seats, never from the account."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    username = models.CharField(
        _("Tên đăng nhập"),
        max_length=60,
        unique=True,
        error_messages={"unique": _("Tên đăng nhập này đã có người dùng.")},
    )
    person = models.OneToOneField(Person, models.PROTECT, related_name="staff_account")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    objects = StaffAccounts()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "directory_staff_user"


class Seat(models.Model):
    """A person in a unit with a role, from one day to another."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=24, choices=_choices(Role))
    title = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "directory_seat"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "unit", "role"],
                condition=Q(valid_to=None),
                name="seat_once",
                violation_error_message=_("Người này đang giữ đúng vị trí đó."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from__lte=F("valid_to")),
                name="seat_ends_after_it_begins",
                violation_error_message=_("Ngày thôi giữ vị trí phải sau ngày nhận."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.role})"


class Delegation(models.Model):
    """The duties of a seat in a colleague's hands, from one day to another, both included."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="delegations")
    agency_id = models.UUIDField()
    giver = models.ForeignKey(Person, models.PROTECT, related_name="duties_given")
    receiver = models.ForeignKey(Person, models.PROTECT, related_name="duties_received")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "directory_delegation"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="delegation_ends_after_it_begins",
                violation_error_message=_("Ngày kết thúc phải từ ngày bắt đầu trở đi."),
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("receiver")),
                name="delegation_to_somebody_else",
                violation_error_message=_("Hãy chọn một người khác."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["giver", "-starts_on"], name="delegation_given"),
            models.Index(
                fields=["receiver"], name="delegation_running", condition=Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} → {self.receiver_id}"
