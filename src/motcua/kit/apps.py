from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "motcua.kit"
    label = "kit"
