"""The words of a Thai sentence. Plain Python: nothing here knows the site, a database or a search engine."""
