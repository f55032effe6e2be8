from django.apps import AppConfig


class WritingConfig(AppConfig):
    name = "content.writing"
    label = "writing"

    def ready(self) -> None:
        from content.writing import signal_handlers  # Models are loaded only now.

        signal_handlers.connect(self)
