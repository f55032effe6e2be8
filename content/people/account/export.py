"""
All that the site keeps of a person, as a ZIP of JSON and files.

Apps above register what they keep (`register_export`, `register_files`); people itself knows account and profile.
"""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from typing import IO, TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from content.people.models import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.core.files import File

    from content.people.models import User

MOST_FILE_BYTES = 300 * 1024 * 1024
UNSAFE = re.compile(r"[^\w.ก-๙-]")
IN_MEMORY_BYTES = 5 * 1024 * 1024
_exports: dict[str, Callable[[User], object]] = {}
_files: dict[str, Callable[[User], Iterable[tuple[str, File]]]] = {}


def register_export(name: str, values: Callable[[User], object]) -> None:
    """Add `<name>.json` with what `values(user)` gives: lists, dictionaries, texts, numbers, dates."""
    _exports[name] = values


def register_files(folder: str, files: Callable[[User], Iterable[tuple[str, File]]]) -> None:
    """Add a folder with the files that `files(user)` gives as pairs of name and file."""
    _files[folder] = files


def write_export(user: User) -> IO[bytes]:
    """The archive, at its beginning. A file that is gone or beyond the limit is named in `left-out.txt`."""
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - whoever sends it closes it
    left_out: list[str] = []
    room = MOST_FILE_BYTES
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, values in sorted(_exports.items()):
            text = json.dumps(values(user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
            archive.writestr(f"{name}.json", text)
        for path, file in _all_files(user):
            room -= _add(archive, path, file, room, left_out)
        if left_out:
            archive.writestr("left-out.txt", "\n".join(left_out) + "\n")
    target.seek(0)
    return target


def _all_files(user: User) -> Iterator[tuple[str, File]]:
    for folder, files in sorted(_files.items()):
        for number, (name, file) in enumerate(files(user), start=1):
            # Two files may have one name, and a name may not lead out of the folder.
            yield f"{folder}/{number:04d}-{UNSAFE.sub('_', name)[-120:]}", file


def _add(archive: zipfile.ZipFile, path: str, file: File, room: int, left_out: list[str]) -> int:
    """The size of the file where it was added, else 0."""
    try:
        size = file.size
        if size > room:
            left_out.append(path)
            return 0
        with file.open("rb") as source, archive.open(path, "w") as target:
            for chunk in source.chunks():
                target.write(chunk)
    except OSError:
        left_out.append(path)
        return 0
    return size


def _account(user: User) -> dict[str, object]:
    fields = ("username", "email", "first_name", "last_name", "date_joined", "last_login")
    return {
        **{name: getattr(user, name) for name in fields},
        "email_addresses": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "connected_accounts": list(SocialAccount.objects.filter(user=user).values("provider", "uid", "extra_data")),
        "roles_and_groups": list(user.groups.values_list("name", flat=True)),
    }


def _profile(user: User) -> dict[str, object]:
    profile = Profile.objects.filter(user=user).select_related("work_group", "school").first()
    if profile is None:
        return {}
    return {
        "position": profile.position,
        "work_group": str(profile.work_group or ""),
        "school": str(profile.school or ""),
        "interests": profile.interests,
        "teams": [str(membership.team) for membership in user.team_memberships.select_related("team")],
    }


def _sessions(user: User) -> list[dict[str, object]]:
    return list(UserSession.objects.filter(user=user).values("ip", "user_agent", "created_at", "last_seen_at"))


def _pictures(user: User) -> Iterator[tuple[str, File]]:
    for picture in get_image_model().objects.filter(uploaded_by_user=user).iterator():
        yield picture.filename, picture.file


def _documents(user: User) -> Iterator[tuple[str, File]]:
    for document in get_document_model().objects.filter(uploaded_by_user=user).iterator():
        yield document.filename, document.file


def register_own_data() -> None:
    register_export("account", _account)
    register_export("profile", _profile)
    register_export("sessions", _sessions)
    register_files("pictures", _pictures)
    register_files("documents", _documents)
