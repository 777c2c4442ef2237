"""At time T, do Z: everything the system does unasked, on one page."""

from motcua.audit import api as audit
from motcua.catalogue import api as catalogue
from motcua.channels import session_store
from motcua.documents import api as documents
from motcua.dossiers import api as dossiers
from motcua.kit.schedule import Appointment
from motcua.queueing import api as queueing

APPOINTMENTS: tuple[Appointment, ...] = (
    Appointment("* * * * * */10", audit.seal),
    Appointment("5 * * * *", catalogue.tell_of_versions),
    Appointment("* * * * *", dossiers.index_content),
    Appointment("*/10 * * * *", dossiers.lapse_consultations),
    Appointment("*/10 * * * *", dossiers.end_postings),
    Appointment("5 7-17 * * *", dossiers.warn_of_lateness),
    Appointment("15 6 * * *", dossiers.close_unanswered),
    Appointment("30 2 * * *", dossiers.forget_drafts),
    Appointment("40 * * * *", dossiers.forget_exports),
    Appointment("32 2 * * *", dossiers.forget_batches),
    Appointment("34 2 * * *", dossiers.forget_legacy_uploads),
    Appointment("35 2 * * *", dossiers.forget_entries),
    Appointment("45 2 * * *", dossiers.purge_expired),
    Appointment("5 0 * * *", queueing.close_days),
    Appointment("0 17 * * *", queueing.remind),  # when people are home
    Appointment("* * * * * */10", documents.take_scans),
    Appointment("55 2 * * *", documents.forget_loose_pages),
    Appointment("57 2 * * *", documents.forget_piles),
    Appointment("10 3 * * *", session_store.remove_ended),
)
