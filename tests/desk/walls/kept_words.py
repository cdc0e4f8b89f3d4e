"""What hangs on kept words: contacts, promises, tasks, rooms, expectations."""

import uuid
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from madoguchi.desk.clients.models import Client, TermSuggestion
from madoguchi.desk.contacts.actions.contacts import Ways, add_contact, note_absence
from madoguchi.desk.contacts.looking import note_look
from madoguchi.desk.contacts.models import Contact
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.expectations import contents, kept
from madoguchi.desk.expectations.models import (
    FigureReading,
    KeptFigures,
    Sheet,
    SheetFigure,
    SheetGap,
    Side,
    SignOff,
    WordReading,
    WordUse,
)
from madoguchi.desk.people.models import Person
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.given import Given
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.rooms.actions.calls import ActionTyped, CallTyped, note_call
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from madoguchi.desk.rooms.actions.signs import pin, react
from madoguchi.desk.rooms.actions.speaking import Saying, open_as_member
from madoguchi.desk.rooms.models import Call, Told
from madoguchi.desk.tasks.actions import (
    accepting,
    checking,
    delays,
    planning,
    recurring,
    requesting,
)
from madoguchi.desk.tasks.models import Task, TaskSeries
from tests import builders
from tests.desk.walls.marks import SECRET


@dataclass(frozen=True, kw_only=True)
class KeptWords:
    """One of everything that hangs on given words."""

    contact: Contact
    figure: SheetFigure
    sheet: Sheet
    gap: SheetGap
    suggestion: TermSuggestion
    task: Task
    task_series: TaskSeries
    promise: Promise
    thread_said: Message
    call: Call

    @property
    def thread(self) -> Conversation:
        """The thread of the room in which something was said, known by the number alone."""
        return Conversation(pk=self.thread_said.conversation_id)


def kept_words_of(
    client: Client, question: Message, reply: Message, worker: Person, reader: Person
) -> KeptWords:
    """Made as the product makes it; `question` is a customer's, `reply` its answer by `worker`."""
    said = a_thread(client, builders.a_member("own", client), worker)
    return KeptWords(
        contact=a_contact(client, worker, reader),
        figure=a_sheet(client, worker),
        sheet=Sheet.objects.get(client=client),
        gap=SheetGap.objects.get(client=client),
        suggestion=learned_words(client),
        task=a_task(question, worker),
        task_series=a_series(client, worker),
        promise=a_promise(reply, worker),
        thread_said=said,
        call=a_call(said, worker),
    )


def a_contact(client: Client, worker: Person, admin: Person) -> Contact:
    """Somebody of the client, their absence, and that one of us looked."""
    ways = Ways(name=SECRET, department=SECRET, preferred_words=SECRET)
    contact = add_contact(client_id=client.pk, ways=ways, person=admin, now=builders.NOW)
    note_absence(
        client_id=client.pk,
        contact_id=contact.pk,
        days=(date(2026, 12, 29), date(2026, 12, 31)),
        note=SECRET,
        person=admin,
        now=builders.NOW,
    )
    note_look(client_id=client.pk, person=worker, now=builders.NOW)
    return contact


def a_promise(reply: Message, worker: Person) -> Promise:
    """What this reply promised; it is overdue by the clock on the wall."""
    given = Given(what=SECRET, span=SECRET, due_at=builders.NOW - timedelta(days=400))
    [promise] = give_promises(
        client_id=reply.client_id,
        conversation_id=reply.conversation_id,
        message_id=reply.pk,
        given=[given],
        given_at=builders.NOW,
        given_by=worker,
        owner=worker,
    )
    return promise


def a_task(question: Message, worker: Person) -> Task:
    """What a message asks for, taken on, with everything that hangs on a task. It is not internal."""
    now, due_at = builders.NOW, builders.NOW + timedelta(hours=2)
    task = requesting.request_from_message(message_id=question.pk, person=worker, now=now)
    Task.objects.filter(pk=task.pk).update(is_internal=False)
    said = planning.Description(title=SECRET, purpose=SECRET, approach=SECRET, scope=SECRET)
    planning.describe_task(task_id=task.pk, person=worker, description=said, now=now)
    accepting.accept_task(
        task_id=task.pk, person=worker, terms=accepting.Terms(due_at=due_at), now=now
    )
    planning.watch_task(task_id=task.pk, watcher=worker, person=worker, now=now)
    checking.add_item(task_id=task.pk, person=worker, text=SECRET, now=now)
    notice = delays.Notice(reason=SECRET, new_due_at=due_at + builders.A_DAY)
    delays.notice_delay(task_id=task.pk, person=worker, notice=notice, now=now)
    return task


