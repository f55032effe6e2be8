from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "content.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        from content.core.audiences import register_readers  # Models are loaded only now.
        from content.knowledge import signal_handlers
        from content.knowledge.personal_data import items_of
        from content.knowledge.services import people_of_items
        from content.people.account.export import register_export

        register_readers(people_of_items)
        signal_handlers.connect()
        register_export("knowledge_items", items_of)
