"""Administrators: dossiers of another system."""

from django.urls import path

from motcua.channels.operations import legacy_mapping, legacy_uploads, legacy_views

UPLOAD = "tep/<uuid:upload_id>/"

urlpatterns = [
    path("", legacy_views.batches, name="legacy"),
    path("<uuid:batch_id>/", legacy_views.batch, name="legacy-batch"),
    path("tep/moi/", legacy_uploads.send, name="legacy-new"),
    path(UPLOAD, legacy_uploads.upload, name="legacy-upload"),
    path(f"{UPLOAD}tien-do/", legacy_uploads.progress, name="legacy-progress"),
    path(f"{UPLOAD}cot/", legacy_uploads.name_columns, name="legacy-columns"),
    path(f"{UPLOAD}ma/<str:kind>/", legacy_mapping.codes, name="legacy-codes"),
    path(f"{UPLOAD}phien-ban/", legacy_mapping.version, name="legacy-version"),
    path(f"{UPLOAD}chay-thu/", legacy_uploads.trial, name="legacy-trial"),
    path(f"{UPLOAD}nhap-that/", legacy_uploads.confirm, name="legacy-confirm"),
    path(f"{UPLOAD}bo/", legacy_uploads.remove, name="legacy-remove"),
    path(f"{UPLOAD}dong-can-xem.<str:table>", legacy_uploads.told, name="legacy-told"),
    path(f"{UPLOAD}anh-xa.json", legacy_uploads.mapping, name="legacy-mapping"),
]
