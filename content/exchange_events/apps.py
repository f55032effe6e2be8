from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeEventsConfig(AppConfig):
    name = "content.exchange_events"
    label = "exchange_events"
    verbose_name = _("Exchange events")

    def ready(self) -> None:
        from content.exchange_events import personal_data, signal_handlers  # Models are loaded only now.
        from content.exchange_events.reading import coming_count
        from content.people.my_page import register_section

        register_section(
            key="exchange_events",
            order=35,
            label=_("Exchange events I take part in"),
            url="exchange_events",
            count=coming_count,
        )
        personal_data.register()
        signal_handlers.connect()
