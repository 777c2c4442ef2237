"""The door of the dossiers room: it reads as the list of what can happen to a dossier."""

from motcua.dossiers.actions.add_scans import add_scans
from motcua.dossiers.actions.answer_supplement import answer_supplement
from motcua.dossiers.actions.apologise import apologise, send_letter
from motcua.dossiers.actions.ask_register import ask_register
from motcua.dossiers.actions.change_version import move_waiting, renew_draft
from motcua.dossiers.actions.check_batch import check_batch
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.confirm_entry import confirm_by_code, confirm_by_signature, confirm_own
from motcua.dossiers.actions.consult import (
    MOST_DAYS as MOST_DAYS_TO_ANSWER,
    Question,
    answer_consultation,
    consult,
)
from motcua.dossiers.actions.correct import approve_correction, propose_correction
from motcua.dossiers.actions.edit_draft import (
    attach_paper,
    choose_case,
    remove_paper,
    replace_by_data,
    reuse_paper,
    save_draft,
    start_draft,
)
from motcua.dossiers.actions.end_early import stop, withdraw
from motcua.dossiers.actions.export_list import (
    export_list,
    exported_file,
    forget_exports,
    remove_export,
)
from motcua.dossiers.actions.file_batch import file_batch
from motcua.dossiers.actions.fill_in_for import (
    drop_entry,
    fill_in_for,
    forget_entries,
    take_entry_papers,
)
from motcua.dossiers.actions.further_supplement import (
    approve_further_supplement,
    propose_further_supplement,
    return_further_supplement,
)
from motcua.dossiers.actions.hand_to_unit import hand_to_unit, receive_handover
from motcua.dossiers.actions.hold_step import assign, take, take_back
from motcua.dossiers.actions.import_legacy import import_legacy, legacy_skeleton
from motcua.dossiers.actions.index_content import index_content, index_some
from motcua.dossiers.actions.intake import accept, refuse
from motcua.dossiers.actions.issue_results import hand_over, issue_results
from motcua.dossiers.actions.keep_batches import forget_batches, remove_batch
from motcua.dossiers.actions.keep_text import change_text, keep_text, remove_text
from motcua.dossiers.actions.keep_time import (
    close_unanswered,
    forget_drafts,
    move_for_calendar,
    purge_expired,
)
from motcua.dossiers.actions.link import end_children, follow_child, open_child
from motcua.dossiers.actions.look_up_archive import look_up_archive
from motcua.dossiers.actions.move_tasks import move_tasks
from motcua.dossiers.actions.post_publicly import end_postings
from motcua.dossiers.actions.prepare_result import draft_result, propose_result
from motcua.dossiers.actions.preview_letter import preview_letter
from motcua.dossiers.actions.print_entry import print_entry
from motcua.dossiers.actions.print_form import print_for_turn, printed_form
from motcua.dossiers.actions.print_handover import print_handover
from motcua.dossiers.actions.print_register import print_register
from motcua.dossiers.actions.print_shift import print_shift
from motcua.dossiers.actions.prove import broken_chronicles
from motcua.dossiers.actions.read_legacy import read_legacy
from motcua.dossiers.actions.register_at_counter import register_at_counter
from motcua.dossiers.actions.request_supplement import request_supplement
from motcua.dossiers.actions.run_legacy import run_legacy_import, run_legacy_trial
from motcua.dossiers.actions.save_filter import remove_filter, rename_filter, save_filter
from motcua.dossiers.actions.say_legacy_codes import (
    say_legacy_codes,
    say_legacy_columns,
    say_legacy_version,
)
from motcua.dossiers.actions.send_code import ask_code, deliver_code
from motcua.dossiers.actions.sign_results import return_result, sign_results
from motcua.dossiers.actions.submit import submit
from motcua.dossiers.actions.take_in import lapse_consultations, take_in_opinion
from motcua.dossiers.actions.take_over import send_back, take_over, transfer_again
from motcua.dossiers.actions.tell_of_batch import tell_of_batch
from motcua.dossiers.actions.tell_of_legacy import tell_of_legacy
from motcua.dossiers.actions.tell_of_message import tell_of_message
from motcua.dossiers.actions.tell_owner import tell_owner
from motcua.dossiers.actions.try_legacy import confirm_legacy, try_legacy
from motcua.dossiers.actions.upload_batch import ask_batch_again, confirm_batch, upload_batch
from motcua.dossiers.actions.upload_legacy import (
    forget_legacy_uploads,
    legacy_told_file,
    remove_legacy_upload,
    upload_legacy,
)
from motcua.dossiers.actions.warn_of_lateness import warn_of_lateness
from motcua.dossiers.actions.write_export import write_export, write_export_for
from motcua.dossiers.actions.write_message import read_messages, write_message
from motcua.dossiers.chronicle import entry_hash
from motcua.dossiers.queries.assisted import assisted_entries, assisted_entry, submitted_entry
from motcua.dossiers.queries.batches import (
    batch,
    batch_form,
    batch_leftovers,
    batch_rows,
    batch_template,
    batches,
)
from motcua.dossiers.queries.canned_texts import canned_text, canned_texts
from motcua.dossiers.queries.colleagues import colleagues
from motcua.dossiers.queries.corrections import corrections
from motcua.dossiers.queries.desk import (
    find,
    incoming,
    search,
    to_hand_over,
    to_issue,
    to_sign,
    work_list,
)
from motcua.dossiers.queries.desk_counts import MOST as MOST_COUNTED
from motcua.dossiers.queries.drafts import draft, my_drafts
from motcua.dossiers.queries.exports import exports
from motcua.dossiers.queries.form_data import item_labels
from motcua.dossiers.queries.further import breaches, further_requests
from motcua.dossiers.queries.given_answers import given_answers
from motcua.dossiers.queries.handovers import handover_list, handover_lists, to_hand_to_units
from motcua.dossiers.queries.holding import waiting_on_others
from motcua.dossiers.queries.legacy import legacy_batch, legacy_batches
from motcua.dossiers.queries.legacy_choices import legacy_choices
from motcua.dossiers.queries.legacy_uploads import (
    legacy_codes,
    legacy_mapping,
    legacy_upload,
    legacy_uploads,
)
from motcua.dossiers.queries.letters import letters
from motcua.dossiers.queries.messages import conversation
from motcua.dossiers.queries.mine import my_dossiers
from motcua.dossiers.queries.offices import offering_agencies
from motcua.dossiers.queries.page import (
    dossier,
    dossier_file,
    secret_of,
    standing,
    track,
    tracked_file,
)
from motcua.dossiers.queries.paper_guess import guess_paper
from motcua.dossiers.queries.referrals import referral, referral_file, waiting_for_us
from motcua.dossiers.queries.result_data import result_fields
from motcua.dossiers.queries.reuse import held_for_dossier, offers_for_draft
from motcua.dossiers.queries.reuse_figures import reuse_figures
from motcua.dossiers.queries.saved_filters import saved_filters
from motcua.dossiers.queries.shift import shift_report
from motcua.dossiers.queries.tasks import officers_here, tasks_of
from motcua.dossiers.queries.wanted import missing_components, wanted_components
from motcua.dossiers.queries.workload import workload
from motcua.dossiers.rules import dossier_code, may_be_scanned

