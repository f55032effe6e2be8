from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumsConfig(AppConfig):
    name = "content.forums"
    label = "forums"
    verbose_name = _("Exchange forums")

    def ready(self) -> None:
        from content.forums import post_parts, signal_handlers  # Models are loaded only now.
        from content.forums.moderation import events  # noqa: F401 - they register themselves
        from content.forums.moderation import parts as moderation_parts
        from content.forums.writing import advice
        from content.forums.writing import parts as writing_parts
        from content.people.my_page import register_section

        register_section(
            key="forum_topics",
            order=30,
            label=_("My topics in the forums"),
            url="forums_mine",
            count=lambda user: user.forum_topics.filter(state__in=("visible", "pending")).count(),
        )
        post_parts.register()
        writing_parts.register()
        moderation_parts.register()
        advice.register()
        signal_handlers.connect()
