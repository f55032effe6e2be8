"""Wagtail's own search (lists and choosers of the admin) on the Thai analysis; see `backend`."""