__all__ = [
    "MOST_COUNTED",
    "MOST_DAYS_TO_ANSWER",
    "Question",
    "accept",
    "add_scans",
    "answer_consultation",
    "answer_supplement",
    "apologise",
    "approve_correction",
    "approve_further_supplement",
    "ask_batch_again",
    "ask_code",
    "ask_register",
    "assign",
    "assisted_entries",
    "assisted_entry",
    "attach_paper",
    "batch",
    "batch_form",
    "batch_leftovers",
    "batch_rows",
    "batch_template",
    "batches",
    "breaches",
    "broken_chronicles",
    "canned_text",
    "canned_texts",
    "change_text",
    "check_batch",
    "choose_case",
    "close_unanswered",
    "colleagues",
    "complete_step",
    "confirm_batch",
    "confirm_by_code",
    "confirm_by_signature",
    "confirm_legacy",
    "confirm_own",
    "consult",
    "conversation",
    "corrections",
    "deliver_code",
    "dossier",
    "dossier_code",
    "dossier_file",
    "draft",
    "draft_result",
    "drop_entry",
    "end_children",
    "end_postings",
    "entry_hash",
    "export_list",
    "exported_file",
    "exports",
    "file_batch",
    "fill_in_for",
    "find",
    "follow_child",
    "forget_batches",
    "forget_drafts",
    "forget_entries",
    "forget_exports",
    "forget_legacy_uploads",
    "further_requests",
    "given_answers",
    "guess_paper",
    "hand_over",
    "hand_to_unit",
    "handover_list",
    "handover_lists",
    "held_for_dossier",
    "import_legacy",
    "incoming",
    "index_content",
    "index_some",
    "issue_results",
    "item_labels",
    "keep_text",
    "lapse_consultations",
    "legacy_batch",
    "legacy_batches",
    "legacy_choices",
    "legacy_codes",
    "legacy_mapping",
    "legacy_skeleton",
    "legacy_told_file",
    "legacy_upload",
    "legacy_uploads",
    "letters",
    "look_up_archive",
    "may_be_scanned",
    "missing_components",
    "move_for_calendar",
    "move_tasks",
    "move_waiting",
    "my_dossiers",
    "my_drafts",
    "offering_agencies",
    "offers_for_draft",
    "officers_here",
    "open_child",
    "preview_letter",
    "print_entry",
    "print_for_turn",
    "print_handover",
    "print_register",
    "print_shift",
    "printed_form",
    "propose_correction",
    "propose_further_supplement",
    "propose_result",
    "purge_expired",
    "read_legacy",
    "read_messages",
    "receive_handover",
    "referral",
    "referral_file",
    "refuse",
    "register_at_counter",
    "remove_batch",
    "remove_export",
    "remove_filter",
    "remove_legacy_upload",
    "remove_paper",
    "remove_text",
    "rename_filter",
    "renew_draft",
    "replace_by_data",
    "request_supplement",
    "result_fields",
    "return_further_supplement",
    "return_result",
    "reuse_figures",
    "reuse_paper",
    "run_legacy_import",
    "run_legacy_trial",
    "save_draft",
    "save_filter",
    "saved_filters",
    "say_legacy_codes",
    "say_legacy_columns",
    "say_legacy_version",
    "search",
    "secret_of",
    "send_back",
    "send_letter",
    "shift_report",
    "sign_results",
    "standing",
    "start_draft",
    "stop",
    "submit",
    "submitted_entry",
    "take",
    "take_back",
    "take_entry_papers",
    "take_in_opinion",
    "take_over",
    "tasks_of",
    "tell_of_batch",
    "tell_of_legacy",
    "tell_of_message",
    "tell_owner",
    "to_hand_over",
    "to_hand_to_units",
    "to_issue",
    "to_sign",
    "track",
    "tracked_file",
    "transfer_again",
    "try_legacy",
    "upload_batch",
    "upload_legacy",
    "waiting_for_us",
    "waiting_on_others",
    "wanted_components",
    "warn_of_lateness",
    "withdraw",
    "work_list",
    "workload",
    "write_export",
    "write_export_for",
    "write_message",
]
