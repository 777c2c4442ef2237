"""Django from the command line, as the site's role or as the owner of the tables."""

import os

import django
from django.conf import settings


def start_django(*, as_owner: bool = False) -> None:
    """`as_owner`: migrations own the tables; the site steps down to a role that owns nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    if as_owner:
        settings.DATABASES["default"]["OPTIONS"] = {}
    django.setup()
