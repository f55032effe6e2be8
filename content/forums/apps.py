from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumsConfig(AppConfig):
    name = "content.forums"
    label = "forums"
    verbose_name = _("Exchange forums")

    def ready(self) -> None:
        from content.forums import personal_data, post_parts, signal_handlers, topic_lists  # Models are loaded now.
        from content.forums.knowledge import signal_handlers as knowledge_signal_handlers
        from content.forums.knowledge.lists import count_for
        from content.forums.knowledge.origin import knowledge_part, origin_beside
        from content.forums.moderation import events  # noqa: F401 - they register themselves
        from content.forums.moderation import parts as moderation_parts
        from content.forums.owners import latest_of
        from content.forums.permissions import moderates_any
        from content.forums.topic_page import register_topic_part
        from content.forums.writing import advice
        from content.forums.writing import parts as writing_parts
        from content.knowledge.beside import register_part
        from content.people.account.export import register_export, register_files
        from content.people.my_page import OFFICE, register_section
        from content.website.talk import register_talk

        register_section(
            key="forum_topics",
            order=30,
            label=_("My topics in the forums"),
            url="forums_mine",
            count=lambda user: topic_lists.begun_by(user).count(),
        )
        register_talk(latest_of)
        post_parts.register()
        writing_parts.register()
        moderation_parts.register()
        advice.register()
        register_topic_part("knowledge", lambda topic, request: knowledge_part(topic, request.user))
        signal_handlers.connect()
        knowledge_signal_handlers.connect()
        personal_data.connect()
        register_part("forum_origin", origin_beside)
        register_export("forum_posts", personal_data.posts_of)
        register_export("forum_life", personal_data.forum_life_of)
        register_files("forum_files", personal_data.files_of)
        register_section(
            key="forum_knowledge",
            group=OFFICE,
            order=60,
            label=_("Solved topics that are not yet knowledge"),
            url="forums_not_yet_knowledge",
            count=count_for,
            shown_to=moderates_any,
        )
