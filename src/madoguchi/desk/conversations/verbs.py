"""What is posted to a conversation: each view hands its words to one action."""

from dataclasses import replace

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations import access
from madoguchi.desk.conversations.actions import approvals, closing, notes, ownership, replies
from madoguchi.desk.conversations.forms import NoteForm, ReplyForm, as_typed
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries.details import empty_composer
from madoguchi.desk.conversations.queries.guards import guard_row
from madoguchi.desk.conversations.rows import ComposerRow
from madoguchi.desk.conversations.views import back_to, page_of, refused_page
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal

UNREADABLE = "送られた内容を読み取れませんでした。本文は残っています。もう一度送信してください。"


@require_POST
@signed_in
def reply(request: Request, pk: int) -> HttpResponse:
    """Send a reply."""
    found = access.conversation_for(pk)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _refused_reply(request, found, form, UNREADABLE)
    try:
        replies.send_reply(
            conversation_id=found.pk,
            author=request.person,
            reply=_reply(form),
            now=clock.now(),
        )
    except Refusal as refusal:
        return _refused_reply(request, found, form, refusal.sentence)
    return back_to(request, found.pk)


@require_POST
@signed_in
def approval(request: Request, pk: int) -> HttpResponse:
    """Ask a director to approve a reply."""
    found = access.conversation_for(pk)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _refused_reply(request, found, form, UNREADABLE)
    try:
        approvals.request_approval(
            conversation_id=found.pk,
            author=request.person,
            reply=_reply(form),
            now=clock.now(),
        )
    except Refusal as refusal:
        return _refused_reply(request, found, form, refusal.sentence)
    return back_to(request, found.pk)


@require_POST
@signed_in
def decision(request: Request, pk: int) -> HttpResponse:
    """A director approves a held reply and sends it, or gives it back."""
    held = access.held_reply_for(pk)
    note, now = request.POST.get("note", ""), clock.now()
    try:
        if request.POST.get("decision") == "approve":
            approvals.approve_reply(held_reply_id=held.pk, director=request.person, now=now)
        else:
            approvals.return_reply(
                held_reply_id=held.pk, director=request.person, note=note, now=now
            )
    except Refusal as refusal:
        found = access.conversation_for(held.conversation_id)
        return page_of(request, found, held_refusal=refusal.sentence, status=REFUSED)
    return back_to(request, held.conversation_id)


@require_POST
@signed_in
def note(request: Request, pk: int) -> HttpResponse:
    """Keep an internal note."""
    found = access.conversation_for(pk)
    form = NoteForm(request.POST)
    text = form.cleaned_data["body"] if form.is_valid() else ""
    try:
        notes.write_note(
            conversation_id=found.pk, author=request.person, text=text, now=clock.now()
        )
    except Refusal as refusal:
        composer = replace(
            empty_composer(found), kind="note", note=text, note_refusal=refusal.sentence
        )
        return refused_page(request, found, composer)
    return back_to(request, found.pk)


@require_POST
@signed_in
def closure(request: Request, pk: int) -> HttpResponse:
    """Mark the matter as done."""
    found = access.conversation_for(pk)
    try:
        closing.close_conversation(conversation_id=found.pk, person=request.person, now=clock.now())
    except Refusal as refusal:
        return _refused_verb(request, found, refusal)
    return back_to(request, found.pk)


@require_POST
@signed_in
def reopening(request: Request, pk: int) -> HttpResponse:
    """Take the matter up again."""
    found = access.conversation_for(pk)
    try:
        closing.reopen_conversation(
            conversation_id=found.pk, person=request.person, now=clock.now()
        )
    except Refusal as refusal:
        return _refused_verb(request, found, refusal)
    return back_to(request, found.pk)


@require_POST
@signed_in
def owner(request: Request, pk: int) -> HttpResponse:
    """Take the conversation, or give it to a colleague."""
    found = access.conversation_for(pk)
    try:
        ownership.assign_owner(
            conversation_id=found.pk,
            owner=_chosen(request),
            person=request.person,
            now=clock.now(),
        )
    except Refusal as refusal:
        return _refused_verb(request, found, refusal)
    return back_to(request, found.pk)


@require_POST
@signed_in
def no_answer(request: Request, pk: int) -> HttpResponse:
    """Mark a customer's message as needing no answer."""
    found = access.conversation_for(pk)
    message = request.POST.get("message", "")
    try:
        closing.mark_no_answer_needed(
            conversation_id=found.pk,
            message_id=int(message) if message.isascii() and message.isdecimal() else 0,
            person=request.person,
            reason=request.POST.get("reason", ""),
            now=clock.now(),
        )
    except Refusal as refusal:
        return _refused_verb(request, found, refusal)
    return back_to(request, found.pk)


def _reply(form: ReplyForm) -> replies.Reply:
    typed = form.cleaned_data
    return replies.Reply(
        body=typed["body"],
        draft_key=typed["draft_key"],
        last_seen_id=typed["last_seen"],
        reason=typed["reason"],
        close=typed["then"] == "close",
    )


def _refused_reply(
    request: Request, found: Conversation, form: ReplyForm, why: str
) -> HttpResponse:
    """The composer with all that was typed; the draft key stays, so that it is still sent once."""
    body = as_typed(request.POST.get("body", ""))
    blank = empty_composer(found)
    composer: ComposerRow = replace(
        blank,
        draft_key=str(form.cleaned_data.get("draft_key", blank.draft_key)),
        body=body,
        reason=request.POST.get("reason", ""),
        refusal=why,
        guard=guard_row(found, body, now=clock.now()),
    )
    return refused_page(request, found, composer)


def _refused_verb(request: Request, found: Conversation, refusal: Refusal) -> HttpResponse:
    composer = replace(empty_composer(found), refusal=refusal.sentence)
    return refused_page(request, found, composer)


def _chosen(request: Request) -> Person:
    """Oneself, or the colleague that was chosen; nobody else is somebody to give it to."""
    chosen = request.POST.get("person", "")
    if chosen == "me":
        return request.person
    known = (
        Person.objects.filter(pk=int(chosen)) if chosen.isascii() and chosen.isdecimal() else None
    )
    colleague = known.first() if known is not None else None
    if colleague is None:
        raise ownership.CannotAssign
    return colleague
