from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "content.files"
    label = "files"
