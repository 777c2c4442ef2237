"""The door of the documents room: files, official documents, signing keys, verification.

Reads run in the scope of the caller (`with acting(actor.scope)`); commands open their own.
`sign`, `issue`, `enrol_…`, `verify_…` must not run inside a transaction.
"""

from motcua.documents.actions.accept_upload import accept_upload
from motcua.documents.actions.draft_document import draft_document
from motcua.documents.actions.enrol_key import enrol_personal_key, enrol_seal
from motcua.documents.actions.handle_files import (
    erase,
    hold,
    join_pictures,
    let_go,
    remove_draft_file,
    share,
    store_paper,
)
from motcua.documents.actions.issue_document import issue
from motcua.documents.actions.keep_in_archive import archive_paper
from motcua.documents.actions.make_scans import keep_scan, make_scans
from motcua.documents.actions.open_archive import open_archive
from motcua.documents.actions.read_page import read_page
from motcua.documents.actions.scan_folders import close_scan_folder, open_scan_folder
from motcua.documents.actions.sign_document import sign
from motcua.documents.actions.split_pile import forget_loose_pages, split_pile
from motcua.documents.actions.take_over import look_at, take_over_files, take_over_results
from motcua.documents.actions.take_scans import take_scans
from motcua.documents.actions.turn_document import propose, recall, send_back
from motcua.documents.actions.use_piles import (
    drop_piles,
    forget_piles,
    split_scanned,
    use_piles,
)
from motcua.documents.actions.verify_document import verify_code, verify_file
from motcua.documents.adapters.reader.tesseract import is_available as reader_is_available
from motcua.documents.adapters.trust.authority import (
    revoke as revoke_certificate,
    trust_this_authority,
)
from motcua.documents.adapters.trust.token import is_available as token_is_available
from motcua.documents.artwork import make_seal_image, make_signature_image
from motcua.documents.queries.archive import (
    archived_by_id,
    archived_with_number,
    digitised_of,
    number_key,
    taken_over_for,
    usable_papers,
)
from motcua.documents.queries.documents import (
    archive_of,
    document,
    documents_by_id,
    documents_of,
    dossiers_with_number,
)
from motcua.documents.queries.files import content, file, files
from motcua.documents.queries.keys import signing_problem, signs_scans
from motcua.documents.queries.readings import readings
from motcua.documents.queries.scans import pile_picture, scan_folders, scanned
from motcua.documents.queries.told import sealed_face, sealed_result
from motcua.documents.rules import printed_number, symbol_of, valid_until
from motcua.documents.types import (
    ArchivedView,
    ArchiveOrigin,
    ArchiveState,
    DocumentState,
    DocumentView,
    FileRef,
    ForeignFile,
    KeyKind,
    KeyPurpose,
    LookedAt,
    NewArchived,
    Verdict,
)

__all__ = [
    "ArchiveOrigin",
    "ArchiveState",
    "ArchivedView",
    "DocumentState",
    "DocumentView",
    "FileRef",
    "ForeignFile",
    "KeyKind",
    "KeyPurpose",
    "LookedAt",
    "NewArchived",
    "Verdict",
    "accept_upload",
    "archive_of",
    "archive_paper",
    "archived_by_id",
    "archived_with_number",
    "close_scan_folder",
    "content",
    "digitised_of",
    "document",
    "documents_by_id",
    "documents_of",
    "dossiers_with_number",
    "draft_document",
    "drop_piles",
    "enrol_personal_key",
    "enrol_seal",
    "erase",
    "file",
    "files",
    "forget_loose_pages",
    "forget_piles",
    "hold",
    "issue",
    "join_pictures",
    "keep_scan",
    "let_go",
    "look_at",
    "make_scans",
    "make_seal_image",
    "make_signature_image",
    "number_key",
    "open_archive",
    "open_scan_folder",
    "pile_picture",
    "printed_number",
    "propose",
    "read_page",
    "reader_is_available",
    "readings",
    "recall",
    "remove_draft_file",
    "revoke_certificate",
    "scan_folders",
    "scanned",
    "sealed_face",
    "sealed_result",
    "send_back",
    "share",
    "sign",
    "signing_problem",
    "signs_scans",
    "split_pile",
    "split_scanned",
    "store_paper",
    "symbol_of",
    "take_over_files",
    "take_over_results",
    "take_scans",
    "taken_over_for",
    "token_is_available",
    "trust_this_authority",
    "usable_papers",
    "use_piles",
    "valid_until",
    "verify_code",
    "verify_file",
]
