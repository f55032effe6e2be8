"""Admin forms of knowledge items."""

from __future__ import annotations

from content.core.forms import BasePageForm


class CompleteToPublishForm(BasePageForm):
    """
    A draft may lack parts; what is published may not. The page answers `missing_parts()` with (field, message).

    Wagtail marks the form as deferred while it saves a draft.
    """

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation:
            return
        for field, message in self.instance.missing_parts():
            # What an error already says about the field says enough.
            if not self.has_error(field):
                self.add_error(field if field in self.fields else None, message)
