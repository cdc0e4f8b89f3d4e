"""What is posted while somebody reads and writes: presence, the text so far, a template."""

from collections.abc import Iterable
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.clients.access import role_at
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations import access, drafts, presence
from madoguchi.desk.conversations.composer_rows import TemplateChoice
from madoguchi.desk.conversations.forms import TypingForm
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.promised_form import promised_in, read_at_in
from madoguchi.desk.conversations.queries.composers import empty_composer
from madoguchi.desk.conversations.queries.guards import findings_of, guard_row
from madoguchi.desk.conversations.queries.presences import present_in
from madoguchi.desk.conversations.queries.promised import promised_row, reading_of
from madoguchi.desk.conversations.queries.templates import template_choices
from madoguchi.desk.conversations.views import asked, back_to
from madoguchi.desk.guard.traces import key_of
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import part_of, signed_in
from madoguchi.desk.platform.typed import as_typed, number

TEMPLATES_PARTS = {"templates-list": "conversations/parts/templates.html"}


@require_POST
@signed_in
def here(request: Request, pk: int) -> HttpResponse:
    """This person's browser has the conversation open, writes in it, or left; who else is there."""
    found = access.conversation_for(pk)
    now, state = clock.now(), request.POST.get("state", "")
    if state == "left":
        presence.leave(conversation=found, person=request.person, now=now)
        return HttpResponse(status=204)
    # Who only looks, with a written reason, is in the audit: here they are nobody's colleague.
    if role_at(request.person, found.client_id, now) is not None:
        presence.arrive(
            conversation=found, person=request.person, is_writing=state == "writing", now=now
        )
    others = present_in(found, besides=request.person, now=now)
    # Without the request: a page's frame would count all queues, every 20 seconds.
    return HttpResponse(render_to_string("conversations/parts/present.html", {"present": others}))


@require_POST
@signed_in
def guard(request: Request, pk: int) -> HttpResponse:
    """What the guard says about the text as typed so far, which is kept as a draft."""
    found = access.conversation_for(pk)
    return _guarded(request, found)


@require_POST
@signed_in
def silence(request: Request, pk: int) -> HttpResponse:
    """A finding is left as it is for this message, or minded again; then as the guard answers."""
    found = access.conversation_for(pk)
    answer = _guarded(request, found)
    return answer if "HX-Request" in request.headers else back_to(request, pk)


def _guarded(request: Request, found: Conversation) -> HttpResponse:
    text = as_typed(request.POST.get("body", ""))
    now = clock.now()
    judged = findings_of(found, text, author=request.person, now=now)
    left, leaves_at = request.POST.get("leave", ""), read_at_in(request.POST)
    reads_at = leaves_at or (judged.offer.at if judged.offer else None)
    heeding = drafts.Heeding(
        findings=judged.findings,
        leaving=tuple(one for one in judged.findings if key_of(one.rule, one.span) == left),
        minding=request.POST.get("mind", ""),
        promises=judged.promises_at(None, reads_at) if judged.is_checked else None,
        promised=promised_in(request.POST),
    )
    kept = _keep(request, found, text, drafts.REPLY, heeding)
    guard = guard_row(found, judged, kept.trace)
    reading = reading_of(guard, leaves_at=leaves_at, now=now)
    marked = heeding.promised.after(kept.promised)
    composer = replace(
        empty_composer(found),
        body=text,
        guard=guard,
        promised=promised_row(found, judged, marked, reading=reading, now=now),
        revision=kept.revision,
        elsewhere=kept.elsewhere,
    )
    context = {"composer": composer, "desk": asked(request), "kind": drafts.REPLY}
    return render(request, "conversations/parts/guard.html", context)


@require_POST
@signed_in
def note_draft(request: Request, pk: int) -> HttpResponse:
    """The note as typed so far, kept as a draft."""
    found = access.conversation_for(pk)
    kept = _keep(request, found, as_typed(request.POST.get("body", "")), drafts.NOTE)
    composer = replace(empty_composer(found), revision=kept.revision, elsewhere=kept.elsewhere)
    context = {"composer": composer, "kind": drafts.NOTE}
    return render(request, "conversations/parts/draft_kept.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def templates(request: Request, pk: int) -> HttpResponse:
    """The client's reply templates; without script, the way through them to the text and back."""
    found = access.conversation_for(pk)
    choices = template_choices(found, writer=request.person, now=clock.now())
    if request.method == "POST":
        return _inserted(request, found, choices)
    template = part_of(request, TEMPLATES_PARTS, "conversations/templates.html")
    context = {"choices": choices, "conversation": found, "desk": asked(request)}
    return render(request, template, context)


def _inserted(
    request: Request, found: Conversation, choices: Iterable[TemplateChoice]
) -> HttpResponse:
    """Keep what was typed so far, or put the chosen template under it."""
    if "body" in request.POST:
        _keep(request, found, as_typed(request.POST["body"]), drafts.REPLY)
        return redirect(reverse("conversation-templates", args=[found.pk]) + asked(request).query)
    chosen = number(request.POST.get("template", ""))
    text = next((one.text for one in choices if one.pk == chosen), None)
    if text is None or role_at(request.person, found.client_id, clock.now()) is None:
        raise Http404
    before = drafts.draft_body(conversation=found, person=request.person)
    body = f"{before.rstrip()}\n{text}" if before.strip() else text
    drafts.save_draft(conversation=found, person=request.person, body=body, now=clock.now())
    return back_to(request, found.pk)


def _keep(
    request: Request,
    found: Conversation,
    text: str,
    kind: str,
    heeding: drafts.Heeding | None = None,
) -> drafts.Kept:
    """Keep the text as this person's draft; an admin who only looks keeps nothing."""
    now = clock.now()
    if role_at(request.person, found.client_id, now) is None:
        return drafts.Kept(revision=0)
    form = TypingForm(request.POST)
    known = form.cleaned_data if form.is_valid() else {}
    typing = drafts.Typing(
        text=text,
        kind=kind,
        draft_key=known.get("draft_key", ""),
        revision=known.get("revision"),
        heeding=replace(heeding or drafts.Heeding(), rewritten=known.get("rewritten", {})),
    )
    return drafts.save_typing(
        conversation_id=found.pk, person=request.person, typing=typing, now=now
    )
