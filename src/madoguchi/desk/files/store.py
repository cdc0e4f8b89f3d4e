"""The bytes of attachments by their content's hash, each client's apart: a folder or an S3-compatible store.

Kept before anything refers to them and never changed: a file that nothing refers to costs room only,
a row without its file would be a loss. Whoever keeps a file has a day to refer to it; then it is swept.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from django.db import connection

from madoguchi.desk.files import exclusion

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
NOT_FOUND = 404


class NotKept(Exception):
    """The store has no such file."""


@cache
def storage() -> Storage:
    """The store that the settings name. Raises ImportError where S3 is named and boto3 is missing."""
    config = settings.CONFIG
    if config.files_folder is not None:
        return FileSystemStorage(
            location=config.files_folder,
            file_permissions_mode=PRIVATE_FILE,
            directory_permissions_mode=PRIVATE_FOLDER,
        )
    from storages.backends.s3 import S3Storage  # only who uses it needs boto3

    place = urlsplit(config.files)
    return cast(
        "Storage",
        S3Storage(
            bucket_name=place.netloc,
            location=place.path.strip("/"),
            default_acl=None,
            file_overwrite=True,
        ),
    )


@cache
def client_errors() -> tuple[type[Exception], ...]:
    """What the store's client raises beside OSError: S3's, where one is named."""
    if settings.CONFIG.files_folder is not None:
        return ()
    from botocore.exceptions import BotoCoreError, ClientError  # as above

    return BotoCoreError, ClientError


def hash_of(data: bytes) -> str:
    """What the bytes are known by: their SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def keep(client_id: int, data: bytes) -> str:
    """Keep the bytes, durably, for a day at least; their hash. The same bytes twice are kept once."""
    sha256 = hash_of(data)
    name = _name(client_id, sha256)
    with _reached() as place:
        if not place.exists(name):
            _put(place, name, data)
            return sha256
        with exclusion.nothing_is_swept():
            if _is_whole(place, name, data) and isinstance(place, FileSystemStorage):
                os.utime(place.path(name))  # young again: no sweep is about to take it
            else:
                _put(place, name, data)
    return sha256


def read(client_id: int, sha256: str) -> bytes:
    """All of its bytes. Raises NotKept, or OSError when the store cannot be reached."""
    try:
        with _reached() as place, place.open(_name(client_id, sha256), "rb") as file:
            data: bytes = file.read()
    except FileNotFoundError as error:
        raise NotKept from error
    return data


def listed(client_id: int) -> Iterator[list[str]]:
    """All that the client's store holds as FOLDER/NAME, a folder at a time; half-written ones too."""
    for folder in sorted(_listing(str(client_id))[0]):
        yield [f"{folder}/{name}" for name in _listing(f"{client_id}/{folder}")[1]]


def is_older(client_id: int, path: str, than: datetime) -> bool:
    """Whether nobody has kept this since then; False for what is gone."""
    try:
        with _reached() as place:
            return place.get_modified_time(f"{client_id}/{path}") < than
    except FileNotFoundError:
        return False


def remove(client_id: int, path: str) -> None:
    """Remove it for good: only under `exclusion.nobody_keeps`, and what nothing refers to."""
    with _reached() as place:
        place.delete(f"{client_id}/{path}")


def _listing(folder: str) -> tuple[list[str], list[str]]:
    try:
        with _reached() as place:
            return place.listdir(folder)
    except FileNotFoundError:
        return [], []


def _is_whole(place: Storage, name: str, data: bytes) -> bool:
    return place.exists(name) and place.size(name) == len(data)


def _put(place: Storage, name: str, data: bytes) -> None:
    if isinstance(place, FileSystemStorage):
        _write(Path(place.path(name)), data)
    else:
        place.save(name, ContentFile(data))


@contextmanager
def _reached() -> Iterator[Storage]:
    """The store; what its client raises comes out as the OSError that a folder would raise."""
    place = storage()
    is_here = isinstance(place, FileSystemStorage)
    assert is_here or not connection.in_atomic_block, "no network inside a transaction"
    try:
        yield place
    except client_errors() as error:
        answer: Any = getattr(error, "response", {})
        status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode")
        raise (FileNotFoundError if status == NOT_FOUND else OSError)(str(error)) from error


def _name(client_id: int, sha256: str) -> str:
    return f"{client_id}/{sha256[:2]}/{sha256}"


def _write(path: Path, data: bytes) -> None:
    """Written beside and renamed: a name is only ever given to a whole file."""
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    descriptor, partial = tempfile.mkstemp(dir=path.parent)  # made for its owner alone
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(partial).replace(path)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise
