"""What can be done to a conversation beside answering it, and what was: for menus and cards."""

from collections.abc import Mapping
from datetime import datetime

from madoguchi.desk.clients import policies
from madoguchi.desk.conversations import draft_files, moments, recipients
from madoguchi.desk.conversations.act_rows import (
    ActRow,
    Beside,
    CallRow,
    MergeRow,
    MomentRow,
    OtherRow,
    ScheduledRow,
    TagRow,
)
from madoguchi.desk.conversations.models import (
    Conversation,
    ConversationLink,
    ConversationTag,
    DraftFile,
    Merge,
    SavedDraft,
    ScheduledReply,
    Tag,
)
from madoguchi.desk.conversations.queries import unsent
from madoguchi.desk.conversations.queries.hanging import Hanging
from madoguchi.desk.conversations.queries.others import other_row, others_of
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import instances, prepared
from madoguchi.engines.businesstime import Calendar

TAGS = """select t.tag_id, n.name from conversations_conversationtag t
join conversations_tag n on n.client_id = t.client_id and n.id = t.tag_id
where t.conversation_id = %(of)s::bigint order by n.name, t.id"""
# As `instances` takes it; who wrote them, and who is about to change them.
SCHEDULED = """conversation_id = %(of)s::bigint and state in ('scheduled', 'held')
order by send_at, id"""
WRITERS = """select p.id, p.name from people_person p where p.id in (
  select unnest(array[s.author_id, s.changed_by_id]) from conversations_scheduledreply s
  where s.conversation_id = %(of)s::bigint and s.state in ('scheduled', 'held'))"""
CHANGING = """select person_id from conversations_saveddraft
where conversation_id = %(of)s::bigint and planned_for is not null"""
WORDS = 50


def asked_of(conversation: Conversation) -> tuple[prepared.Asked, ...]:
    """What `beside_of` asks of its scheduled replies, for who asks it ahead of its time."""
    of = {"of": conversation.pk}
    models = (ScheduledReply, SCHEDULED), (DraftFile, draft_files.WAITING)
    found = tuple((instances.finding(*one), of) for one in models)
    return (*found, (WRITERS, of), (CHANGING, of))


def beside_of(
    conversation: Conversation,
    *,
    hanging: Hanging,
    person: Person,
    names: Mapping[int, str],
    calendar: Calendar,
    now: datetime,
) -> Beside:
    """What stands around the thread of one conversation; `names` are those of its client's people."""
    by_name = sorted((name, pk) for pk, name in names.items() if pk != person.pk)
    return Beside(
        tags=_tags(conversation) if hanging.has_tags else (),
        links=_links(conversation) if hanging.has_links else (),
        merges=_merges(conversation, person) if hanging.newest_merge else (),
        scheduled=_scheduled(conversation, person) if hanging.has_scheduled else (),
        sending=_sending(conversation, recipients.calendar_of(conversation, calendar, now), now),
        due_at=conversation.due_at,
        people=tuple(CallRow(pk, name) for name, pk in by_name),
        snoozed_until=conversation.snoozed_until,
        asked_client_at=conversation.asked_client_at,
    )


def act_of(conversation: Conversation, name: str, *, now: datetime, find: str = "") -> ActRow:
    """The card of one act, nothing typed yet; `find`: what leads to the conversation that is meant."""
    if name == "snooze":
        calendar = policies.parsed(policies.current(conversation.client_id)).calendar
        return ActRow(name, moments=_rows_of(moments.for_snoozing(now, calendar)))
    if name == "tag":
        return ActRow(name, words=_words(conversation))
    if name in {"link", "merge"}:
        return ActRow(name, find=find.strip(), others=others_of(conversation, find=find))
    return ActRow(name)


def _sending(
    conversation: Conversation, calendar: Calendar, now: datetime
) -> tuple[MomentRow, ...]:
    offered = moments.for_sending(now, calendar, conversation.due_at)
    return _rows_of(offered, due_at=conversation.due_at)


def _tags(conversation: Conversation) -> tuple[TagRow, ...]:
    return tuple(TagRow(*row) for row in prepared.rows_of(TAGS, {"of": conversation.pk}))


def _links(conversation: Conversation) -> tuple[OtherRow, ...]:
    """The linked ones, oldest first; of what was merged in too."""
    mine = {conversation.pk, *conversation.merged_from.values_list("pk", flat=True)}
    links = ConversationLink.objects.filter(first__in=mine) | ConversationLink.objects.filter(
        second__in=mine
    )
    ends = {pk for link in links for pk in (link.first_id, link.second_id)} - mine
    found = Conversation.objects.filter(pk__in=ends).select_related("customer").order_by("pk")
    return tuple(other_row(one, of=conversation) for one in found)


def _merges(conversation: Conversation, person: Person) -> tuple[MergeRow, ...]:
    merges = Merge.objects.filter(target=conversation, undone_at__isnull=True)
    rows = list(merges.select_related("source__customer", "person").order_by("pk"))
    begun = SavedDraft.objects.filter(
        conversation__in=[one.source_id for one in rows], person=person
    )
    drafts = dict(begun.values_list("conversation_id", "body"))
    return tuple(
        MergeRow(
            pk=one.pk,
            number=one.source.number,
            subject=one.source.subject,
            customer_name=one.source.customer.name or one.source.customer.email,
            at=one.at,
            who=one.person.name,
            is_same_customer=one.source.customer_id == conversation.customer_id,
            draft=drafts.get(one.source_id, ""),
        )
        for one in rows
    )


def _scheduled(conversation: Conversation, person: Person) -> tuple[ScheduledRow, ...]:
    of = {"of": conversation.pk}
    waiting = instances.found(ScheduledReply, SCHEDULED, of)
    names = {int(pk): str(name) for pk, name in prepared.rows_of(WRITERS, of)}
    files = draft_files.waiting_in(conversation)
    changing = {pk for (pk,) in prepared.rows_of(CHANGING, of)}
    return tuple(
        ScheduledRow(
            pk=one.pk,
            author=names[one.author_id],
            text=one.body,
            send_at=one.send_at,
            state=one.state,
            because=one.held_because,
            is_mine=one.author_id == person.pk,
            closes=one.close,
            copied=tuple(one.copied),
            files=unsent.file_rows(files.get(one.draft_key, ())),
            changed_by=names.get(one.changed_by_id or 0, "")
            if one.changed_by_id in changing
            else "",
            is_changed_here=one.changed_by_id == person.pk and person.pk in changing,
        )
        for one in waiting
    )


def _words(conversation: Conversation) -> tuple[str, ...]:
    """The client's own tags that are not on the conversation yet."""
    used = ConversationTag.objects.filter(conversation=conversation).values("tag_id")
    words = Tag.objects.filter(client=conversation.client_id).exclude(pk__in=used)
    return tuple(words.order_by("name", "pk").values_list("name", flat=True)[:WORDS])


def _rows_of(
    offered: Mapping[str, datetime], *, due_at: datetime | None = None
) -> tuple[MomentRow, ...]:
    return tuple(
        MomentRow(name, at, is_past_due=due_at is not None and due_at < at)
        for name, at in offered.items()
    )
