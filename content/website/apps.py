from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "content.website"
    label = "website"

    def ready(self) -> None:
        from content.website import signal_handlers  # Models are loaded only now.

        signal_handlers.connect()
