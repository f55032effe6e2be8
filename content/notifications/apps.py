from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from content.notifications.checks import check_background


class NotificationsConfig(AppConfig):
    name = "content.notifications"
    label = "notifications"
    verbose_name = _("Notices")

    def ready(self) -> None:
        register(check_background)
        autodiscover_modules("events")
