"""Every path on which a reply leaves passes the one gate, and its check is kept."""

import re
from datetime import timedelta

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions import approvals, scheduling
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.house.tree import SOURCE

NOW = builders.NOW


def test_a_reply_is_made_in_one_place_which_asks_the_gate() -> None:
    desk = SOURCE / "desk"
    made_in = [
        path.relative_to(desk).as_posix()
        for path in sorted(desk.rglob("*.py"))
        if re.search(r"\bMessage\([^)]*kind=Message\.Kind\.REPLY", path.read_text("utf-8"))
    ]

    assert made_in == ["conversations/actions/replies.py"]
    assert "gate.check_outgoing(" in (desk / made_in[0]).read_text("utf-8")


def test_sent_scheduled_and_approved_replies_have_their_checks(
    hikari: Client, ann: Person, dai: Person
) -> None:
    first, second, third = (builders.a_conversation(hikari) for _ in range(3))
    builders.replied(first, ann)
    with walls.transaction([hikari.pk]):
        later = scheduling.schedule_reply(
            conversation_id=second.pk,
            author=ann,
            reply=builders.a_reply(second),
            send_at=NOW + timedelta(hours=1),
            now=NOW,
        )
        scheduling.send_at_its_time(scheduled_reply_id=later.pk, now=NOW + timedelta(hours=1))
        held = approvals.request_approval(
            conversation_id=third.pk, author=ann, reply=builders.a_reply(third), now=NOW
        )
        approvals.approve_reply(held_reply_id=held.pk, director=dai, now=NOW)

        sent = set(Message.objects.filter(kind="reply").values_list("pk", flat=True))
        assert len(sent) == 3
        assert set(GuardCheck.objects.values_list("message_id", flat=True)) == sent
