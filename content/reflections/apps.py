from django.apps import AppConfig


class ReflectionsConfig(AppConfig):
    name = "content.reflections"
    label = "reflections"
