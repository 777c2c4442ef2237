"""Administrators: the national catalogue's import and its review queue."""

from django.urls import path

from motcua.channels.operations import imports

ROW = "xem-lai/<uuid:row_id>/"

urlpatterns = [
    path("", imports.imports, name="imports"),
    path("cong-bo/", imports.publish, name="publish-import"),
    path("lan/<uuid:import_id>/", imports.one_import, name="import"),
    path("lan/<uuid:import_id>/tien-do/", imports.progress, name="import-progress"),
    path("xem-lai/", imports.review, name="import-review"),
    path("xem-lai/nhan/", imports.accept, name="accept-rows"),
    path(ROW, imports.row, name="imported-row"),
    path(f"{ROW}nhan/", imports.accept_one, name="accept-row"),
    path(f"{ROW}sua/", imports.mend, name="mend-row"),
    path(f"{ROW}bo/", imports.reject, name="reject-row"),
    path(f"{ROW}lap-ban/", imports.take_over, name="take-over-row"),
]
