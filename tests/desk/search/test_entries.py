"""The index follows what happens to messages, and finds again what it lost."""

import io
from contextlib import redirect_stdout
from datetime import timedelta

import pytest

from madoguchi.commands import search as command
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.merging import merge_conversations, undo_merge
from madoguchi.desk.conversations.actions.splitting import split_conversation
from madoguchi.desk.conversations.events import ReplyRecalled
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import events, walls
from madoguchi.desk.search.actions import reindexing
from madoguchi.desk.search.actions.entries import index_messages
from madoguchi.desk.search.marks import marks_of
from madoguchi.desk.search.models import Entry, Progress
from tests import builders
from tests.desk.search.searching import found, pks, said


def test_a_reply_that_was_taken_back_is_not_found(hikari: Client, ann: Person) -> None:
    conversation = said(hikari, "いつですか。")
    reply = builders.replied(conversation, ann)
    with walls.transaction([hikari.pk]):
        Message.objects.filter(pk=reply.pk).update(kind=Message.Kind.RECALLED)
        events.record(
            ReplyRecalled(
                client_id=hikari.pk, conversation_id=conversation.pk, message_id=reply.pk
            ),
            at=builders.NOW,
        )
        index_messages([reply.pk])

    assert found(ann, hikari, q="お届け").hits == ()
    assert reindexing.verify(hikari.pk).is_whole


def test_merged_messages_are_found_where_they_went_and_come_back(
    hikari: Client, ann: Person
) -> None:
    source = said(hikari, "返品したい")
    target = said(hikari, "こんにちは", subject="請求書")

    with walls.transaction([hikari.pk]):
        merge = merge_conversations(
            source_id=source.pk, target_id=target.pk, person=ann, now=builders.NOW
        )
    assert pks(found(ann, hikari, q="返品 請求書")) == [target.pk]
    assert reindexing.verify(hikari.pk).is_whole

    with walls.transaction([hikari.pk]):
        undo_merge(merge_id=merge.pk, person=ann, now=builders.NOW)
    assert pks(found(ann, hikari, q="返品")) == [source.pk]
    assert pks(found(ann, hikari, q="返品 請求書")) == []


def test_split_messages_are_found_in_their_new_conversation(hikari: Client, ann: Person) -> None:
    conversation = said(hikari, "返品したい")
    other = builders.received(conversation, text="請求書をください")

    with walls.transaction([hikari.pk]):
        opened = split_conversation(
            conversation_id=conversation.pk,
            message_ids=[other.pk],
            subject="請求書",
            person=ann,
            now=builders.NOW + timedelta(hours=1),
        )

    assert pks(found(ann, hikari, q="請求書")) == [opened.pk]
    assert pks(found(ann, hikari, q="返品")) == [conversation.pk]


def test_what_has_no_entry_gets_one_in_batches_and_what_is_fresh_is_left(
    hikari: Client, ann: Person
) -> None:
    conversations = [said(hikari, "返品の件") for _ in range(5)]
    with walls.transaction([hikari.pk]):
        Entry.objects.filter(conversation__in=[one.pk for one in conversations[:3]]).delete()
    assert reindexing.verify(hikari.pk).missing == 3

    batches = [reindexing.index_batch(hikari.pk, size=2) for _ in range(4)]

    assert [(one.seen, one.indexed) for one in batches] == [(2, 2), (2, 1), (1, 0), (0, 0)]
    assert len(found(ann, hikari, q="返品").hits) == 5
    assert reindexing.verify(hikari.pk).is_whole


def test_a_new_version_of_the_engine_indexes_everything_again(hikari: Client, ann: Person) -> None:
    said(hikari, "返品の件")
    reindexing.catch_up()
    with walls.transaction([hikari.pk]):
        Entry.objects.update(version="0", words="'古':1")
        Progress.objects.update(version="0")
    assert found(ann, hikari, q="返品").hits == ()

    reindexing.catch_up()

    assert len(found(ann, hikari, q="返品").hits) == 1
    assert reindexing.verify(hikari.pk).is_whole


def test_a_client_with_years_to_index_does_not_delay_the_others(
    hikari: Client, tsubame: Client, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindexing, "BATCHES_AT_ONCE", 3)
    forget([said(one, "返品の件") for one in (hikari, hikari, hikari, hikari, tsubame)])
    monkeypatch.setattr(reindexing, "BATCH", 1)

    reindexing.catch_up(turn=0)

    assert reindexing.verify(hikari.pk).missing == 2
    assert reindexing.verify(tsubame.pk).is_whole


def test_where_clients_are_more_than_turns_the_next_run_begins_with_others(
    hikari: Client, tsubame: Client, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reindexing, "BATCHES_AT_ONCE", 1)
    forget([said(one, "返品の件") for one in (hikari, hikari, tsubame)])
    monkeypatch.setattr(reindexing, "BATCH", 1)

    reindexing.catch_up(turn=0)
    assert (missing(hikari), missing(tsubame)) == (1, 1)
    reindexing.catch_up(turn=1)
    assert (missing(hikari), missing(tsubame)) == (1, 0)


def test_a_client_that_cannot_be_indexed_does_not_keep_the_others_from_it(
    hikari: Client, tsubame: Client, ann: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget([said(one, "返品の件") for one in (hikari, tsubame)])
    index_batch = reindexing.index_batch

    def fails_for_hikari(client_id: int, *, size: int) -> reindexing.Batch:
        if client_id == hikari.pk:
            raise ValueError(client_id)
        return index_batch(client_id, size=size)

    monkeypatch.setattr(reindexing, "index_batch", fails_for_hikari)
    reindexing.catch_up()

    assert (missing(hikari), missing(tsubame)) == (1, 0)


def test_the_command_says_what_is_missing_and_indexes_it(hikari: Client, ann: Person) -> None:
    said(hikari, "返品の件")
    with walls.transaction([hikari.pk]):
        Entry.objects.all().delete()

    assert run("verify") == (1, "1 without an entry")
    assert run("reindex")[1].startswith("1 messages looked at, 1 indexed")
    assert run("reindex", "--all")[1].startswith("1 messages looked at, 1 indexed")
    assert run("verify")[0] == 0


def test_marks_of_time_are_whole_stretches_of_days() -> None:
    assert marks_of(5, builders.NOW) == (
        "C5", "C5W2967", "C5M741", "C5Y57", "W2967", "M741", "Y57",
    )  # fmt: skip


def forget(conversations: list[Conversation]) -> None:
    """They are in nobody's index."""
    for one in conversations:
        with walls.transaction([one.client_id]):
            Entry.objects.filter(conversation=one.pk).delete()


def missing(client: Client) -> int:
    """How many of the client's messages have no entry."""
    return reindexing.verify(client.pk).missing


def run(*words: str) -> tuple[int, str]:
    """The command's exit code, and what it printed after the client's name in its first line."""
    import argparse

    parser = argparse.ArgumentParser()
    command.add(parser.add_subparsers(dest="word"))
    arguments = parser.parse_args(["search", *words])
    with redirect_stdout(io.StringIO()) as printed:
        code: int = arguments.run(arguments)
    return code, printed.getvalue().partition(": ")[2].partition(",")[0] if (
        words == ("verify",)
    ) else printed.getvalue().partition(": ")[2]
