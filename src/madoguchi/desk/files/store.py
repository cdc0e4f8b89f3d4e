"""The bytes of attachments by their content's hash, each client's apart: a folder or an S3-compatible store.

Kept before anything refers to them and never changed: a file that nothing refers to costs room only,
a row without its file would be a loss.
"""

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import IO, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from django.db import connection

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


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


def keep(client_id: int, data: bytes) -> str:
    """Keep the bytes, durably; their SHA-256 in hexadecimal. The same bytes twice are kept once."""
    sha256 = hashlib.sha256(data).hexdigest()
    name = _name(client_id, sha256)
    place = _reached()
    if place.exists(name) and place.size(name) == len(data):
        return sha256
    if isinstance(place, FileSystemStorage):
        _write(Path(place.path(name)), data)
    else:
        place.save(name, ContentFile(data))
    return sha256


def opened(client_id: int, sha256: str) -> IO[bytes]:
    """The file, to be read and closed. Raises NotKept."""
    try:
        return _reached().open(_name(client_id, sha256), "rb")
    except FileNotFoundError as error:
        raise NotKept from error


def read(client_id: int, sha256: str) -> bytes:
    """All of its bytes. Raises NotKept."""
    with opened(client_id, sha256) as file:
        return file.read()


def _reached() -> Storage:
    place = storage()
    is_here = isinstance(place, FileSystemStorage)
    assert is_here or not connection.in_atomic_block, "no network inside a transaction"
    return place


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
