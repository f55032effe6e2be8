from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumsConfig(AppConfig):
    name = "content.forums"
    label = "forums"
    verbose_name = _("Exchange forums")

    def ready(self) -> None:
        from content.forums import post_parts, signal_handlers  # Models are loaded only now.
        from content.forums.moderation import events, parts  # noqa: F401 - events register themselves
        from content.people.my_page import register_section

        register_section(
            key="forum_topics",
            order=30,
            label=_("My topics in the forums"),
            url="forums_mine",
            count=lambda user: user.forum_topics.filter(state__in=("visible", "pending")).count(),
        )
        post_parts.register()
        parts.register()
        signal_handlers.connect()
