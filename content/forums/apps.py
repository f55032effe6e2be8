from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumsConfig(AppConfig):
    name = "content.forums"
    label = "forums"
    verbose_name = _("Exchange forums")

    def ready(self) -> None:
        from content.forums import signal_handlers  # Models are loaded only now.

        signal_handlers.connect()
