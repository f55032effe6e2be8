from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    name = "content.comments"
    label = "comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        from content.comments import signal_handlers  # Models are loaded only now.
        from content.comments.talk import talk_beside
        from content.knowledge.beside import register_part

        register_part("talk", talk_beside)
        signal_handlers.connect()
