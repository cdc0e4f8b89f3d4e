"""What is posted about the files beside an unsent reply: one is attached, one is removed."""

from dataclasses import replace

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from madoguchi.desk.clients.access import role_at
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations import access, drafts
from madoguchi.desk.conversations.actions import files as actions
from madoguchi.desk.conversations.actions import ownership
from madoguchi.desk.conversations.forms import ReplyForm
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries.composers import empty_composer, files_of
from madoguchi.desk.conversations.reply_verbs import refused_reply
from madoguchi.desk.conversations.views import asked, back_to
from madoguchi.desk.files import taking
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, outside_transaction, part_of, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.typed import as_typed

FILES_PARTS = {"draft-files": "conversations/parts/draft_files.html"}


@require_POST
@outside_transaction
@signed_in
def files(request: Request, pk: int) -> HttpResponse:
    """Attach the chosen files, each kept in the store before anything refers to it."""
    with transaction.atomic():
        found = access.conversation_for(pk)
    refusal = ""
    try:
        for chosen in request.FILES.getlist("file"):
            _attach(request, found, chosen)
    except Refusal as refused:
        refusal = refused.sentence
    with transaction.atomic():
        return _answer(request, found, refusal)


@require_POST
@signed_in
def file_removal(request: Request, pk: int) -> HttpResponse:
    """Take a file out of the composer again."""
    lying = access.draft_file_for(pk, request.person)
    actions.remove_file(draft_file_id=lying.pk, person=request.person)
    return _answer(request, access.conversation_for(lying.conversation_id), "")


@require_POST
@signed_in
def file_confidentiality(request: Request, pk: int) -> HttpResponse:
    """For whom a file in the composer is: the guard reads it."""
    lying = access.draft_file_for(pk, request.person)
    refusal = ""
    try:
        actions.mark_file(
            draft_file_id=lying.pk,
            mark=request.POST.get(f"confidentiality-{lying.pk}", ""),
            person=request.person,
        )
    except Refusal as refused:
        refusal = refused.sentence
    return _answer(request, access.conversation_for(lying.conversation_id), refusal)


def _attach(request: Request, found: Conversation, chosen: "UploadedFile[bytes]") -> None:
    now = clock.now()
    with transaction.atomic():
        if role_at(request.person, found.client_id, now) is None:
            raise ownership.CannotAssign
    name, declared = chosen.name or "", chosen.content_type or ""
    taking.refuse_if_too_big(name, chosen.size or 0)
    data = chosen.read()
    offered = taking.offer(name, declared, data)
    actions.refuse_if_no_room(conversation_id=found.pk, person=request.person, file=offered)
    kept = taking.take(client_id=found.client_id, name=name, declared=declared, data=data)
    actions.attach_file(conversation_id=found.pk, person=request.person, file=kept, now=now)


def _answer(request: Request, found: Conversation, refusal: str) -> HttpResponse:
    """The list of files for the script; without it the conversation again, its text kept."""
    template = part_of(request, FILES_PARTS, "")
    if template:
        composer = replace(
            empty_composer(found),
            files=files_of(found, request.person),
            files_refusal=refusal,
        )
        context = {"composer": composer, "desk": asked(request)}
        return render(request, template, context, status=REFUSED if refusal else 200)
    if refusal:
        form = ReplyForm(request.POST)
        form.is_valid()
        return refused_reply(request, found, form, refusal)
    if "body" in request.POST:
        text = as_typed(request.POST["body"])
        drafts.save_draft(conversation=found, person=request.person, body=text, now=clock.now())
    return back_to(request, found.pk)
