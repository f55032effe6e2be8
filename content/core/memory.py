"""
Values worked out once for a generation of the site's content and then remembered by the process.

For what every page needs and what only an edit changes: where an address leads, who may read a page, the menus. The
generation (`content.core.page_cache`) is asked each time, so an edit is seen at once by every process.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings

from content.core.page_cache import generation

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")
MAX_VALUES = 5000

_lock = Lock()
_values: OrderedDict[Hashable, object] = OrderedDict()
_generation = -1


def remembered(key: Hashable, build: Callable[[], T]) -> T:
    """
    The value of `build()`, which must depend on nothing but `key` and published content; never change it.

    Two threads may build the same value at once; a value of a past generation is never given.
    """
    global _generation
    if not settings.KM_REMEMBER:
        return build()
    current = generation()
    with _lock:
        if current != _generation:
            _values.clear()
            _generation = current
        elif key in _values:
            _values.move_to_end(key)
            return _values[key]
    value = build()
    with _lock:
        # Content may have changed while the value was made.
        if current == _generation:
            _values[key] = value
            while len(_values) > MAX_VALUES:
                _values.popitem(last=False)
    return value
