"""The front doors and their addresses. Citizens need no prefix; officials live under /can-bo/."""

from django.urls import include, path

from motcua.channels import face, languages

urlpatterns = [
    path("ngon-ngu/", languages.choose_language, name="language"),
    path("co-chu/", languages.choose_text_size, name="text-size"),
    path("bieu-tuong.svg", face.site_icon, name="site-icon"),
    path("can-bo/", include("motcua.channels.officer.urls")),
    path("", include("motcua.channels.operations.urls")),
    path("", include("motcua.channels.citizen.urls")),
]

handler400 = "motcua.channels.refusals.bad_request"
handler403 = "motcua.channels.refusals.permission_denied"
handler404 = "motcua.channels.refusals.page_not_found"
handler500 = "motcua.channels.refusals.server_error"
