from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "content.core"
    label = "core"

    def ready(self) -> None:
        from content.core import background, signal_handlers  # Models are loaded only now.

        signal_handlers.connect()
        background.connect()
