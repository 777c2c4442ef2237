from django.urls import include, path

from motcua.channels.operations import (
    import_urls,
    legacy_urls,
    procedure_urls,
    queue_views,
    scanner_views,
    views,
)

app_name = "operations"

urlpatterns = [
    path("can-bo/quan-tri/thu-tuc/", include(procedure_urls.urlpatterns)),
    path("can-bo/quan-tri/danh-muc/", include(import_urls.urlpatterns)),
    path("suc-khoe/", views.health_page, name="health"),
    path("can-bo/quan-tri/hang-doi/", queue_views.queue, name="queue"),
    path("can-bo/quan-tri/may-quet/", scanner_views.scanners, name="scanners"),
    path("can-bo/quan-tri/ho-so-cu/", include(legacy_urls.urlpatterns)),
    path("suc-khoe.json", views.health_json, name="health-json"),
]
