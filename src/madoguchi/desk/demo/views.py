"""The customers' mailbox of the demo: what they received, and answering as one of them."""

import uuid
from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madoguchi.config import Mode
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.demo import actions, queries
from madoguchi.desk.demo.models import CustomerMail
from madoguchi.desk.demo.rows import NewMail
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, outside_transaction, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.typed import as_typed
from madoguchi.engines import mailtext

PAGE = "demo/customers.html"


@require_GET
@signed_in
def customers(request: Request) -> HttpResponse:
    """The mailbox."""
    _demo_or_404()
    page = queries.customers_page(customer=_customer(request))
    return render(request, PAGE, {"page": page})


@require_GET
@signed_in
def customers_mail(request: Request, pk: int) -> HttpResponse:
    """The mailbox with one mail opened."""
    mail = _received_or_404(pk)
    page = queries.customers_page(customer=_customer(request), opened=queries.opened_mail(mail))
    return render(request, PAGE, {"page": page})


@outside_transaction
@require_POST
@signed_in
def customers_reply(request: Request, pk: int) -> HttpResponse:
    """Answer as the customer, through the real intake."""
    with transaction.atomic():
        mail = _received_or_404(pk)
    body, now = request.POST.get("body", ""), clock.now()
    try:
        actions.write_as_customer(letter=_answer(mail, body), now=now)
    except Refusal as refusal:
        with transaction.atomic():
            opened = queries.opened_mail(mail, body=body, refusal=refusal.sentence)
            page = queries.customers_page(customer=_customer(request), opened=opened)
            return render(request, PAGE, {"page": page}, status=REFUSED)
    actions.mark_answered(customer_mail_id=mail.pk, now=now)
    return redirect(
        reverse("customers-mail", args=[mail.pk]) + queries.query_of(_customer(request))
    )


@outside_transaction
@require_POST
@signed_in
def customers_new(request: Request) -> HttpResponse:
    """Write a new mail as a customer."""
    _demo_or_404()
    with transaction.atomic():
        blank = queries.blank_mail()
    typed = replace(
        blank,
        name=request.POST.get("name", ""),
        address=request.POST.get("address", ""),
        to=request.POST.get("to", ""),
        subject=request.POST.get("subject", ""),
        body=request.POST.get("body", ""),
    )
    try:
        actions.write_as_customer(letter=_letter(typed), now=clock.now())
    except Refusal as refusal:
        with transaction.atomic():
            page = queries.customers_page(
                customer=_customer(request), new=replace(typed, refusal=refusal.sentence)
            )
            return render(request, PAGE, {"page": page}, status=REFUSED)
    return redirect("customers")


def _letter(typed: NewMail) -> actions.Letter:
    if typed.to not in {one.address for one in typed.clients}:
        raise actions.CannotPost(_("宛先を選んでください。"))
    return actions.Letter(
        from_name=typed.name,
        from_email=typed.address,
        to=typed.to,
        subject=typed.subject,
        body=typed.body,
        mail_id=_new_mail_id(typed.address),
    )


def _answer(mail: CustomerMail, body: str) -> actions.Letter:
    read = mailtext.parse(bytes(mail.raw))
    to = read.reply_to[0] if read.reply_to else read.sender
    return actions.Letter(
        from_name=read.to[0].name if read.to else "",
        from_email=mail.to,
        to=to.email,
        subject=read.subject,
        body=body,
        mail_id=_new_mail_id(mail.to),
        in_reply_to=read.message_id,
        references=read.references,
    )


def _new_mail_id(address: str) -> str:
    return f"<{uuid.uuid4()}@{address.rpartition('@')[2]}>"


def _customer(request: Request) -> str:
    return as_typed(request.GET.get("customer", ""))


def _received_or_404(pk: int) -> CustomerMail:
    _demo_or_404()
    found = CustomerMail.objects.select_related("client").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _demo_or_404() -> None:
    if settings.CONFIG.mode == Mode.PRODUCTION:
        raise Http404
