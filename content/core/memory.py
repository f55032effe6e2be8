"""
Values worked out once for a generation of the site's content and then remembered by the process.

For what only an edit changes: where an address leads, who may read a page, the menus, what a page shows. The
generation (`content.core.page_cache`) is asked each time, so an edit is seen at once by every process.
"""

from __future__ import annotations

from collections import OrderedDict
from copy import copy
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings

from content.core.page_cache import generation

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")


class Memory:
    """
    At most `max_values` values of one generation; the least recently used give way. Safe for several threads.

    With `of_content` off a value depends on nothing but its key, and stays when content changes.
    """

    def __init__(self, max_values: int, *, of_content: bool = True) -> None:
        self.max_values = max_values
        self._generation_now = generation if of_content else int
        self._values: OrderedDict[Hashable, object] = OrderedDict()
        self._generation = -1
        self._lock = Lock()

    def get(self, key: Hashable, build: Callable[[], T], *, worth: Callable[[T], bool] | None = None) -> T:
        """
        The value of `build()`, which must depend on nothing but `key` and published content. Never change it.

        Two threads may build the same value at once; a value of a past generation is never given, and one that is not
        `worth` it is not kept.
        """
        if not settings.KM_REMEMBER:
            return build()
        current = self._generation_now()
        with self._lock:
            if current != self._generation:
                self._values.clear()
                self._generation = current
            elif key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = build()
        # Content may have changed while the value was made.
        if self._generation_now() == current and (worth is None or worth(value)):
            self._keep(key, value, current)
        return value

    def _keep(self, key: Hashable, value: object, current: int) -> None:
        with self._lock:
            if current != self._generation:
                return
            self._values[key] = value
            while len(self._values) > self.max_values:
                self._values.popitem(last=False)


# Facts are a few words each; what a page shows may be a hundred kilobytes, and so may its HTML (`{% kept %}`).
remembered = Memory(5000).get
remembered_content = Memory(300).get
remembered_html = Memory(1000).get
# Lists have as many views as filters can be combined: they push nothing else out.
remembered_lists = Memory(200).get
remembered_for_ever = Memory(2000, of_content=False).get
_remembered_rows = Memory(300).get


def remembered_row(key: Hashable, read: Callable[[], T | None]) -> T | None:
    """
    A model instance as it was read, a copy of its own for each caller: to read a wide row costs a third of a page.

    What a caller sets on the copy, and what it reads of other tables through it, stays with the copy.
    """
    row = _remembered_rows(key, read)
    if row is None:
        return None
    own = copy(row)
    own._state = copy(row._state)
    own._state.fields_cache = dict(row._state.fields_cache)
    return own
