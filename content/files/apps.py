from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "content.files"
    label = "files"

    def ready(self) -> None:
        from content.files import signal_handlers  # Models are loaded only now.

        signal_handlers.connect()
