"""The file of a backup: read back as it was written, and nothing of it lands outside of its folder."""

import io
import os
import tarfile
from pathlib import Path

import pytest

from madoguchi.desk.operations import archive
from madoguchi.desk.operations.refusals import CannotRestore


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """An archive of a small dump and two attachments with the same bytes, one on the disk."""
    dump, files = tmp_path / "dump", tmp_path / "files"
    dump.write_bytes(b"tables")
    (files / "7" / "ab").mkdir(parents=True)
    (files / "8" / "ab").mkdir(parents=True)
    (files / "7" / "ab" / "abc").write_bytes(b"photo")
    os.utime(files / "7" / "ab" / "abc", (1_000_000, 1_000_000))
    (files / "8" / "ab" / "abc").hardlink_to(files / "7" / "ab" / "abc")
    manifest = archive.Manifest(
        made_at="2026-11-20T05:36:00+00:00",
        version="1",
        schema="mark",
        rows={},
        dump_sha256=archive.sha256_of(dump),
        files=2,
    )
    archive.write(tmp_path / "kept.tar", manifest=manifest, dump=dump, files=files)
    return tmp_path / "kept.tar"


def with_one_more(kept: Path, entry: tarfile.TarInfo) -> Path:
    entry.size = 4 if entry.isreg() else 0
    with tarfile.open(kept, "a") as more:
        more.addfile(entry, io.BytesIO(b"evil") if entry.isreg() else None)
    return kept


def test_every_file_comes_back_with_its_bytes_and_its_age(written: Path, tmp_path: Path) -> None:
    inside = tmp_path / "inside"

    manifest = archive.read(written, inside)

    assert manifest.files == archive.count_files(inside / archive.FILES) == 2
    for client in ("7", "8"):
        kept = inside / archive.FILES / client / "ab" / "abc"
        assert (kept.read_bytes(), kept.stat().st_mtime) == (b"photo", 1_000_000)


def test_what_is_unpacked_is_its_owners_alone(written: Path, tmp_path: Path) -> None:
    archive.read(written, tmp_path / "inside")

    unpacked = list((tmp_path / "inside").rglob("*"))
    assert {one.stat().st_mode & 0o077 for one in unpacked} == {0}


@pytest.mark.parametrize("name", ["../outside", "/{}/outside", "files/../../outside"])
def test_a_name_that_leads_outside_is_refused(written: Path, tmp_path: Path, name: str) -> None:
    kept = with_one_more(written, tarfile.TarInfo(name.replace("/{}", str(tmp_path / "in"))))

    with pytest.raises(CannotRestore, match="読めません"):
        archive.read(kept, tmp_path / "in" / "side")

    assert not (tmp_path / "in" / "outside").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_what_is_neither_file_nor_folder_is_refused(
    written: Path, tmp_path: Path, kind: bytes
) -> None:
    entry = tarfile.TarInfo("files/odd")
    entry.type, entry.linkname = kind, "database.dump"

    with pytest.raises(CannotRestore, match="files/odd"):
        archive.read(with_one_more(written, entry), tmp_path / "inside")


def test_the_same_name_twice_is_refused(written: Path, tmp_path: Path) -> None:
    kept = with_one_more(written, tarfile.TarInfo(archive.DUMP))

    with pytest.raises(CannotRestore, match="読めません"):
        archive.read(kept, tmp_path / "inside")
