from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeEventsConfig(AppConfig):
    name = "content.exchange_events"
    label = "exchange_events"
    verbose_name = _("Exchange events")

    def ready(self) -> None:
        from content.exchange_events.personal_data import attendance_of  # Models are loaded only now.
        from content.people.account.export import register_export

        register_export("exchange_events", attendance_of)
