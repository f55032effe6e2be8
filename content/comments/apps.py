from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "content.comments"
    label = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        from content.comments import signal_handlers  # Models are loaded only now.
        from content.comments.personal_data import comments_of, votes_of
        from content.comments.searchable import comment_sections
        from content.comments.talk import talk_beside
        from content.knowledge.beside import register_findable, register_part
        from content.people.account.export import register_export

        register_part("talk", talk_beside)
        register_findable("talk", comment_sections)
        register_export("comments", comments_of)
        register_export("votes", votes_of)
        signal_handlers.connect()