def a_series(client: Client, worker: Person) -> TaskSeries:
    """A task that comes again."""
    return recurring.begin_series(
        client_id=client.pk,
        person=worker,
        wanted=requesting.Wanted(title=SECRET, purpose=SECRET),
        recurring=recurring.Recurring(rule="weekly:3", due_time=time(17)),
        now=builders.NOW,
    )


def a_thread(client: Client, member: Person, worker: Person) -> Message:
    """What a member said first in a thread of the room, with all that hangs on it; ours answered."""
    # Nobody has to be told that it waits: whoever counts alerts counts those of a mail.
    saying = Saying(text=SECRET, draft_key=uuid.uuid4(), needs_no_answer=True)
    said = open_as_member(
        client_id=client.pk, member=member, title=SECRET, saying=saying, now=builders.NOW
    )
    react(message_id=said.pk, kind="thanks", person=worker, now=builders.NOW)
    pin(message_id=said.pk, person=worker, now=builders.NOW)
    Told.objects.create(
        client=client,
        conversation=said.conversation,
        person=member,
        up_to=said.pk,
        at=builders.NOW,
    )
    return said


def a_sheet(client: Client, worker: Person) -> SheetFigure:
    """An expectation sheet that both sides agreed to, with everything on it; its computed figure."""
    sheet = _proposed(client, worker)
    for side in Side.values:
        SignOff.objects.create(
            client=client,
            sheet=sheet,
            side=side,
            name=SECRET,
            person=worker,
            recorded_by=worker,
            at=builders.NOW,
            text_hash=sheet.text_hash,
        )
    sheet.state, sheet.agreed_at = Sheet.State.IN_FORCE, builders.NOW
    sheet.save()
    computed, free = SheetFigure.objects.filter(sheet=sheet).order_by("position")
    FigureReading.objects.create(
        client=client, figure=free, value=Decimal("4.5"), at=builders.NOW, person=worker
    )
    return computed


def _proposed(client: Client, worker: Person) -> Sheet:
    said = contents.Contents(
        valid_from=date(2026, 10, 1),
        review_on=date(2027, 1, 8),
        figures=(
            contents.Figure(label=SECRET, measure="guard_kept", target=Decimal(95)),
            contents.Figure(label=SECRET, target=Decimal("4.5")),
        ),
        manners=(contents.Manner(kind="tone", words=SECRET),),
        gaps=(contents.Gap(what=SECRET, side="us", who=SECRET),),
    )
    sheet = Sheet.objects.create(
        client=client,
        version=1,
        edited_at=builders.NOW,
        edited_by=worker,
        valid_from=said.valid_from,
        review_on=said.review_on,
    )
    kept.put(sheet, said)
    sheet.text = contents.text_of(said, client_name=SECRET, version=1)
    sheet.text_hash = contents.hash_of(sheet.text)
    sheet.state, sheet.proposed_at, sheet.proposed_by = Sheet.State.PROPOSED, builders.NOW, worker
    sheet.save()
    return sheet


def learned_words(client: Client) -> TermSuggestion:
    """What was counted of the client's words, and a suggestion of it; and of its figures."""
    KeptFigures.objects.create(
        client=client, since=builders.NOW, until=builders.NOW, figures=[], asked_at=builders.NOW
    )
    WordReading.objects.create(client=client)
    WordUse.objects.create(
        client=client, meaning=1, side=Side.US, word=SECRET, spelled=SECRET, count=3
    )
    return TermSuggestion.objects.create(
        client=client,
        preferred=SECRET,
        avoided=f"{SECRET}x",
        their_count=3,
        our_count=3,
        counted_at=builders.NOW,
    )


def a_call(said: Message, worker: Person) -> Call:
    """A talk on the phone with who said it, and what is to be done next; and a thread for the two."""
    contact = Contact.objects.get(person=said.author)
    typed = CallTyped(
        contact_id=contact.pk,
        began_at=builders.NOW,
        ended_at=builders.NOW,
        decided=[SECRET],
        actions=[ActionTyped(what=SECRET, due_at=builders.NOW + builders.A_DAY, owner=worker)],
    )
    assert said.author_id is not None
    opening = DirectOpening(
        title=SECRET,
        body=f"{SECRET}さん、体調の件、承知しました。ゆっくりお休みください。",
        matter="health",
        reason=SECRET,
        person_ids=[said.author_id],
        draft_key=uuid.uuid4(),
    )
    open_direct(client_id=said.client_id, person=worker, opening=opening, now=builders.NOW)
    return note_call(
        conversation_id=said.conversation_id, person=worker, typed=typed, now=builders.NOW
    )
