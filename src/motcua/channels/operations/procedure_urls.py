"""Administrators: procedures, their versions, and the next one on its way."""

from django.urls import path

from motcua.channels.operations import (
    case_editors as cases,
    comparison_editors as comparisons,
    fee_editors as fees,
    form_builder as builder,
    form_previews as previews,
    offices,
    procedure_editors as editors,
    procedures,
    process_drawings,
    process_views,
)

DRAFT = "ban-soan/<uuid:draft_id>/"

urlpatterns = [
    path("", procedures.procedures, name="procedures"),
    path("buoc-chua-ro/", offices.offices, name="offices"),
    path(DRAFT, procedures.version_draft, name="version-draft"),
    path(f"{DRAFT}quyet-dinh/", editors.frame, name="edit-frame"),
    path(f"{DRAFT}chung/", editors.general, name="edit-general"),
    path(f"{DRAFT}ket-qua/", editors.result, name="edit-result"),
    path(f"{DRAFT}truong-hop/them/", cases.case, name="add-case"),
    path(f"{DRAFT}truong-hop/<str:code>/", cases.case, name="edit-case"),
    path(f"{DRAFT}truong-hop/<str:code>/bo/", cases.drop_case, name="drop-case"),
    path(f"{DRAFT}truong-hop/<str:code>/co-quan/", cases.agencies, name="edit-agencies"),
    path(f"{DRAFT}quy-trinh/<str:code>/", process_views.process, name="process"),
    path(
        f"{DRAFT}quy-trinh/<str:code>/so-do/",
        process_drawings.process_drawing,
        name="process-drawing",
    ),
    path(
        f"{DRAFT}quy-trinh/<str:code>/mau/",
        process_views.standard_processes,
        name="standard-processes",
    ),
    path(f"{DRAFT}quy-trinh/<str:code>/tep/", process_views.process_file, name="process-file"),
    path(f"{DRAFT}giay-to/them/", editors.paper, name="add-paper"),
    path(f"{DRAFT}giay-to/<str:code>/", editors.paper, name="edit-paper"),
    path(f"{DRAFT}giay-to/<str:code>/len/", editors.paper_up, name="paper-up"),
    path(f"{DRAFT}giay-to/<str:code>/xuong/", editors.paper_down, name="paper-down"),
    path(f"{DRAFT}giay-to/<str:code>/bo/", editors.drop_paper, name="drop-paper"),
    path(f"{DRAFT}khoan-thu/", fees.fees, name="fees"),
    path(f"{DRAFT}khoan-thu/them/", fees.fee, name="add-fee"),
    path(f"{DRAFT}khoan-thu/<str:code>/", fees.fee, name="edit-fee"),
    path(f"{DRAFT}khoan-thu/<str:code>/bo/", fees.drop_fee, name="drop-fee"),
    path(f"{DRAFT}mau/", builder.outline, name="form-outline"),
    path(f"{DRAFT}mau/viec/", builder.act, name="form-act"),
    path(f"{DRAFT}mau/khoi/", builder.add_block, name="form-block"),
    path(f"{DRAFT}mau/xem/", previews.preview, name="form-preview"),
    path(f"{DRAFT}mau/xem/<str:place>/", previews.preview_edit, name="form-preview-edit"),
    path(f"{DRAFT}mau/trang/them/", builder.page, name="add-form-page"),
    path(f"{DRAFT}mau/trang/<str:page_id>/", builder.page, name="edit-form-page"),
    path(f"{DRAFT}mau/cau/<str:path>/", builder.question, name="edit-question"),
    path(f"{DRAFT}mau/kiem-tra/them/", comparisons.new_comparison, name="add-comparison"),
    path(f"{DRAFT}mau/kiem-tra/<int:number>/", comparisons.comparison, name="edit-comparison"),
    path(f"{DRAFT}mau/them/<str:place>/", builder.new_question, name="add-question"),
    path(f"{DRAFT}trinh/", procedures.propose, name="propose-version"),
    path(f"{DRAFT}cong-bo/", procedures.publish, name="publish-version"),
    path(f"{DRAFT}tra-lai/", procedures.send_back, name="return-version"),
    path(f"{DRAFT}bo/", procedures.withdraw, name="withdraw-draft"),
    path("<str:code>/", procedures.procedure, name="procedure"),
    path("<str:code>/soan/", procedures.prepare, name="prepare-version"),
]
