"""Files, official documents and their versions, the register of outgoing numbers, signing keys."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.documents.types import (
    ArchiveOrigin,
    ArchiveState,
    DocumentState,
    KeyKind,
    KeyPurpose,
)
from motcua.kit import clock
from motcua.kit.ids import new_id


class StoredFile(models.Model):
    """Bytes are sealed in the file store under this id; an erased file keeps its hash."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name_sealed = models.BinaryField()
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(default=1)
    owner_id = models.UUIDField()
    uploaded_by_id = models.UUIDField()
    agencies = ArrayField(models.UUIDField(), default=list)
    carries_signature = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)
    keep_until = models.DateField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "documents_file"
        indexes = (
            models.Index(fields=["owner_id"], name="file_by_owner"),
            models.Index(fields=["sha256"], name="file_by_hash"),
            GinIndex(fields=["agencies"], name="file_by_agencies"),
        )

    def __str__(self) -> str:
        return f"{self.media_type}, {self.size} bytes"


class PageReading(models.Model):
    """What the machine read on a scanned page: a suggestion, gone with the page."""

    file = models.OneToOneField(
        StoredFile, on_delete=models.CASCADE, primary_key=True, related_name="reading"
    )
    words_sealed = models.BinaryField()
    places_sealed = models.BinaryField(null=True)
    read_at = models.DateTimeField()

    class Meta:
        db_table = "documents_reading"

    def __str__(self) -> str:
        return str(self.read_at)


class OfficialDocument(models.Model):
    """The result of a dossier, from draft to issue. Its data and title are sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    dossier_id = models.UUIDField()
    agency_id = models.UUIDField()
    owner_id = models.UUIDField()
    result_code = models.CharField(max_length=60)
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in DocumentState], default="draft"
    )
    title_sealed = models.BinaryField()
    data_sealed = models.BinaryField()
    template = models.TextField()
    symbol = models.CharField(max_length=60)
    signer_title = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(null=True)
    numbered_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    signer_id = models.UUIDField(null=True)
    signer_name = models.CharField(max_length=200, default="")
    signed_at = models.DateTimeField(null=True)
    sealed_by_id = models.UUIDField(null=True)
    sealed_at = models.DateTimeField(null=True)
    verification_code = models.CharField(max_length=16, unique=True)
    valid_months = models.PositiveSmallIntegerField(null=True)
    sent_back_reason = models.TextField(default="")
    recalled_at = models.DateTimeField(null=True)
    recall_reason = models.TextField(default="")
    created_at = models.DateTimeField(default=clock.now)
    keep_until = models.DateField(null=True)

    class Meta:
        db_table = "documents_document"
        indexes = (
            models.Index(fields=["dossier_id"], name="document_by_dossier"),
            models.Index(fields=["owner_id", "state"], name="document_by_owner"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=["draft", "proposed"]) | Q(signed_at__isnull=False),
                name="document_signed_has_signer",
                violation_error_message=_("Văn bản đã ký phải có người ký."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["issued", "recalled"])
                | Q(number__isnull=False, issued_on__isnull=False, sealed_at__isnull=False),
                name="document_issued_has_number_and_seal",
                violation_error_message=_("Văn bản đã ban hành phải có số, ngày và con dấu."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.result_code}: {self.state}"


class DocumentVersion(models.Model):
    """Every file a document ever was; rows are added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(
        OfficialDocument, on_delete=models.PROTECT, related_name="versions"
    )
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=12)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_by_id = models.UUIDField()
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "documents_version"
        constraints = (
            models.UniqueConstraint(fields=["document", "version"], name="version_once"),
        )

    def __str__(self) -> str:
        return f"{self.document_id} v{self.version}"


class NumberCounter(models.Model):
    """The last number given, per agency, year and kind of document; its row is locked to count."""

    agency_id = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    symbol = models.CharField(max_length=60)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "documents_counter"
        constraints = (
            models.UniqueConstraint(fields=["agency_id", "year", "symbol"], name="counter_once"),
        )

    def __str__(self) -> str:
        return f"{self.symbol} {self.year}: {self.last}"


