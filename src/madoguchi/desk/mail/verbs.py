"""What is posted about mail: mailboxes set up and tested, replies sent again."""

from dataclasses import replace

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.desk.clients.access import admin_or_404
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations.access import conversation_for
from madoguchi.desk.conversations.queries.composers import composer_of
from madoguchi.desk.conversations.views import back_to, refused_page
from madoguchi.desk.mail import access, checking
from madoguchi.desk.mail.actions import mailboxes, outbox
from madoguchi.desk.mail.forms import MailboxForm, NewMailboxForm
from madoguchi.desk.mail.queries.mailboxes import address_choices
from madoguchi.desk.mail.views import mailbox_page, new_mailbox_page
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import outside_transaction, signed_in
from madoguchi.desk.platform.refusals import Refusal


@require_http_methods(["GET", "POST"])
@signed_in
def new_mailbox(request: Request) -> HttpResponse:
    """Set one up."""
    admin_or_404(request.person)
    choices = address_choices()
    if request.method == "GET":
        return new_mailbox_page(request, NewMailboxForm(addresses=choices))
    form = NewMailboxForm(request.POST, addresses=choices)
    if not form.is_valid():
        return new_mailbox_page(request, form, is_refused=True)
    try:
        added = mailboxes.add_mailbox(
            address_id=form.cleaned_data["address"],
            typed=form.settings(),
            person=request.person,
            now=clock.now(),
        )
    except Refusal as refusal:
        return new_mailbox_page(request, form, refusal=refusal.sentence)
    return redirect("mailbox", pk=added.pk)


@require_http_methods(["GET", "POST"])
@signed_in
def mailbox(request: Request, pk: int) -> HttpResponse:
    """See one, or set it up anew."""
    admin_or_404(request.person)
    found = access.mailbox_for(pk)
    if request.method == "GET":
        return mailbox_page(request, found, MailboxForm.of(found))
    form = MailboxForm(request.POST)
    if not form.is_valid():
        return mailbox_page(request, found, form, is_refused=True)
    try:
        mailboxes.change_mailbox(
            mailbox_id=found.pk, typed=form.settings(), person=request.person, now=clock.now()
        )
    except Refusal as refusal:
        return mailbox_page(request, found, form, refusal=refusal.sentence)
    return redirect("mailbox", pk=found.pk)


@require_POST
@outside_transaction
@signed_in
def mailbox_check(request: Request, pk: int) -> HttpResponse:
    """Talk to its servers, and say what works; no mail is touched."""
    admin_or_404(request.person)
    with transaction.atomic():
        found = access.mailbox_for(pk)
    checks = checking.check(found, found.address.address, now=clock.now())
    with transaction.atomic():
        return mailbox_page(request, found, MailboxForm.of(found), checks=checks)


@require_POST
@signed_in
def sending_again(request: Request, pk: int) -> HttpResponse:
    """Have a reply that did not arrive leave once more."""
    message = access.reply_for(pk)
    try:
        outbox.send_again(message_id=message.pk, person=request.person, now=clock.now())
    except Refusal as refusal:
        found = conversation_for(message.conversation_id)
        typed = composer_of(found, request.person, clock.now())
        return refused_page(request, found, replace(typed, refusal=refusal.sentence))
    return back_to(request, message.conversation_id)
