"""What no row refers to leaves the store after a day; nothing else ever does."""

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client as Browser
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import jobs as conversation_jobs
from madoguchi.desk.conversations.actions import replies, sweeping
from madoguchi.desk.conversations.actions.sweeping import BehindTheWall, sweep_files
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.files import exclusion, store
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, jobs, walls
from tests import builders
from tests.desk.files.attaching import PDF, attached, lying, removed

NOW = clock.now()
LATER = NOW + timedelta(days=2)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """An empty store."""
    settings.CONFIG = replace(settings.CONFIG, files=str(tmp_path))
    store.storage.cache_clear()
    yield tmp_path
    store.storage.cache_clear()


def swept(client: Client, *, later: timedelta = timedelta(days=2)) -> int:
    with walls.within([client.pk]):
        return sweep_files(client_id=client.pk, now=NOW + later)


def is_kept(client: Client, data: bytes) -> bool:
    try:
        return store.read(client.pk, store.hash_of(data)) == data
    except store.NotKept:
        return False


def test_a_file_that_was_removed_from_a_draft_is_swept_after_a_day(
    ann_browser: Browser, hikari: Client, conversation: Conversation
) -> None:
    attached(ann_browser, conversation)
    [file] = lying(conversation)
    removed(ann_browser, file.pk)

    assert swept(hikari, later=timedelta(hours=23)) == 0
    assert is_kept(hikari, PDF)
    assert swept(hikari) == 1
    assert not is_kept(hikari, PDF)


def test_a_file_in_a_composer_and_one_that_was_sent_stay(
    ann_browser: Browser, ann: Person, hikari: Client, conversation: Conversation
) -> None:
    attached(ann_browser, conversation)
    with walls.transaction([hikari.pk]):
        replies.send_reply(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation),
            now=builders.NOW,
        )
    attached(ann_browser, conversation, "二つめ.pdf", PDF + b"2")

    assert swept(hikari) == 0
    assert is_kept(hikari, PDF)
    assert is_kept(hikari, PDF + b"2")


def test_the_same_bytes_of_another_client_are_its_own(
    ann_browser: Browser, hikari: Client, tsubame: Client, conversation: Conversation
) -> None:
    attached(ann_browser, conversation)
    store.keep(tsubame.pk, PDF)

    assert swept(tsubame) == 1
    assert swept(hikari) == 0
    assert is_kept(hikari, PDF)


def test_nothing_is_swept_of_a_client_whose_rows_are_out_of_sight(
    ann_browser: Browser, hikari: Client, tsubame: Client
) -> None:
    """Behind the wall every file looks as if nothing referred to it."""
    attached(ann_browser, builders.a_conversation(hikari))

    for scope in ([], [tsubame.pk]):
        with walls.within(scope, provider_wide=True), pytest.raises(BehindTheWall):
            sweep_files(client_id=hikari.pk, now=LATER)

    assert is_kept(hikari, PDF)


def test_what_a_killed_process_left_half_written_is_swept(hikari: Client, folder: Path) -> None:
    store.keep(hikari.pk, PDF)
    half = folder / str(hikari.pk) / store.hash_of(PDF)[:2] / "tmp8b1x"
    half.write_bytes(b"half")

    assert swept(hikari) == 2
    assert not half.exists()


def test_a_client_without_files_has_nothing_to_sweep(hikari: Client) -> None:
    assert swept(hikari) == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_is_swept_while_somebody_keeps_or_backs_up(hikari: Client) -> None:
    store.keep(hikari.pk, PDF)

    with holding(exclusion.nothing_is_swept), pytest.raises(jobs.TryLater):
        swept(hikari)

    assert is_kept(hikari, PDF)
    assert swept(hikari) == 1


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_uploaded_again_while_it_is_about_to_be_swept_stays(
    ann_browser: Browser,
    hikari: Client,
    conversation: Conversation,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The upload comes after the sweep's first look at the rows and before its second."""
    store.keep(hikari.pk, PDF)
    os.utime(folder / str(hikari.pk) / store.hash_of(PDF)[:2] / store.hash_of(PDF), (0, 0))
    look = sweeping._remove

    def meanwhile(client_id: int, *rest: object) -> int:
        in_another_thread(lambda: attached(ann_browser, conversation))
        return look(client_id, *rest)  # type: ignore[arg-type] # as it was called

    monkeypatch.setattr(sweeping, "_remove", meanwhile)

    assert swept(hikari, later=timedelta()) == 0
    assert is_kept(hikari, PDF)
    assert len(lying(conversation)) == 1


@pytest.mark.django_db(transaction=True)
def test_an_upload_that_has_no_row_yet_keeps_its_file(hikari: Client, folder: Path) -> None:
    """Between its bytes and its row: the bytes are young again, whenever they were first kept."""
    store.keep(hikari.pk, PDF)
    os.utime(folder / str(hikari.pk) / store.hash_of(PDF)[:2] / store.hash_of(PDF), (0, 0))

    store.keep(hikari.pk, PDF)

    assert swept(hikari, later=timedelta()) == 0
    assert is_kept(hikari, PDF)


@pytest.mark.django_db(transaction=True)
def test_an_upload_in_the_moment_of_the_removal_waits_and_writes_anew(
    hikari: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The upload saw the file lie there; the sweep was quicker."""
    store.keep(hikari.pk, PDF)
    uploads = []
    remove = store.remove

    def beside_an_upload(client_id: int, path: str) -> None:
        upload = threading.Thread(target=lambda: in_this_thread(lambda: store.keep(client_id, PDF)))
        upload.start()
        upload.join(0.3)
        uploads.append((upload, upload.is_alive()))
        remove(client_id, path)

    monkeypatch.setattr(store, "remove", beside_an_upload)

    assert swept(hikari) == 1
    [(upload, had_to_wait)] = uploads
    upload.join(10)
    assert had_to_wait
    assert is_kept(hikari, PDF)


@pytest.mark.django_db(transaction=True)
def test_once_a_day_there_is_a_job_for_each_client(hikari: Client, tsubame: Client) -> None:
    conversation_jobs.sweep(0)

    queued = ProcrastinateJob.objects.filter(task_name="conversations.sweep_files")
    assert sorted(job.args["client_id"] for job in queued) == sorted([hikari.pk, tsubame.pk])


@pytest.mark.django_db(transaction=True)
def test_the_job_sweeps(hikari: Client, folder: Path) -> None:
    store.keep(hikari.pk, PDF)
    os.utime(folder / str(hikari.pk) / store.hash_of(PDF)[:2] / store.hash_of(PDF), (0, 0))

    conversation_jobs.sweep_files(client_id=hikari.pk)

    assert not is_kept(hikari, PDF)


class holding:  # noqa: N801 -- reads as a word
    """The lock, held by another session."""

    def __init__(self, lock: Callable[[], object]) -> None:
        self.lock = lock
        self.held, self.over = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=lambda: in_this_thread(self._hold))

    def _hold(self) -> None:
        with self.lock():  # type: ignore[attr-defined] # a context manager
            self.held.set()
            self.over.wait(10)

    def __enter__(self) -> None:
        self.thread.start()
        assert self.held.wait(10)

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join(10)


def in_this_thread(work: Callable[[], object]) -> None:
    """With a connection of its own, given back."""
    try:
        work()
    finally:
        connections.close_all()


def in_another_thread(work: Callable[[], object]) -> None:
    thread = threading.Thread(target=lambda: in_this_thread(work))
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
