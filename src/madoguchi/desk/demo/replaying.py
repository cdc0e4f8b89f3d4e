"""One client's conversations of the story, happening again: mail is read from bytes, replies pass the guard."""

import hashlib
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.actions import closing, notes, ownership
from madoguchi.desk.conversations.actions.replies import Reply
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.demo import heeding, letters
from madoguchi.desk.demo.models import CustomerMail
from madoguchi.desk.demo.story import STORY, shapes, timing, wording
from madoguchi.desk.mail import composing
from madoguchi.desk.mail.actions import delivery, reading
from madoguchi.desk.mail.models import OutgoingMail, RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.engines.businesstime import Calendar

SECONDS_A_CHARACTER = 1  # of somebody who types and thinks
DELIVERY_TOOK = timedelta(seconds=2)


def replay_client(
    story: shapes.Client, client: Client, people: Mapping[str, Person], *, now: datetime
) -> None:
    """Let every conversation of this client happen again, in the client's wall alone."""
    with walls.within([client.pk]):
        calendar = policies.parsed(policies.current(client.pk)).calendar
        for one in (*STORY.earlier, *STORY.conversations):
            if one.client == story.key:
                _Replay(one, story, client, people, calendar, now).run()
        for check in STORY.self_checks:
            if check.client == story.key:
                heeding.fill_in(check, client, people[check.director], now=now)


class _Replay:
    """One conversation on its way."""

    def __init__(
        self,
        story: shapes.Conversation,
        of_client: shapes.Client,
        client: Client,
        people: Mapping[str, Person],
        calendar: Calendar,
        now: datetime,
    ) -> None:
        self.story, self.of_client, self.client = story, of_client, client
        self.people, self.calendar, self.now = people, calendar, now
        self.customer = next(one for one in STORY.customers if one.key == story.customer)
        self.conversation_id = 0
        self.newest: Message | None = None

    def run(self) -> None:
        for number, entry in enumerate(self.story.entries):
            at = timing.resolve(entry.at, now=self.now, calendar=self.calendar)
            self._happen(number, entry, at)
            if number == 0:
                self._give_to_owner(at)
        if self.story.closed is not None:
            closing.close_conversation(
                conversation_id=self.conversation_id,
                person=self.people[self.story.closed.by],
                now=timing.resolve(self.story.closed.at, now=self.now, calendar=self.calendar),
            )
        self._leave_draft()

    def _happen(self, number: int, entry: shapes.Entry, at: datetime) -> None:
        text = self._written(entry, at)
        match entry.kind:
            case "mail":
                self._receive(number, entry, text, at)
            case "reply":
                self._reply(number, entry, text, at)
            case "note":
                notes.write_note(
                    conversation_id=self.conversation_id,
                    author=self.people[entry.author or ""],
                    text=text,
                    now=at,
                )
            case "no_answer":
                closing.mark_no_answer_needed(
                    conversation_id=self.conversation_id,
                    message_id=self._newest_of(Message.Kind.CUSTOMER).pk,
                    person=self.people[entry.author or ""],
                    reason=text,
                    now=at,
                )

    def _written(self, entry: shapes.Entry, at: datetime) -> str:
        due = None
        if entry.promise is not None:
            due = wording.promised(
                timing.resolve(entry.promise.due, now=self.now, calendar=self.calendar)
            )
        return self._dated(entry.text, at, due)

    def _dated(self, text: str, at: datetime, due: datetime | None = None) -> str:
        return wording.fill(text, at=at.astimezone(self.calendar.zone), due=due)

    def _receive(self, number: int, entry: shapes.Entry, text: str, at: datetime) -> None:
        inbox = self.of_client.inboxes[self.story.inbox]
        raw = letters.letter(
            customer=self.customer,
            to=inbox,
            subject=self.story.subject,
            text=text,
            files=entry.attachments,
            mail_id=f"<{self.story.key}.{number}@{self.customer.email.rpartition('@')[2]}>",
            answers=self.newest.mail_id if self.newest else None,
            at=at,
        )
        stored = RawMail.objects.create(
            client=self.client,
            envelope_from=self.customer.email,
            envelope_to=inbox,
            received_at=at,
            raw=raw,
            size=len(raw),
            sha256=hashlib.sha256(raw).hexdigest(),
        )
        reading.read_raw(client_id=self.client.pk, raw_mail_id=stored.pk, now=at)
        stored.refresh_from_db()
        assert stored.message is not None, stored.reason
        self.newest = stored.message
        self.conversation_id = stored.message.conversation_id

    def _reply(self, number: int, entry: shapes.Entry, text: str, at: datetime) -> None:
        author, guarded = self.people[entry.author or ""], entry.guarded
        draft_key = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.story.key}/{number}")
        if guarded.first or guarded.silenced:
            conversation = Conversation.objects.get(pk=self.conversation_id)
            composer = heeding.Composer(conversation, author, str(draft_key))
            composer.type(self._dated(guarded.first, at), text, tuple(guarded.silenced), at)
        self.newest = heeding.leave(
            conversation_id=self.conversation_id,
            author=author,
            director=self.people[guarded.approver] if guarded.approver else None,
            reply=Reply(
                body=text,
                draft_key=draft_key,
                last_seen_id=self.newest.pk if self.newest else 0,
                reason=entry.reason,
                written_seconds=len(text) * SECONDS_A_CHARACTER,
            ),
            now=at,
        )
        self._deliver(self.newest, at)
        if guarded.reviews:
            heeding.review(self.newest, guarded.reviews, director=self._director(), now=self.now)

    def _deliver(self, message: Message, at: datetime) -> None:
        outgoing = OutgoingMail.objects.get(message=message)
        envelope = composing.envelope_of(outgoing)
        delivery.record_sent(outgoing_mail_id=outgoing.pk, now=at + DELIVERY_TOOK)
        CustomerMail.objects.create(
            client=self.client,
            received_at=at + DELIVERY_TOOK,
            to=envelope.recipients[0],
            mail_id=message.mail_id or "",
            raw=envelope.raw,
        )

    def _director(self) -> Person:
        """Who judges what this client's people sent."""
        directors = [one for one in STORY.assignments if one.role == "director"]
        return next(
            self.people[one.person] for one in directors if one.client == self.of_client.key
        )

    def _newest_of(self, kind: Message.Kind) -> Message:
        return Message.objects.filter(conversation=self.conversation_id, kind=kind).latest("pk")

    def _give_to_owner(self, at: datetime) -> None:
        conversation = Conversation.objects.lock(self.conversation_id)
        owner = self.people[self.story.owner].pk if self.story.owner else None
        ownership.change_owner(conversation, owner, at=at, actor_id=None)

    def _leave_draft(self) -> None:
        for draft in STORY.drafts:
            if draft.conversation == self.story.key:
                drafts.save_draft(
                    conversation=Conversation.objects.get(pk=self.conversation_id),
                    person=self.people[draft.author],
                    body=wording.fill(draft.text, at=self.now.astimezone(self.calendar.zone)),
                    now=self.now,
                )
