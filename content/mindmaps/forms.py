from __future__ import annotations

from wagtail.admin.forms import WagtailAdminPageForm

from content.mindmaps.outline import inherit


class MindMapForm(WagtailAdminPageForm):
    def clean_tree(self) -> dict:
        """The typed tree; nodes that were there before keep their ids, which links point to, and their colours."""
        return inherit(self.cleaned_data["tree"], self.instance.tree or {})
