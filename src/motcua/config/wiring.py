"""When X has happened, do Y: every reaction of the system, on one page."""

from typing import Any

from procrastinate import RetryStrategy

from motcua.catalogue import api as catalogue
from motcua.catalogue.events import CalendarChanged, CatalogueUploaded, VersionTookEffect
from motcua.channels import appointment_notices
from motcua.documents import api as documents
from motcua.documents.events import PageScanned
from motcua.dossiers import api as dossiers, events as dossier
from motcua.kit.events import LONG, Subscription
from motcua.notifications import api as notifications
from motcua.notifications.events import NoticeWritten
from motcua.queueing.events import AppointmentBooked, AppointmentComesUp

PATIENT = RetryStrategy(max_attempts=10, exponential_wait=2)

SUBSCRIPTIONS: tuple[Subscription[Any], ...] = (
    # The applicant hears of every turn.
    Subscription(dossier.DossierSubmitted, dossiers.tell_owner, PATIENT),
    Subscription(dossier.DossierAccepted, dossiers.tell_owner, PATIENT),
    Subscription(dossier.DossierRefused, dossiers.tell_owner, PATIENT),
    Subscription(dossier.SupplementRequested, dossiers.tell_owner, PATIENT),
    Subscription(dossier.SupplementAnswered, dossiers.tell_owner, PATIENT),
    Subscription(dossier.ObligationRequired, dossiers.tell_owner, PATIENT),
    Subscription(dossier.DeadlineExtended, dossiers.tell_owner, PATIENT),
    Subscription(dossier.ApologySent, dossiers.tell_owner, PATIENT),
    Subscription(dossier.DueDateMoved, dossiers.tell_owner, PATIENT),
    Subscription(dossier.VersionChanged, dossiers.tell_owner, PATIENT),
    Subscription(dossier.DossierResolved, dossiers.tell_owner, PATIENT),
    Subscription(dossier.ResultReturned, dossiers.tell_owner, PATIENT),
    Subscription(dossier.DossierWithdrawn, dossiers.tell_owner, PATIENT),
    Subscription(dossier.DossierStopped, dossiers.tell_owner, PATIENT),
    # Whoever is written to inside a dossier hears that there is something to read.
    Subscription(dossier.MessageWritten, dossiers.tell_of_message, PATIENT),
    # The code by which somebody at a counter confirms what was typed for them.
    Subscription(dossier.CodeAsked, dossiers.deliver_code, PATIENT),
    # Forms 01 to 05 are printed when what they attest has happened, and kept.
    Subscription(dossier.DossierAccepted, dossiers.print_for_turn, PATIENT),
    Subscription(dossier.DossierRefused, dossiers.print_for_turn, PATIENT),
    Subscription(dossier.SupplementRequested, dossiers.print_for_turn, PATIENT),
    Subscription(dossier.DeadlineExtended, dossiers.print_for_turn, PATIENT),
    Subscription(dossier.ApologySent, dossiers.print_for_turn, PATIENT),
    Subscription(dossier.DossierWithdrawn, dossiers.print_for_turn, PATIENT),
    Subscription(dossier.DossierStopped, dossiers.print_for_turn, PATIENT),
    # Between agencies: opinions and results come back to the dossier that waits for them.
    Subscription(dossier.OpinionGiven, dossiers.take_in_opinion, PATIENT),
    Subscription(dossier.LinkAsked, dossiers.open_child, PATIENT),
    Subscription(dossier.ChildMoved, dossiers.follow_child, PATIENT),
    Subscription(dossier.MainEnded, dossiers.end_children, PATIENT),
    # The worker reads scanned pages; the desk shows what it read beside the picture.
    Subscription(PageScanned, documents.read_page, PATIENT),
    # Long lists become files in the background.
    Subscription(dossier.ExportAsked, dossiers.write_export, PATIENT),
    # A spreadsheet of dossiers is read, and after the person's yes filed, in the background.
    Subscription(dossier.BatchUploaded, dossiers.check_batch, PATIENT),
    Subscription(dossier.BatchConfirmed, dossiers.file_batch, PATIENT),
    Subscription(dossier.BatchPaused, dossiers.check_batch, PATIENT),
    Subscription(dossier.BatchPaused, dossiers.file_batch, PATIENT),
    Subscription(dossier.BatchFiled, dossiers.tell_of_batch, PATIENT),
    # Files of another system are read; what they would change is tried, and after a yes done.
    Subscription(dossier.LegacyUploaded, dossiers.read_legacy, PATIENT),
    Subscription(dossier.LegacyTrialAsked, dossiers.run_legacy_trial, PATIENT, LONG),
    Subscription(dossier.LegacyConfirmed, dossiers.run_legacy_import, PATIENT, LONG),
    Subscription(dossier.LegacyRunEnded, dossiers.tell_of_legacy, PATIENT),
    # A notice in the app is also sent by e-mail.
    Subscription(NoticeWritten, notifications.deliver_by_mail, PATIENT),
    # Whoever has an appointment gets its code, and is reminded.
    Subscription(AppointmentBooked, appointment_notices.tell_booked, PATIENT),
    Subscription(AppointmentComesUp, appointment_notices.remind, PATIENT),
    # The worker reads an uploaded catalogue; the screen shows how far it is.
    Subscription(CatalogueUploaded, catalogue.run_import, PATIENT),
    # A holiday decreed today moves running dossiers.
    Subscription(CalendarChanged, dossiers.move_for_calendar, PATIENT),
    # Where the next version says so, what waits to be received moves to it.
    Subscription(VersionTookEffect, dossiers.move_waiting, PATIENT),
)
