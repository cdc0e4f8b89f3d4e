"""Somebody is called by a note, a reply waits for a director: told at once, by choice and in the shift."""

from collections.abc import Iterable
from datetime import datetime

from madoguchi.desk.alerts import shifts, teams
from madoguchi.desk.alerts.actions import keeping, telling
from madoguchi.desk.alerts.models import About, Alert
from madoguchi.desk.conversations.events import (
    PersonMentioned,
    ReplyApproved,
    ReplyHeld,
    ReplyReturned,
    ReplyWithdrawn,
)
from madoguchi.desk.conversations.models import Conversation, HeldReply, Message


def tell_of_call(called: PersonMentioned) -> None:
    """Tell the person whom a note calls."""
    note = Message.objects.select_related("conversation").get(pk=called.message_id)
    _tell(About.CALL, note.conversation, [called.person_id], note.at)


def tell_directors(held: ReplyHeld) -> None:
    """Tell the directors of the client that a reply waits; not the one who wrote it."""
    waiting = HeldReply.objects.select_related("conversation").get(pk=held.held_reply_id)
    directors = teams.team_of(waiting.client_id, waiting.asked_at).directors
    others = sorted(directors - {waiting.author_id})
    _tell(About.APPROVAL, waiting.conversation, others, waiting.asked_at)


def settle(decided: ReplyApproved | ReplyReturned | ReplyWithdrawn) -> None:
    """It waits no more: who has not opened the alert yet need not."""
    reply = HeldReply.objects.get(pk=decided.held_reply_id)
    told = Alert.objects.filter(
        conversation=reply.conversation_id, about=About.APPROVAL, level_at=reply.asked_at
    )
    told.filter(seen_at__isnull=True).update(seen_at=reply.decided_at)


def _tell(
    about: About, conversation: Conversation, person_ids: Iterable[int], at: datetime
) -> None:
    team = teams.team_of(conversation.client_id, at)
    wanted = [
        Alert(
            client_id=conversation.client_id,
            conversation=conversation,
            person_id=person_id,
            about=about,
            level_at=at,
            at=at,
        )
        for person_id in person_ids
        if person_id in team.people and shifts.wants_to_know(team.choice_of(person_id), at)
    ]
    telling.tell(keeping.keep_new(wanted), team.people, team.choice_of, now=at)
