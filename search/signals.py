"""What search tells others."""

from django.dispatch import Signal

# Sent after changes have become findable, in whichever thread or process told the engine. Whoever keeps pages made
# from search results throws them away.
index_changed = Signal()
# Sent by `notify_saved_searches` when a kept search has hits its person does not know: `saved` (a SavedSearch) and
# `hits`, all of which the person may see now. When a receiver raises they are told later.
saved_search_hits = Signal()
