"""What was typed and not sent yet: kept while typing, gone when sent. A mark, not an event."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from madoguchi.desk.conversations import writing_time
from madoguchi.desk.conversations.models import (
    Conversation,
    HeldReply,
    Message,
    SavedDraft,
    ScheduledReply,
)
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.typed import key
from madoguchi.desk.promises.given import Given, Promised
from madoguchi.engines.rulebook import Finding

REPLY, NOTE = "body", "note"  # what is typed, and where a draft keeps it
# Each in one statement: a draft without the other text goes, one with it stays.
DISCARD_REPLY = """with alone as (delete from conversations_saveddraft
  where conversation_id = %(of)s::bigint and person_id = %(person)s::bigint and note = '')
update conversations_saveddraft set body = '', copied = '[]', planned_for = null, guarded = '{}',
  promised = '{}', written_seconds = 0
where conversation_id = %(of)s::bigint and person_id = %(person)s::bigint and note <> ''
returning id"""
DISCARD_NOTE = """with alone as (delete from conversations_saveddraft
  where conversation_id = %(of)s::bigint and person_id = %(person)s::bigint and body = '')
update conversations_saveddraft set note = ''
where conversation_id = %(of)s::bigint and person_id = %(person)s::bigint and body <> ''
returning id"""


@dataclass(frozen=True, kw_only=True)
class Heeding:
    """What was found at this rest in typing, and what its writer did about it.

    `rewritten`: the sum of rewrites that the window has taken, by rule. `leaving`: the findings that
    are to stay as they are; `minding`: a silence that is lifted, by its key. `promises`: what the
    text says is promised, None where it was not read; `promised`: the chips as they stand.
    """

    findings: tuple[Finding, ...] = ()
    rewritten: Mapping[str, int] = field(default_factory=dict)
    leaving: tuple[Finding, ...] = ()
    minding: str = ""
    promises: tuple[Given, ...] | None = None
    promised: Promised = field(default_factory=Promised)


@dataclass(frozen=True, kw_only=True)
class Typing:
    """What stands in one window's composer, and which keeping of the draft that window knows.

    `draft_key` is the window's own: made with its page. kind: "body" (the reply) or "note".
    Without a `revision` nothing is claimed, and the text is kept whatever stood there.
    """

    text: str
    draft_key: str
    revision: int | None = None
    kind: str = REPLY
    heeding: Heeding = field(default_factory=Heeding)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A reply on its way back into a composer: its text, its Cc, its chips, when it was to leave."""

    body: str
    copied: tuple[str, ...] = ()
    planned_for: datetime | None = None
    trace: Trace = field(default_factory=Trace)
    promised: Promised = field(default_factory=Promised)
    written_seconds: int = 0  # what its author has typed at it


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The draft after a keeping. `elsewhere` is what another window wrote meanwhile, which stays."""

    revision: int
    elsewhere: str = ""
    trace: Trace = field(default_factory=Trace)
    promised: Promised = field(default_factory=Promised)


def save_typing(*, conversation_id: int, person: Person, typing: Typing, now: datetime) -> Kept:
    """Keep the text while it is typed; never one that has just been sent, never over another's.

    A check of the guard may overtake the sending of its own text: under the conversation's lock
    it is known whether the draft became a message or waits for a director.
    """
    conversation = Conversation.objects.lock(conversation_id)
    window = key(typing.draft_key)
    draft = _typed(conversation, person, typing, now)
    if typing.kind == REPLY and _has_left(conversation, window):
        return Kept(revision=draft.revision)
    before = (Trace.of(draft.guarded), Promised.of(draft.promised))
    elsewhere = _written_elsewhere(draft, typing, window)
    is_same = getattr(draft, typing.kind) == typing.text
    if elsewhere and not is_same:
        return Kept(revision=draft.revision, elsewhere=elsewhere, trace=before[0])
    after = _heeded(*before, typing, now) if typing.kind == REPLY else before
    draft.guarded, draft.promised = (one.as_data() for one in after)
    # The same text is no keeping: an answer that was overtaken by a reload makes no second window.
    if is_same:
        if draft.pk and after != before:
            draft.save(update_fields=["guarded", "promised"])
        return Kept(revision=draft.revision, trace=after[0], promised=after[1])
    setattr(draft, typing.kind, typing.text if typing.text.strip() else "")
    revision = _keep(draft, window, now)
    return Kept(
        revision=revision, trace=Trace.of(draft.guarded), promised=Promised.of(draft.promised)
    )


def save_draft(*, conversation: Conversation, person: Person, body: str, now: datetime) -> None:
    """Put this text into the person's composer, whatever stood there; an empty one keeps nothing."""
    draft = _draft(conversation, person)
    draft.body = body if body.strip() else ""
    _keep(draft, None, now)


