"""What search tells others."""

from django.dispatch import Signal

# Sent after changes have become findable, in whichever thread or process told the engine. Whoever keeps pages made
# from search results throws them away.
index_changed = Signal()
