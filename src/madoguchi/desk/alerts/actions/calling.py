"""Somebody is called by a note, a reply waits, was decided or did not leave: told at once, by choice and in the shift."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from madoguchi.desk.alerts import shifts, teams
from madoguchi.desk.alerts.actions import keeping, telling
from madoguchi.desk.alerts.models import About, Alert
from madoguchi.desk.conversations.events import (
    PersonMentioned,
    ReplyApproved,
    ReplyHeld,
    ReplyRecalled,
    ReplyReturned,
    ReplyTakenOver,
    ReplyWithdrawn,
    ScheduledReplyHeld,
)
from madoguchi.desk.conversations.models import Conversation, HeldReply, Message, ScheduledReply
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.models import Event

_DECIDED = {
    HeldReply.State.RETURNED.value: About.RETURNED,
    HeldReply.State.TAKEN.value: About.TAKEN,
}


@dataclass(frozen=True, kw_only=True)
class News:
    """What happened at a conversation, when, and who of us did it."""

    about: About
    conversation: Conversation
    at: datetime
    caused_by: Person | None = None
    note: Message | None = None


def tell_of_call(called: PersonMentioned) -> None:
    """Tell the person whom a note calls."""
    notes = Message.objects.select_related("conversation__client", "author")
    note = notes.get(pk=called.message_id)
    news = News(
        about=About.CALL,
        conversation=note.conversation,
        at=note.at,
        caused_by=note.author,
        note=note,
    )
    _tell(news, [called.person_id])


def uncall(recalled: ReplyRecalled) -> None:
    """What called somebody was taken back: who has not looked yet need not."""
    log = Event.objects.filter(conversation_id=recalled.conversation_id)
    called = Alert.objects.filter(
        conversation=recalled.conversation_id, note=recalled.message_id, seen_at__isnull=True
    )
    called.update(seen_at=log.filter(kind=type(recalled).__name__).order_by("-pk")[0].at)


def tell_directors(held: ReplyHeld) -> None:
    """Tell the directors of the client that a reply waits; not the one who wrote it."""
    replies = HeldReply.objects.select_related("conversation__client", "author")
    waiting = replies.get(pk=held.held_reply_id)
    directors = teams.team_of(waiting.client_id, waiting.asked_at).directors
    news = News(
        about=About.APPROVAL,
        conversation=waiting.conversation,
        at=waiting.asked_at,
        caused_by=waiting.author,
    )
    _tell(news, sorted(directors - {waiting.author_id}))


def tell_of_hold(held: ScheduledReplyHeld) -> None:
    """Tell who scheduled the reply, and whose conversation it is, that it did not leave."""
    replies = ScheduledReply.objects.select_related("conversation__client")
    scheduled = replies.get(pk=held.scheduled_reply_id)
    log = Event.objects.filter(conversation_id=held.conversation_id, kind=type(held).__name__)
    conversation = scheduled.conversation
    news = News(about=About.HOLD, conversation=conversation, at=log.order_by("-pk")[0].at)
    _tell(news, sorted({scheduled.author_id, conversation.owner_id or scheduled.author_id}))


def settle(decided: ReplyApproved | ReplyReturned | ReplyTakenOver | ReplyWithdrawn) -> None:
    """It waits no more: who has not opened the alert yet need not."""
    reply = HeldReply.objects.get(pk=decided.held_reply_id)
    told = Alert.objects.filter(
        conversation=reply.conversation_id, about=About.APPROVAL, level_at=reply.asked_at
    )
    told.filter(seen_at__isnull=True).update(seen_at=reply.decided_at)


def tell_author(decided: ReplyApproved | ReplyReturned | ReplyTakenOver) -> None:
    """Tell who wrote the reply that a director gave it back, took it over, or changed what left."""
    replies = HeldReply.objects.select_related("conversation__client", "decided_by")
    reply = replies.get(pk=decided.held_reply_id)
    about = _DECIDED.get(reply.state) or (About.CHANGED if reply.approved_body else None)
    if about is None or reply.decided_at is None:
        return
    news = News(
        about=about,
        conversation=reply.conversation,
        at=reply.decided_at,
        caused_by=reply.decided_by,
    )
    _tell(news, [reply.author_id])


def _tell(news: News, person_ids: Iterable[int]) -> None:
    team = teams.team_of(news.conversation.client_id, news.at)
    wanted = [
        Alert(
            client_id=news.conversation.client_id,
            conversation=news.conversation,
            person_id=person_id,
            about=news.about,
            level_at=news.at,
            caused_by=news.caused_by,
            note=news.note,
            at=news.at,
        )
        for person_id in person_ids
        if person_id in team.people and shifts.wants_to_know(team.choice_of(person_id), news.at)
    ]
    telling.tell(keeping.keep_new(wanted), team.people, team.choice_of, now=news.at)
