from django.apps import AppConfig
from django.core import checks
from django.db import models
from django.utils.translation import gettext_lazy as _


class TaxonomyConfig(AppConfig):
    name = "content.taxonomy"
    label = "taxonomy"
    verbose_name = _("Taxonomy")

    def ready(self) -> None:
        # These need the models, which are loaded only now.
        from wagtail.admin.forms.models import register_form_field_override

        from content.core.buddhist_era import BuddhistDateField, BuddhistDateInput
        from content.taxonomy.checks import check_tags_of_pages

        checks.register(check_tags_of_pages)
        # Every date field in the admin shows and reads พ.ศ.; Wagtail's own shows the Common Era.
        register_form_field_override(
            models.DateField, override={"form_class": BuddhistDateField, "widget": BuddhistDateInput}
        )
