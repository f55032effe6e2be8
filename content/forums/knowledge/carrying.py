"""
Pictures and files of the chosen posts come along into the draft, as copies.

A copy is a document of the item: whoever may read the item may have it, also when the talk is deleted or closed. The
readers of the talk count for it no more, as for the words.
"""

from __future__ import annotations

import logging
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.core.files.base import File

from content.files.keeping import keep_file
from content.forums.models import PostFile
from content.forums.models.topics import State
from content.forums.services.files import ADDRESS, named_in
from content.knowledge.models import ItemAttachment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from content.files.models import OfficeDocument
    from content.forums.models import Post, Topic
    from content.knowledge.models import KnowledgeItem
    from content.people.models import User
    from content.writing.forms.item import ItemForm

    FormOf = Callable[[Mapping[int, str]], ItemForm]

logger = logging.getLogger(__name__)

# What stands beyond stays a link into the talk.
MOST_COPIED = 40


def files_of(topic: Topic, posts: Sequence[Post]) -> list[PostFile]:
    """
    What these posts show or link to, as far as it belongs to a visible post of the topic.

    A text may name a file of other talk, which has readers of its own: that stays a link, which asks who follows it.
    """
    named = set().union(*(named_in(post.text) for post in posts))
    files = PostFile.objects.filter(pk__in=named, post__topic=topic, post__state=State.VISIBLE)
    return list(files.order_by("pk")[:MOST_COPIED])


def carry_files(draft: KnowledgeItem, user: User, files: Sequence[PostFile], form_of: FormOf) -> None:
    """
    Copy the files into a draft that was just begun, and let its text name the copies.

    `form_of` makes the form of the draft anew with other addresses of the files, by their ids.
    """
    copies = {file.pk: copy for file in files if (copy := _copied(file, user))}
    if not copies:
        return
    form = form_of({pk: copy.url for pk, copy in copies.items()})
    form.apply_to(draft, user)
    rows = [ItemAttachment(document=copy, sort_order=number) for number, copy in enumerate(copies.values())]
    draft.item_attachments = rows
    # Nobody has seen the version without them.
    draft.save_revision(user=user, log_action=False, clean=False, overwrite_revision=draft.latest_revision)


def with_addresses(text: str, addresses: Mapping[int, str]) -> str:
    """A text that names files by these addresses; what is not among them stays as it is."""
    return ADDRESS.sub(lambda found: addresses.get(int(found[1]), found[0]), text)


def _copied(file: PostFile, user: User) -> OfficeDocument | None:
    # A picture is kept in another format than it was sent in: the ending says which.
    name = f"{PurePosixPath(file.name).stem}{PurePosixPath(file.file.name).suffix}"
    try:
        with file.file.open("rb") as stored:
            return keep_file(File(stored.file, name=name), user, title=file.alt or file.name)
    except OSError:
        logger.exception("The file %s of a post could not be copied into a draft.", file.pk)
        return None
