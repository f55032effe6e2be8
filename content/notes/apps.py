from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "content.notes"
    label = "notes"
