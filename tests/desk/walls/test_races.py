"""Two at once: of two who decide or publish, one does, and the other is told."""

import threading
from collections.abc import Callable, Sequence
from contextvars import copy_context

import pytest
from django.db import connection

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import approvals
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.rulebook.actions import confirming, publishing
from madoguchi.desk.rulebook.contents import fingerprint
from madoguchi.desk.rulebook.models import BookConfirmation, BookDraft, BookVersion
from tests import builders
from tests.desk.rulebook.editing import draft_book, edited

pytestmark = pytest.mark.django_db(transaction=True)
NOW = builders.NOW


def at_once(client: Client, acts: Sequence[Callable[[], object]]) -> list[str]:
    """How each ended: "done", or the name of its refusal."""
    start, ends = threading.Barrier(len(acts)), list[str]()

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(10)
            with walls.transaction([client.pk]):
                act()
            ends.append("done")
        except Refusal as refusal:
            ends.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=copy_context().run, args=(run, act)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(ends)


def test_of_two_directors_one_approves_and_one_mail_leaves(
    hikari: Client, ann: Person, dai: Person
) -> None:
    eri = builders.assigned(builders.a_person("eri"), hikari, role="director")
    conversation = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        held = approvals.request_approval(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation),
            now=NOW,
        )

    def approve(director: Person, body: str) -> Callable[[], object]:
        return lambda: approvals.approve_reply(
            held_reply_id=held.pk, director=director, now=NOW, body=body
        )

    ends = at_once(hikari, [approve(dai, ""), approve(eri, "田中様\n11月20日(金)にお届けします。")])

    assert ends == ["AlreadyDecided", "done"]
    with walls.transaction([hikari.pk]):
        assert Message.objects.filter(kind=Message.Kind.REPLY).count() == 1
        assert GuardCheck.objects.count() == 1


def test_an_author_who_withdraws_while_a_director_approves(
    hikari: Client, ann: Person, dai: Person
) -> None:
    conversation = builders.a_conversation(hikari)
    with walls.transaction([hikari.pk]):
        held = approvals.request_approval(
            conversation_id=conversation.pk,
            author=ann,
            reply=builders.a_reply(conversation),
            now=NOW,
        )

    ends = at_once(
        hikari,
        [
            lambda: approvals.approve_reply(held_reply_id=held.pk, director=dai, now=NOW),
            lambda: approvals.withdraw_reply(held_reply_id=held.pk, author=ann, now=NOW),
        ],
    )

    assert ends in (["AlreadyDecided", "done"], ["Withdrawn", "done"])
    with walls.transaction([hikari.pk]):
        left = Message.objects.filter(kind=Message.Kind.REPLY).count()
    assert left == (1 if "AlreadyDecided" in ends else 0)


def test_of_two_who_publish_one_does(hikari: Client, dai: Person) -> None:
    edited(dai, hikari, severity="hint")
    eri = builders.assigned(builders.a_person("eri"), hikari, role="director")
    opened = fingerprint(draft_book())

    def act(person: Person) -> Callable[[], object]:
        return lambda: publishing.publish(opened=opened, note="", person=person, now=NOW)

    assert at_once(hikari, [act(dai), act(eri)]) == ["NoDraft", "done"]
    assert [one.number for one in BookVersion.objects.order_by("number")] == [1, 2]
    assert not BookDraft.objects.exists()


def test_two_clicks_confirm_once(hikari: Client, ann: Person) -> None:
    def confirm() -> None:
        confirming.confirm(number=1, person=ann, now=NOW)

    assert at_once(hikari, [confirm] * 4) == ["done"] * 4
    assert BookConfirmation.objects.count() == 1
