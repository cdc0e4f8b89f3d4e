"""The backup as a file: a tar with the manifest, the database's dump, and the attachments."""

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from madoguchi.desk.operations.refusals import CannotRestore

MANIFEST = "manifest.json"
DUMP = "database.dump"
FILES = "files"
FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup holds, so that a restore can be compared with it."""

    made_at: str  # ISO 8601, UTC
    version: str  # of the product
    schema: str  # the mark of the tables
    rows: Mapping[str, int]  # by table, counted in the dump's own snapshot
    dump_sha256: str
    files: int  # how many attachments; -1 where an S3-compatible store keeps them
    format: int = FORMAT


def write(target: Path, *, manifest: Manifest, dump: Path, files: Path | None) -> None:
    """Write the archive beside its place, then move it there: a half-written one never has the name."""
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    # For its owner alone from the first byte on: it holds customers' mail.
    descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
            told = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
            _add_text(archive, MANIFEST, told)
            archive.add(dump, DUMP)
            if files is not None and files.is_dir():
                archive.add(files, FILES)
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def read(source: Path, folder: Path) -> Manifest:
    """Unpack into `folder`; the manifest, after the dump was compared with it. Raises CannotRestore."""
    try:
        with tarfile.open(source) as archive:
            _unpack(archive, folder.resolve())
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, tarfile.TarError, ValueError, TypeError, KeyError) as error:
        raise CannotRestore(
            f"{source} はバックアップとして読めません（{error}）。",
            f"{source} cannot be read as a backup ({error}).",
        ) from error
    if manifest.format != FORMAT or sha256_of(folder / DUMP) != manifest.dump_sha256:
        raise CannotRestore(
            f"{source} は壊れているか、この版では読めない形式です。",
            f"{source} is damaged, or of a format that this version does not read.",
        )
    return manifest


def sha256_of(path: Path) -> str:
    """The file's hash, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def count_files(folder: Path | None) -> int:
    """How many files are below the folder; -1 for None."""
    if folder is None:
        return -1
    return sum(1 for path in folder.rglob("*") if path.is_file())


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Files and folders alone, inside of `folder` alone, for their owner alone.

    By hand: the `filter` of `extractall` is not in every Python 3.11 (Debian 12 has 3.11.2).
    """
    for entry in archive:
        place = (folder / entry.name).resolve()
        content = None if entry.issym() else archive.extractfile(entry)
        if not place.is_relative_to(folder) or not (content or entry.isdir()):
            raise tarfile.ExtractError(entry.name)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if content is None:
            place.mkdir(mode=0o700, exist_ok=True)
            continue
        place.touch(mode=0o600, exist_ok=False)
        with content, place.open("wb") as file:
            shutil.copyfileobj(content, file)
        os.utime(place, (entry.mtime, entry.mtime))


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    data = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    archive.addfile(entry, io.BytesIO(data))
