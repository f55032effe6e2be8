from django.apps import AppConfig


class ReflectionsConfig(AppConfig):
    name = "content.reflections"
    label = "reflections"

    def ready(self) -> None:
        from content.reflections import writing  # noqa: F401 - registers the kind; models are loaded only now
