from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(AppConfig):
    name = "content.people"
    label = "people"
    # Two configurations live in this module; this one is meant by "content.people".
    default = True

    def ready(self) -> None:
        from content.people import signal_handlers  # Models are loaded only now.
        from content.people.account.export import register_own_data
        from content.people.account.sections import register_account_sections

        signal_handlers.connect()
        register_account_sections()
        register_own_data()


class AccountsAdminConfig(WagtailUsersAppConfig):
    """Wagtail's account admin with the profile on the same form."""

    user_viewset = "content.people.viewsets.AccountViewSet"
    group_viewset = "content.people.viewsets.OfficeGroupViewSet"
