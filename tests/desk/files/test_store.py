"""The store: bytes by their hash, each client's apart, a name only ever given to a whole file."""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from django.core.files.storage import InMemoryStorage, Storage
from django.db import transaction
from pytest_django import Settings

from madoguchi.desk.files import store
from madoguchi.desk.platform import clock

BYTES = b"the terms of delivery"
SHA256 = hashlib.sha256(BYTES).hexdigest()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """An empty store."""
    settings.CONFIG = replace(settings.CONFIG, files=str(tmp_path))
    forget = store.storage.cache_clear
    forget()
    yield tmp_path
    forget()


def files_in(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def test_a_file_is_kept_by_its_hash_and_read_again(folder: Path) -> None:
    assert store.keep(7, BYTES) == SHA256

    assert store.read(7, SHA256) == BYTES
    assert files_in(folder) == [f"7/{SHA256[:2]}/{SHA256}"]


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once(folder: Path) -> None:
    store.keep(7, BYTES)
    before = (folder / "7" / SHA256[:2] / SHA256).stat().st_ino

    store.keep(7, BYTES)

    assert (folder / "7" / SHA256[:2] / SHA256).stat().st_ino == before


def test_another_client_has_a_file_of_its_own() -> None:
    store.keep(7, BYTES)

    with pytest.raises(store.NotKept):
        store.read(8, SHA256)


@pytest.mark.django_db
def test_half_a_file_is_written_anew(folder: Path) -> None:
    store.keep(7, BYTES)
    (folder / "7" / SHA256[:2] / SHA256).write_bytes(b"half")

    store.keep(7, BYTES)

    assert store.read(7, SHA256) == BYTES


def test_only_the_desk_itself_can_read_the_files(folder: Path) -> None:
    store.keep(7, BYTES)

    kept = folder / "7" / SHA256[:2] / SHA256
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_could_not_be_written_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="no space left"):
        store.keep(7, BYTES)

    assert files_in(folder) == []


@pytest.mark.django_db
def test_what_is_kept_again_is_young_again(folder: Path) -> None:
    store.keep(7, BYTES)
    os.utime(folder / "7" / SHA256[:2] / SHA256, (0, 0))

    store.keep(7, BYTES)

    assert not store.is_older(7, f"{SHA256[:2]}/{SHA256}", clock.now() - timedelta(hours=1))


class TestAStoreOnTheNetwork:
    """Its storage class is django-storages' own; here another one that is no folder stands for it."""

    class Overwriting(InMemoryStorage):
        """As the one for S3 is set: a name is written anew."""

        def get_available_name(self, name: str, max_length: int | None = None) -> str:
            return name

    @pytest.fixture(autouse=True)
    def elsewhere(self, monkeypatch: pytest.MonkeyPatch) -> Storage:
        kept = self.Overwriting()
        monkeypatch.setattr(store, "storage", lambda: kept)
        return kept

    @pytest.mark.django_db(transaction=True)
    def test_a_file_is_kept_and_read_again(self) -> None:
        store.keep(7, BYTES)
        store.keep(7, BYTES)

        assert store.read(7, SHA256) == BYTES
        with pytest.raises(store.NotKept):
            store.read(8, SHA256)

    @pytest.mark.django_db
    def test_it_is_never_talked_to_inside_of_a_transaction(self) -> None:
        with transaction.atomic(), pytest.raises(AssertionError, match="network"):
            store.keep(7, BYTES)


class ClientError(Exception):
    """As S3's client raises it: no OSError, with the answer's status beside its words."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the server said {status}")
        self.response = {"ResponseMetadata": {"HTTPStatusCode": status}}


class TestAStoreThatDoesNotAnswer:
    """What its client raises is what a folder raises: callers know no S3."""

    class Failing(InMemoryStorage):
        """Says the same to every question."""

        def __init__(self, status: int) -> None:
            super().__init__()
            self.status = status

        def exists(self, _name: str) -> bool:
            raise ClientError(self.status)

        def _open(self, _name: str, _mode: str = "rb") -> NoReturn:
            raise ClientError(self.status)

        def get_modified_time(self, _name: str) -> datetime:
            raise ClientError(self.status)

        def listdir(self, _path: str) -> tuple[list[str], list[str]]:
            raise ClientError(self.status)

    @pytest.fixture
    def answers(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
        """Put such a store there; it says this status."""

        def put(status: int) -> None:
            failing = self.Failing(status)
            monkeypatch.setattr(store, "storage", lambda: failing)
            monkeypatch.setattr(store, "client_errors", lambda: (ClientError,))

        return put

    @pytest.mark.django_db(transaction=True)
    def test_what_is_gone_is_not_kept_and_not_old(self, answers: Callable[[int], None]) -> None:
        answers(404)

        with pytest.raises(store.NotKept):
            store.read(7, SHA256)
        assert not store.is_older(7, f"{SHA256[:2]}/{SHA256}", clock.now())
        assert list(store.listed(7)) == []

    @pytest.mark.django_db(transaction=True)
    def test_a_refusal_is_never_taken_for_a_missing_file(
        self, answers: Callable[[int], None]
    ) -> None:
        answers(503)

        for asked in (
            lambda: store.read(7, SHA256),
            lambda: store.keep(7, BYTES),
            lambda: store.is_older(7, f"{SHA256[:2]}/{SHA256}", clock.now()),
            lambda: list(store.listed(7)),
        ):
            with pytest.raises(OSError, match="503"):
                asked()
