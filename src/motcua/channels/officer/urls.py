"""The officials' desk, under /can-bo/."""

from django.urls import include, path

from motcua.channels.officer.views import (
    acts,
    calendar,
    corrections,
    counter,
    dossier,
    fees,
    files,
    further,
    handing,
    intake,
    issuing,
    queue,
    letters,
    moving,
    result,
    search,
    signing,
    supplement,
    work,
)

DOSSIER = "ho-so/<uuid:dossier_id>/"

desk = [
    path("", work.start, name="start"),
    path("viec/", work.work_list, name="work"),
    path("viec/nhieu/", work.act_on_many, name="act_on_many"),
    path("viec/chuyen/", moving.move_tasks, name="move_tasks"),
    path("tiep-nhan/", intake.incoming, name="incoming"),
    path("tiep-nhan/moi/", counter.choose_procedure, name="choose_procedure"),
    path("tiep-nhan/moi/<str:code>/", counter.walk_in, name="walk_in"),
    path("hang-doi/", queue.queue, name="queue"),
    path("hang-doi/lam/", queue.act, name="queue_act"),
    path("ky/", signing.to_sign, name="signing"),
    path("ky/xong/", signing.sign, name="sign"),
    path("ky/tra-lai/", signing.send_back, name="send_back"),
    path("phat-hanh/", issuing.to_issue, name="issuing"),
    path("phat-hanh/xong/", issuing.issue, name="issue"),
    path("tra-ket-qua/", handing.to_hand_over, name="handing_over"),
    path("tra-cuu/", search.search, name="search"),
    path("lich/", calendar.calendar, name="calendar"),
    path("sua-sai/", corrections.corrections, name="corrections"),
    path("sua-sai/<uuid:correction_id>/", corrections.approve, name="approve_correction"),
    path("hoi-them/", further.further, name="further"),
    path("hoi-them/<uuid:further_id>/", further.decide, name="decide_further"),
    path("sap-tre/", letters.letters, name="letters"),
    path("giay-to/", files.nothing_to_look_at, name="nothing_to_look_at"),
    path(DOSSIER, dossier.dossier_page, name="dossier"),
    path(f"{DOSSIER}tiep-nhan/", intake.accept, name="accept"),
    path(f"{DOSSIER}bo-sung/", supplement.request_supplement, name="supplement"),
    path(f"{DOSSIER}nhan-bo-sung/", supplement.receive, name="receive_supplement"),
    path(f"{DOSSIER}soan-ket-qua/", result.draft, name="draft_result"),
    path(f"{DOSSIER}thu-phi/", fees.record, name="fees"),
    path(f"{DOSSIER}muc-thu/", fees.state_amount, name="state_amount"),
    path(f"{DOSSIER}doi-chieu/", dossier.compare, name="compare"),
    path(f"{DOSSIER}mau/<str:number>/", files.printed_form, name="printed_form"),
    path(f"{DOSSIER}tep/<uuid:file_id>/", files.download, name="download"),
    path(f"{DOSSIER}ban-in/<uuid:file_id>/", files.our_paper, name="our_paper"),
    path(f"{DOSSIER}xem/<uuid:file_id>/", files.look, name="look"),
    path(f"{DOSSIER}du-thao/", result.read_draft, name="read_draft"),
    path(f"{DOSSIER}anh/<uuid:file_id>/<int:page>/", files.picture, name="picture"),
    path(f"{DOSSIER}<slug:slug>/", acts.act_on_dossier, name="act"),
]

urlpatterns = [
    path("dang-nhap/", include("motcua.channels.officer.login_urls")),
    path("", include((desk, "officer"))),
]
