"""
Files of posts: kept with what they are, tied to the post whose text names them, taken away when no post wants them.

A text names a file by its address. So a draft, a preview and an edit need no list of files beside the text.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from content.forums.models import Post, PostDraft, PostFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.base import File

    from content.people.models import User

ADDRESS = re.compile(r"/forum/files/([0-9]{1,18})/")
LOOSE_FOR = datetime.timedelta(days=1)
# Uploads that belong to no post yet, for each person: more are no writing but storing.
MOST_LOOSE = 40
MOST_NAMED = 100
IN_ONE_GO = 500
LONGEST_NAME = 200


class TooManyFiles(Exception):
    """Somebody sends files faster than posts."""


def keep_upload(
    *,
    user: User,
    file: File,
    name: str,
    alt: str = "",
    width: int | None = None,
    height: int | None = None,
    sent_as: str = "",
) -> PostFile:
    """
    Keep a file that has been checked; one with a width is a picture.

    It is its owner's only until a post names it. What came with the same sending (`sending_of`) is kept once. Raises
    `TooManyFiles`.
    """
    again = PostFile.objects.filter(owner=user, sent_as=sent_as) if sent_as else PostFile.objects.none()
    if present := again.first():
        return present
    if PostFile.objects.filter(owner=user, post=None).count() >= MOST_LOOSE:
        raise TooManyFiles
    kept = PostFile(
        owner=user,
        file=file,
        name=name[:LONGEST_NAME],
        size=file.size,
        is_picture=width is not None,
        alt=alt[:LONGEST_NAME],
        width=width,
        height=height,
        sent_as=sent_as,
    )
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError:
        # The other press of the button was quicker.
        kept.file.storage.delete(kept.file.name)
        return again.get()
    return kept


def sending_of(token: str, words: str, file: File, name: str) -> str:
    """Names a file within one sending of a form; with other words it is another sending. None without a token."""
    if not token:
        return ""
    digest = hashlib.sha256(f"{token}\n{words}\n{name}\n".encode(errors="replace"))
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def markdown_of(file: PostFile) -> str:
    """How a text names the file: a picture is shown, another file is linked to."""
    label = (file.alt if file.is_picture else file.name) or file.name
    words = re.sub(r"[\[\]\\`*_<>\n]", " ", label).strip()
    return f"{'!' if file.is_picture else ''}[{words}]({file.get_absolute_url()})"


def named_in(text: str) -> set[int]:
    """The ids of the files whose address stands in `text`."""
    found: set[int] = set()
    for match in ADDRESS.finditer(text):
        found.add(int(match[1]))
        if len(found) == MOST_NAMED:
            break
    return found


def loose_files(user: User, text: str) -> list[PostFile]:
    """The files that `user` has sent, that belong to no post yet, and that `text` names."""
    named = named_in(text)
    return list(PostFile.objects.filter(owner=user, post=None, pk__in=named)) if named else []


def settle_files(post: Post, user: User) -> None:
    """After an edit: tie what the text names now, let go what it no longer names. Inside the writing transaction."""
    named = named_in(post.text)
    PostFile.objects.filter(owner=user, post=None, pk__in=named).update(post=post)
    gone = PostFile.objects.filter(post=post).exclude(pk__in=named)
    # A day to think again, counted from now.
    gone.update(post=None, uploaded_at=timezone.now())


def clean_up(now: datetime.datetime | None = None) -> int:
    """Delete what was sent more than a day ago and is named by no post and no draft of its owner; how many."""
    before = (now or timezone.now()) - LOOSE_FOR
    old = PostFile.objects.filter(post=None, uploaded_at__lt=before)
    count = 0
    for file in _unwanted(list(old[:IN_ONE_GO])):
        with transaction.atomic():
            # Whoever has posted it meanwhile keeps it.
            held = PostFile.objects.select_for_update().filter(pk=file.pk, post=None).first()
            if held is not None:
                held.delete()
                count += 1
    return count


def _unwanted(files: list[PostFile]) -> Iterator[PostFile]:
    owners = {file.owner_id for file in files} - {None}
    wanted: dict[int, set[int]] = {}
    for user_id, text in PostDraft.objects.filter(user_id__in=owners).values_list("user_id", "text"):
        wanted.setdefault(user_id, set()).update(named_in(text))
    for file in files:
        if file.pk not in wanted.get(file.owner_id, ()):
            yield file


def file_row_gone(sender: type, instance: PostFile, **kwargs: object) -> None:
    """The bytes go with the row, once it is sure to be gone."""
    file = instance.file
    if file:
        transaction.on_commit(lambda: file.storage.delete(file.name), robust=True)
