"""Signing in: password, then a second factor. No sign-up, no reset by e-mail: accounts are given by the agency."""

from allauth.account import views
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", views.login, name="account_login"),
    path("thoat/", views.logout, name="account_logout"),
    path("xac-nhan-lai/", views.reauthenticate, name="account_reauthenticate"),
    path("mat-khau/", views.password_change, name="account_change_password"),
    path("khoa/", views.account_inactive, name="account_inactive"),
    # allauth asks for these names even where the pages are closed.
    path("mo/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path(
        "dat-mat-khau/",
        RedirectView.as_view(pattern_name="account_login"),
        name="account_set_password",
    ),
    path("hai-lop/", include("allauth.mfa.urls")),
]
