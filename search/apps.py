from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import signal_handlers, suggestions  # Models are loaded only now.

        signal_handlers.connect()
        suggestions.forget_when_changed()
        autodiscover_modules("searchable")
