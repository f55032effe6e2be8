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
        from content.notifications import account_events, saved_searches  # Models are loaded only now.
        from content.notifications.inbox import unread_count
        from content.notifications.personal_data import follows_of, notices_of
        from content.people.account.export import register_export
        from content.people.my_page import register_section

        register(check_background)
        autodiscover_modules("events")
        saved_searches.connect()
        account_events.connect()
        register_section(key="notices", order=60, label=_("My notices"), url="notices_inbox", count=unread_count)
        register_section(key="follows", order=70, label=_("What I follow"), url="notices_follows")
        register_section(key="notice_settings", order=80, label=_("Settings of my notices"), url="notices_settings")
        register_export("notices", notices_of)
        register_export("follows", follows_of)
