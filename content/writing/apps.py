from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WritingConfig(AppConfig):
    name = "content.writing"
    label = "writing"

    def ready(self) -> None:
        from content.files.permissions import register_draft_readers
        from content.people.my_page import register_section
        from content.writing import querysets, signal_handlers, workflow_mails  # Models are loaded only now.

        register_section(
            key="drafts",
            order=10,
            label=_("My writing"),
            url="writing:mine",
            count=lambda user: querysets.drafts_of(user).count(),
        )
        register_section(
            key="reviews",
            order=20,
            label=_("Waiting for my review"),
            url="writing:reviews",
            count=lambda user: querysets.submissions_for(user).count(),
        )
        register_draft_readers(querysets.is_file_of_draft)
        signal_handlers.connect(self)
        workflow_mails.connect()
