"""Rows written by the hundred thousand: COPY on PostgreSQL, one prepared statement on SQLite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import Model


class Rows:
    """
    Collects rows of one model and writes them in chunks, with ids of its own that follow those present.

    `fields` are names of attributes (`topic_id`); every other field takes its default. A row is a tuple in that order.
    """

    CHUNK = 20_000

    def __init__(self, model: type[Model], *fields: str) -> None:
        self.model = model
        self.next_id = (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1
        wanted = dict.fromkeys(fields)
        own = [field for field in model._meta.concrete_fields if not field.primary_key]
        unknown = set(wanted) - {field.attname for field in own}
        if unknown:
            raise ValueError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
        by_name = {field.attname: field for field in own}
        self._given = [by_name[name] for name in wanted]
        self._rest = [field for field in own if field.attname not in wanted]
        self._columns = [model._meta.pk, *self._given, *self._rest]
        self._defaults = tuple(_stored(field, field.get_default()) for field in self._rest)
        self._waiting: list[tuple] = []
        self.written = 0

    def add(self, *values: object) -> int:
        """The id of the new row."""
        pk = self.next_id
        self.next_id += 1
        stored = [_stored(field, value) for field, value in zip(self._given, values, strict=True)]
        self._waiting.append((pk, *stored, *self._defaults))
        if len(self._waiting) >= self.CHUNK:
            self.flush()
        return pk

    def flush(self) -> None:
        if self._waiting:
            _write(self.model._meta.db_table, [field.column for field in self._columns], self._waiting)
            self.written += len(self._waiting)
            self._waiting.clear()

    def finish(self) -> None:
        """Write the rest, and let the database count on from here."""
        self.flush()
        for statement in connection.ops.sequence_reset_sql(no_style(), [self.model]):
            with connection.cursor() as cursor:
                cursor.execute(statement)


def _stored(field: object, value: object) -> object:
    # Texts, numbers and None are stored as they are: asking the field for each would double the time.
    if value is None or type(value) in {str, int, bool}:
        return value
    return field.get_db_prep_save(value, connection)


def _write(table: str, columns: Sequence[str], rows: Iterable[tuple]) -> None:
    quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {name} ({quoted}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {name} ({quoted}) VALUES ({places})", list(rows))  # noqa: S608 - names only
