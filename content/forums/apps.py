from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumsConfig(AppConfig):
    name = "content.forums"
    label = "forums"
    verbose_name = _("Exchange forums")

    def ready(self) -> None:
        from content.forums import beside, personal_data, post_parts, signal_handlers  # Models are loaded only now.
        from content.forums.knowledge import parts as knowledge_parts
        from content.forums.knowledge import signal_handlers as knowledge_signal_handlers
        from content.forums.moderation import events, parts  # noqa: F401 - events register themselves
        from content.forums.writing import advice
        from content.forums.writing import parts as writing_parts

        beside.register()
        post_parts.register()
        writing_parts.register()
        parts.register()
        knowledge_parts.register()
        personal_data.register()
        advice.register()
        signal_handlers.connect()
        knowledge_signal_handlers.connect()
