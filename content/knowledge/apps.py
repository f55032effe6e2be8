from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "content.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        from content.core.audiences import register_readers  # Models are loaded only now.
        from content.knowledge import signal_handlers
        from content.knowledge.services import people_of_items

        register_readers(people_of_items)
        signal_handlers.connect()
