from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MindmapsConfig(AppConfig):
    name = "content.mindmaps"
    label = "mindmaps"
    verbose_name = _("Mind maps")
