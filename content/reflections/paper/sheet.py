"""A reflection as what stands on its sheet of paper, whether saved or still being written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from content.core.pdca import Stage
from search.text.characters import one_line
from themes.thai_dates import thai_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from content.reflections.models import ReflectionPage


class Line(NamedTuple):
    """`key` names the line on the layout ("su-2")."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of สุ จิ ปุ ลิ. `field` is the form field its text comes from."""

    field: str
    sign: str
    name: str
    lines: tuple[Line, ...]

    def rewritten(self, rewrite: Callable[..., Sequence[str]]) -> Part:
        sign, name = rewrite(self.sign, self.name)
        return replace(self, sign=sign, name=name, lines=tuple(Line(key, *rewrite(text)) for key, text in self.lines))


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as it stands on the sheet. `note` tells by when, and at which stage of PDCA it stands."""

    key: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is printed; the templates add no letter of their own. `facts` are labelled lines under the title."""

    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    promises_name: str
    promises: tuple[Promise, ...]

    def texts(self) -> Iterator[str]:
        """Every text of its writer in reading order."""
        yield self.title
        for _label, value in self.facts:
            yield value
        for part in self.parts:
            yield from (line.text for line in part.lines)
        for promise in self.promises:
            yield promise.text

    def rewritten(self, rewrite: Callable[..., Sequence[str]]) -> Sheet:
        """The sheet with the texts of each paragraph given by `rewrite(*texts)`, asked in reading order."""
        (title,) = rewrite(self.title)
        facts = tuple(tuple(rewrite(*fact)) for fact in self.facts)
        parts = tuple(part.rewritten(rewrite) for part in self.parts)
        (name,) = rewrite(self.promises_name) if self.promises else (self.promises_name,)
        promises = tuple(Promise(promise.key, *rewrite(promise.text, promise.note)) for promise in self.promises)
        return Sheet(title, facts, parts, name, promises)


def make_sheet(
    *,
    title: str,
    event: str,
    date: dt.date | None,
    writer: str,
    group: str,
    keywords: Iterable[str],
    su_points: Iterable[str],
    ji_points: Iterable[str],
    pu_questions: Iterable[str],
    li_summary: str,
    commitments: Iterable[tuple[str, dt.date | None, str]],
) -> Sheet:
    """The sheet of these texts. `commitments` are text, due day and PDCA stage."""
    facts = (
        (_("Event"), one_line(event)),
        (_("Date of the event"), thai_date(date, "long") if date else ""),
        (_("Written by"), one_line(writer)),
        (_("Work group or school"), one_line(group)),
        (_("Keywords"), " · ".join(one_line(word) for word in keywords)),
    )
    stages = dict(Stage.choices)
    return Sheet(
        title=one_line(title),
        facts=tuple((f"{label}:", value) for label, value in facts if value),
        parts=(
            _part("su_points", "สุ", _("su: listen"), su_points),
            _part("ji_points", "จิ", _("ji: think"), ji_points),
            _part("pu_questions", "ปุ", _("pu: ask"), pu_questions),
            _part("li_summary", "ลิ", _("li: write"), li_summary.splitlines()),
        ),
        promises_name=_("What I will do"),
        promises=tuple(
            Promise(f"promise-{number}", one_line(text), _note(due, str(stages.get(stage, ""))))
            for number, (text, due, stage) in enumerate(commitments, 1)
            if one_line(text)
        ),
    )


def sheet_of(page: ReflectionPage) -> Sheet:
    """The sheet of a saved reflection."""
    return make_sheet(
        title=page.title,
        event=page.event,
        date=page.dated,
        writer=role_of(page),
        group=str(page.work_group or page.school or ""),
        keywords=page.keywords,
        su_points=page.su_points,
        ji_points=page.ji_points,
        pu_questions=page.pu_questions,
        li_summary=page.li_summary,
        commitments=[(row.text, row.due_date, row.stage) for row in page.commitments.all()],
    )


def role_of(page: ReflectionPage) -> str:
    """The position of who wrote the sheet."""
    author = next(iter(page.item_authors.all()), None)
    return author.user.public_name if author else ""


def _note(due: dt.date | None, stage: str) -> str:
    word, day = _("Due"), thai_date(due, "short") if due else ""
    return f"({word} {day} · {stage})"


def _part(field: str, sign: str, name: str, lines: Iterable[str]) -> Part:
    texts = [text for line in lines if (text := one_line(line))]
    key = field.partition("_")[0]
    return Part(field, sign, str(name), tuple(Line(f"{key}-{n}", text) for n, text in enumerate(texts, 1)))
