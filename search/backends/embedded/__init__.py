"""The search engine that needs no server: tantivy, in files beside the database."""

from search.backends.embedded.backend import EmbeddedBackend

__all__ = ["EmbeddedBackend"]
