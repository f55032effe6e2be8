"""Pages of exchange events. None is kept by caches: places and rights change by the minute."""
