"""The citizens' addresses: Vietnamese words, no prefix."""

from django.urls import path

from motcua.channels.citizen.views import (
    acting,
    appointments,
    archive,
    assisted,
    batches,
    dossiers,
    firm,
    form,
    helper,
    home,
    kiosk,
    messages,
    notices,
    papers,
    procedure,
    review,
    sign_in,
    supplement,
    tracking,
    verification,
)

app_name = "citizen"

DRAFT = "ho-so/nhap/<uuid:draft_id>/"
PAPER = f"{DRAFT}giay-to/<str:component>/"
DOSSIER = "ho-so/<uuid:dossier_id>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("tim/", home.search, name="search"),
    path("tim", home.search),
    path("viec-trong-doi/<str:code>/", home.life_event, name="life-event"),
    path("thu-tuc/<str:code>/", procedure.procedure, name="procedure"),
    path("thu-tuc/<str:code>/nop/", procedure.start, name="start"),
    # many dossiers from one Excel file
    path("thu-tuc/<str:code>/nhieu/", batches.cases, name="batch-cases"),
    path("thu-tuc/<str:code>/nhieu/<str:case>/", batches.send, name="batch-new"),
    path("thu-tuc/<str:code>/nhieu/<str:case>/mau.xlsx", batches.template, name="batch-template"),
    path("nhieu-ho-so/", batches.mine, name="batches"),
    path("nhieu-ho-so/<uuid:batch_id>/", batches.batch, name="batch"),
    path("nhieu-ho-so/<uuid:batch_id>/nop/", batches.confirm, name="batch-confirm"),
    path("nhieu-ho-so/<uuid:batch_id>/hoi-lai/", batches.ask_again, name="batch-ask-again"),
    path("nhieu-ho-so/<uuid:batch_id>/bo/", batches.remove, name="batch-remove"),
    path("nhieu-ho-so/<uuid:batch_id>/can-sua.xlsx", batches.leftovers, name="batch-leftovers"),
    # an application on its way
    path(DRAFT, form.resume, name="continue"),
    path(f"{DRAFT}giay-to/", papers.papers, name="papers"),
    path(f"{PAPER}them/", papers.add, name="paper-add"),
    path(f"{PAPER}xoa/", papers.remove, name="paper-remove"),
    path(f"{PAPER}ghep/", papers.join, name="paper-join"),
    path(f"{PAPER}du-lieu/", papers.use_data, name="paper-data"),
    path(f"{PAPER}dung-lai/", papers.reuse, name="paper-reuse"),
    path(f"{DRAFT}tep/<uuid:file_id>/", papers.picture, name="draft-file"),
    path(f"{DRAFT}kiem-tra/", review.review, name="review"),
    path(f"{DRAFT}da-nop/", review.submitted, name="submitted"),
    path(f"{DRAFT}lay-lai/", procedure.refill, name="refill"),
    path(f"{DRAFT}<str:page_id>/luu/", form.save, name="form-save"),
    path(f"{DRAFT}<str:page_id>/", form.form_page, name="form-page"),
    # typed for me at a counter
    path("khai-giup/<uuid:entry_id>/", assisted.entry, name="assisted-entry"),
    # in whose name
    path("lam-thay/", acting.principals, name="principals"),
    path("lam-thay/thoi/", acting.stop, name="act-for-oneself"),
    path("lam-thay/<uuid:principal_id>/", acting.begin, name="act-for"),
    path("uy-quyen/", acting.grant, name="grant"),
    path("uy-quyen/<uuid:mandate_id>/cham-dut/", acting.end, name="end-mandate"),
    path("doanh-nghiep/", firm.staff, name="firm"),
    path("doanh-nghiep/<uuid:member_id>/bo/", firm.remove, name="firm-remove"),
    # my dossiers
    path("ho-so/", dossiers.mine, name="my-dossiers"),
    path(DOSSIER, dossiers.dossier_page, name="dossier"),
    path(f"{DOSSIER}bo-sung/", supplement.supplement, name="supplement"),
    path(f"{DOSSIER}tin-nhan/", messages.conversation, name="messages"),
    path(f"{DOSSIER}rut/", dossiers.withdraw, name="withdraw"),
    path(f"{DOSSIER}ban-da-nop/", review.application_copy, name="application-copy"),
    path(f"{DOSSIER}tep/<uuid:file_id>/", dossiers.file, name="dossier-file"),
    path("kho-giay-to/", archive.archive, name="archive"),
    path("kho-giay-to/<uuid:document_id>/", archive.document_file, name="document-file"),
    path(
        "kho-giay-to/<uuid:archived_id>/<uuid:file_id>/", archive.paper_file, name="archived-file"
    ),
    path("thong-bao/", notices.notices, name="notices"),
    # appointments at a counter
    path("lich-hen/", appointments.mine, name="appointments"),
    path("lich-hen/dat/", appointments.choose_service, name="book"),
    path("lich-hen/dat/<uuid:service_id>/", appointments.book, name="book-slot"),
    path("lich-hen/<uuid:appointment_id>/", appointments.appointment, name="appointment"),
    path("lich-hen/<uuid:appointment_id>/huy/", appointments.cancel, name="appointment-cancel"),
    # the machines of a hall, and a number's own page
    path("lay-so/<str:key>/", kiosk.kiosk, name="kiosk"),
    path("lay-so/<str:key>/lich-hen/", kiosk.arrive, name="kiosk-arrive"),
    path("lay-so/<str:key>/so/<str:ticket_key>/", kiosk.paper, name="kiosk-ticket"),
    path("bang-goi/<str:key>/", kiosk.wall, name="wall"),
    path("so/<str:ticket_key>/", kiosk.ticket, name="ticket"),
    # without signing in
    path("tra-cuu/", tracking.track, name="track"),
    path("tra-cuu/tep/<uuid:file_id>/", tracking.file, name="tracked-file"),
    path("xac-minh/", verification.verify, name="verify"),
    path("xac-minh/<str:code>/", verification.verify_code, name="verify-code"),
    path("nho-lam-ho/", helper.helper, name="helper"),
    path("dang-nhap/", sign_in.sign_in, name="sign-in"),
    path("dang-nhap/bat-dau/", sign_in.begin, name="begin-sign-in"),
    path("dang-nhap/tro-ve/", sign_in.come_back, name="come-back"),
    path("dang-xuat/", sign_in.sign_out, name="sign-out"),
    path("tai-khoan/", sign_in.account, name="account"),
]
