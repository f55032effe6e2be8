from django.apps import AppConfig
from django.db.models.signals import post_migrate
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
        post_migrate.connect(signal_handlers.admin_index_wanted, sender=self, dispatch_uid="search.admin_index_wanted")
        autodiscover_modules("searchable")
