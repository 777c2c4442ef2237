from django.urls import path

from motcua.channels.operations import views

app_name = "operations"

urlpatterns = [
    path("suc-khoe/", views.health_page, name="health"),
    path("suc-khoe.json", views.health_json, name="health-json"),
]
