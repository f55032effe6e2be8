from django.apps import AppConfig


class FocusGroupsConfig(AppConfig):
    name = "content.focus_groups"
    label = "focus_groups"
