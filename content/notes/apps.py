from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "content.notes"
    label = "notes"

    def ready(self) -> None:
        from content.notes import writing  # noqa: F401 - registers the kind; models are loaded only now
