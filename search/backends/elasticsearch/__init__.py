"""The search engine of large sites: a cluster of Elasticsearch 8. No plugin, no script: words arrive cut."""

from search.backends.elasticsearch.backend import ElasticsearchBackend

__all__ = ["ElasticsearchBackend"]