class OutgoingEntry(models.Model):
    """The register of outgoing documents (Decree 30/2020, Article 15): one line a number, for good."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agency_id = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    symbol = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    document = models.OneToOneField(
        OfficialDocument, on_delete=models.PROTECT, related_name="register_entry"
    )
    entered_by_id = models.UUIDField()
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "documents_outgoing"
        constraints = (
            models.UniqueConstraint(
                fields=["agency_id", "year", "symbol", "number"],
                name="number_once",
                violation_error_message=_("Số này đã cấp cho văn bản khác."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}/{self.symbol} ({self.year})"


class SigningKey(models.Model):
    """A certificate that a person (leader) or an agency (seal) signs with. Keys stay outside."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    purpose = models.CharField(max_length=8, choices=[(p.value, p.value) for p in KeyPurpose])
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in KeyKind])
    person_id = models.UUIDField(null=True)
    agency_id = models.UUIDField()
    subject = models.CharField(max_length=300)
    serial = models.CharField(max_length=60)
    chain = models.TextField()
    token_label = models.CharField(max_length=32, default="")
    key_label = models.CharField(max_length=60, default="")
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    image_sealed = models.BinaryField()
    pin_sealed = models.BinaryField(null=True)
    seal_diameter_mm = models.FloatField(default=36.0)
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    revoked_seen_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "documents_signing_key"
        constraints = (
            models.CheckConstraint(
                condition=Q(purpose="seal") | Q(person_id__isnull=False),
                name="leader_key_has_person",
            ),
            models.UniqueConstraint(
                fields=["agency_id", "person_id", "purpose"],
                condition=Q(retired_at=None),
                nulls_distinct=False,
                name="one_key_in_use",
                violation_error_message=_(
                    "Đã có một chứng thư đang dùng; hãy ngừng chứng thư cũ trước."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose}: {self.subject}"


class ArchivedPaper(models.Model):
    """A result or a confirmed paper of a person, kept to be used again (NĐ 45/2020/NĐ-CP Điều 16).

    What stands on it is sealed; `number_key` finds the same paper again without opening it, and
    `found_by` is the number alone, as somebody types it who does not know who gave it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner_id = models.UUIDField()
    agency_id = models.UUIDField()
    kind = models.CharField(max_length=60)
    origin = models.CharField(max_length=8, choices=[(o.value, o.value) for o in ArchiveOrigin])
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in ArchiveState])
    face_sealed = models.BinaryField()  # title, number and symbol, issuer, code of the dossier
    number_key = models.BinaryField(null=True)
    found_by = models.BinaryField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    file_ids = ArrayField(models.UUIDField())
    sha256 = models.CharField(max_length=64)
    dossier_id = models.UUIDField()
    document = models.OneToOneField(
        OfficialDocument, on_delete=models.PROTECT, related_name="archived", null=True
    )
    confirmed_by_id = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "documents_archived"
        indexes = (
            models.Index(
                fields=["owner_id", "kind"],
                name="archived_usable",
                condition=Q(state="approved"),
            ),
            models.Index(fields=["owner_id", "-created_at"], name="archived_of_owner"),
            models.Index(
                fields=["found_by"],
                name="archived_found_by",
                condition=Q(found_by__isnull=False),
            ),
            GinIndex(fields=["file_ids"], name="archived_by_file"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(confirmed_by_id__isnull=False, confirmed_at__isnull=False),
                name="archived_approved_has_confirmer",
            ),
            models.CheckConstraint(
                condition=Q(origin="result", document__isnull=False)
                | Q(origin__in=["paper", "legacy"], document__isnull=True),
                name="archived_result_has_document",
            ),
            models.CheckConstraint(condition=~Q(file_ids__len=0), name="archived_has_file"),
            models.UniqueConstraint(
                fields=["owner_id", "kind", "number_key", "valid_from"],
                condition=Q(state__in=["to_approve", "approved"], number_key__isnull=False),
                nulls_distinct=False,
                name="archived_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"


class ArchiveOpening(models.Model):
    """Why these agencies may look into a person's archive, until when; added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner_id = models.UUIDField()
    agencies = ArrayField(models.UUIDField())
    purpose = models.CharField(max_length=40)  # the dossier's id, or the procedure's code
    opened_by_id = models.UUIDField()
    opened_at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField()

    class Meta:
        db_table = "documents_opening"
        indexes = (models.Index(fields=["owner_id", "until"], name="opening_of_owner"),)

    def __str__(self) -> str:
        return f"{self.purpose} until {self.until}"


class KeptVerdict(models.Model):
    """Judging a file costs a quarter of a second, so a verdict is kept under the file's hash."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    verdict = models.JSONField()
    checked_at = models.DateTimeField(default=clock.now)

    class Meta:
        db_table = "documents_verdict"

    def __str__(self) -> str:
        return self.sha256
