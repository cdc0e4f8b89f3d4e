"""The composer as a page shows it: blank, with what was kept, and checked."""

import uuid
from dataclasses import replace
from datetime import datetime

from madoguchi.desk.clients.queries import chip
from madoguchi.desk.conversations import copying, draft_files, drafts, seeing
from madoguchi.desk.conversations.actions.replies import is_reachable
from madoguchi.desk.conversations.composer_rows import ComposerRow, CopyRow, DraftFileRow
from madoguchi.desk.conversations.models import Conversation, SavedDraft
from madoguchi.desk.conversations.queries import guards, promised, unsent
from madoguchi.desk.conversations.queries.hanging import Hanging
from madoguchi.desk.guard.rows import GuardRow
from madoguchi.desk.guard.traces import Trace
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.words import say
from madoguchi.desk.promises.given import Promised


def empty_composer(conversation: Conversation, hanging: Hanging | None = None) -> ComposerRow:
    """A composer in which nothing was typed yet; its draft key makes a double click send once."""
    customer = conversation.customer
    is_mail = conversation.is_mail
    reachable = not is_mail or is_reachable(customer)
    copies = copying.offered(conversation) if hanging is None or hanging.has_copies else ()
    return ComposerRow(
        conversation_pk=conversation.pk,
        client=chip(conversation.client),
        is_mail=is_mail,
        to_name=_to_name(conversation),
        to_address=customer.email,
        draft_key=str(uuid.uuid4()),
        last_seen=hanging.newest_said if hanging else seeing.newest_said(conversation),
        seen_merge=hanging.newest_merge if hanging else seeing.newest_merge(conversation),
        sender_name=conversation.client.sender_name,
        signature=conversation.client.signature if is_mail else "",
        copies=tuple(CopyRow(one) for one in copies),
        can_send=reachable,
        cannot_send_reason="" if reachable else say("メールを送れるアドレスが分かりません。"),
    )


def _to_name(conversation: Conversation) -> str:
    if not conversation.is_mail:
        return conversation.client.name
    customer = conversation.customer
    return say("%(name)s 様") % {"name": customer.name or customer.email}


def kept_composer(
    conversation: Conversation, person: Person, hanging: Hanging | None = None
) -> ComposerRow:
    """The composer with the texts that this person left, not checked."""
    draft = SavedDraft()
    if hanging is None or hanging.has_draft:
        draft = drafts.draft_of(conversation=conversation, person=person)
    has_files = hanging is None or hanging.has_draft_files
    blank = empty_composer(conversation, hanging)
    offered = {one.address for one in blank.copies}
    return replace(
        blank,
        body=draft.body,
        note=draft.note,
        planned_for=draft.planned_for,
        copies=tuple(replace(one, is_chosen=one.address in draft.copied) for one in blank.copies),
        copied_typed=", ".join(one for one in draft.copied if one not in offered),
        revision=draft.revision,
        trace=Trace.of(draft.guarded),
        marked=Promised.of(draft.promised),
        guard=GuardRow(in_training=hanging is not None and hanging.in_training),
        files=files_of(conversation, person) if has_files else (),
    )


def files_of(conversation: Conversation, person: Person) -> tuple[DraftFileRow, ...]:
    """The files in this person's composer."""
    return unsent.file_rows(draft_files.in_composer(conversation, person))


def composer_of(
    conversation: Conversation, person: Person, now: datetime, hanging: Hanging | None = None
) -> ComposerRow:
    """The composer with the texts that this person left, the reply checked."""
    composer = kept_composer(conversation, person, hanging)
    if not composer.body:
        return composer
    judged = guards.findings_of(conversation, composer.body, author=person, now=now)
    guard = guards.guard_row(conversation, judged, composer.trace)
    reading = promised.reading_of(guard, leaves_at=composer.planned_for, now=now)
    marked = composer.marked
    return replace(
        composer,
        guard=guard,
        promised=promised.promised_row(conversation, judged, marked, reading=reading, now=now),
    )
