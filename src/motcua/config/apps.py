from django.apps import AppConfig

from motcua.kit import events, schedule


class MotcuaConfig(AppConfig):
    name = "motcua.config"
    label = "motcua"

    def ready(self) -> None:
        from motcua.config import checks  # noqa: F401, PLC0415  (registers them)
        from motcua.config.schedule import APPOINTMENTS  # noqa: PLC0415  (rooms load models first)
        from motcua.config.wiring import SUBSCRIPTIONS  # noqa: PLC0415

        events.connect(SUBSCRIPTIONS)
        schedule.keep(APPOINTMENTS)
