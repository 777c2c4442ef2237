from django.urls import path

from motcua.channels.operations import queue_views, views

app_name = "operations"

urlpatterns = [
    path("suc-khoe/", views.health_page, name="health"),
    path("can-bo/quan-tri/hang-doi/", queue_views.queue, name="queue"),
    path("suc-khoe.json", views.health_json, name="health-json"),
]