def put_back(
    *, conversation: Conversation, person: Person, letter: Letter, now: datetime
) -> SavedDraft:
    """Put a letter that was not sent into the person's composer, whatever stood there."""
    draft = _draft(conversation, person)
    draft.body = letter.body
    draft.copied = list(letter.copied)
    draft.planned_for = letter.planned_for
    draft.guarded = letter.trace.as_data()
    draft.promised = letter.promised.as_data()
    draft.written_seconds = letter.written_seconds
    _keep(draft, None, now)
    return draft


def give_back(*, conversation: Conversation, person: Person, letter: Letter, now: datetime) -> bool:
    """Put a letter back into somebody's composer, unless they have begun another there; whether it is."""
    locked = Conversation.objects.lock(conversation.pk)
    if _draft(locked, person).body:
        return False
    put_back(conversation=conversation, person=person, letter=letter, now=now)
    return True


def put_after(begun: SavedDraft, *, conversation: Conversation, now: datetime) -> None:
    """What somebody had begun follows on what came back into their composer, chips and time with it."""
    draft = _draft(conversation, begun.person)
    draft.body = f"{draft.body.rstrip()}\n\n{begun.body}"
    draft.planned_for = begun.planned_for
    draft.promised = Promised.of(draft.promised).beside(Promised.of(begun.promised)).as_data()
    draft.written_seconds += begun.written_seconds
    _keep(draft, None, now)


def discard_draft(*, conversation: Conversation, person: Person) -> None:
    """The text was sent, or held for a director; a note that was begun beside it stays."""
    _discard(DISCARD_REPLY, conversation, person)


def discard_note(*, conversation: Conversation, person: Person) -> None:
    """The note was written; a reply that was begun beside it stays."""
    _discard(DISCARD_NOTE, conversation, person)


def draft_of(*, conversation: Conversation, person: Person) -> SavedDraft:
    """What this person had typed here; an unsaved, empty one when it was nothing."""
    return _draft(conversation, person)


def draft_body(*, conversation: Conversation, person: Person) -> str:
    """The reply that this person had typed here, "" for nothing."""
    return _draft(conversation, person).body


def _typed(conversation: Conversation, person: Person, typing: Typing, now: datetime) -> SavedDraft:
    """The draft; of a reply with the time that was spent on it until now."""
    if typing.kind != REPLY:
        return _draft(conversation, person)
    kept = writing_time.with_the_pen(conversation=conversation, person=person, now=now)
    return kept or _begun(conversation, person)


def _draft(conversation: Conversation, person: Person) -> SavedDraft:
    kept = SavedDraft.objects.filter(conversation=conversation, person=person).first()
    return kept or _begun(conversation, person)


def _begun(conversation: Conversation, person: Person) -> SavedDraft:
    return SavedDraft(client_id=conversation.client_id, conversation=conversation, person=person)


def _keep(draft: SavedDraft, window: uuid.UUID | None, now: datetime) -> int:
    """Keep it as it stands, or nothing when nothing is left; returns the revision."""
    if not draft.body and not draft.note:
        SavedDraft.objects.filter(conversation=draft.conversation, person=draft.person).delete()
        return 0
    if not draft.body:
        draft.guarded, draft.promised = {}, {}  # the next text begins anew
        draft.written_seconds = 0
    draft.revision += 1
    draft.kept_by = window
    draft.at = now
    draft.save()
    return draft.revision


def _heeded(
    trace: Trace, promised: Promised, typing: Typing, now: datetime
) -> tuple[Trace, Promised]:
    heeding = typing.heeding
    trace = trace.told(typing.draft_key, heeding.rewritten).seen(heeding.findings)
    for finding in heeding.leaving:
        trace = trace.leaving(finding, now=now)
    if heeding.promises is not None:
        promised = heeding.promised.after(promised).lasting(heeding.promises)
    return (trace.minding(heeding.minding) if heeding.minding else trace), promised


def _discard(sql: str, conversation: Conversation, person: Person) -> None:
    prepared.rows_of(sql, {"of": conversation.pk, "person": person.pk})


def _written_elsewhere(draft: SavedDraft, typing: Typing, window: uuid.UUID | None) -> str:
    """What another window of the same person wrote after this one last knew the draft."""
    is_own = window is not None and draft.kept_by == window
    is_known = typing.revision is None or typing.revision == draft.revision
    return "" if is_own or is_known else str(getattr(draft, typing.kind))


def _has_left(conversation: Conversation, window: uuid.UUID | None) -> bool:
    if window is None:
        return False
    return (
        Message.objects.filter(client=conversation.client_id, draft_key=window).exists()
        or HeldReply.objects.filter(conversation=conversation, draft_key=window).exists()
        or ScheduledReply.objects.filter(conversation=conversation, draft_key=window).exists()
    )
