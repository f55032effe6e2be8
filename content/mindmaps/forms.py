from __future__ import annotations

from content.core.forms import BasePageForm
from content.mindmaps.outline import inherit


class MindMapForm(BasePageForm):
    def clean_tree(self) -> dict:
        """The typed tree; nodes that were there before keep their ids, which links point to, and their colours."""
        return inherit(self.cleaned_data["tree"], self.instance.tree or {})
