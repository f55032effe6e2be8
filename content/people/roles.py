"""The roles of the platform. What each may do stands in `content.people.role_permissions`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleKey(models.TextChoices):
    MEMBER = "member", _("Member")
    CONTRIBUTOR = "contributor", _("Contributor")
    REVIEWER = "reviewer", _("Reviewer")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")
