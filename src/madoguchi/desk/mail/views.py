"""The pages of the quarantine and of the mailboxes."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from madoguchi.desk.clients.access import admin_or_404
from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.mail import access
from madoguchi.desk.mail.actions.quarantine import retry as retry_mail
from madoguchi.desk.mail.actions.quarantine import route
from madoguchi.desk.mail.forms import MailboxForm, NewMailboxForm
from madoguchi.desk.mail.models import Mailbox, RawMail
from madoguchi.desk.mail.queries import mailboxes as mailbox_queries
from madoguchi.desk.mail.queries import quarantine as queries
from madoguchi.desk.mail.rows import CheckRow
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.typed import number


@require_GET
@signed_in
def quarantine(request: Request) -> HttpResponse:
    """Mail that came in and became no conversation."""
    return render(request, "mail/quarantine.html", {"mails": queries.quarantine_rows()})


@require_GET
@signed_in
def quarantine_mail(request: Request, pk: int) -> HttpResponse:
    """One of them, as raw as it came."""
    return _page(request, access.quarantined_mail_for(pk))


@require_POST
@signed_in
def retry(request: Request, pk: int) -> HttpResponse:
    """Have it read again."""
    mail = access.quarantined_mail_for(pk)
    try:
        retry_mail(raw_mail_id=mail.pk, person=request.person, now=clock.now())
    except Refusal as refusal:
        return _page(request, mail, refusal=refusal.sentence)
    return redirect("quarantine")


@require_POST
@signed_in
def routing(request: Request, pk: int) -> HttpResponse:
    """Say whose it is."""
    mail = access.quarantined_mail_for(pk)
    try:
        route(
            raw_mail_id=mail.pk,
            client_id=number(request.POST.get("client", "")) or 0,
            person=request.person,
            now=clock.now(),
        )
    except Refusal as refusal:
        return _page(request, mail, refusal=refusal.sentence)
    return redirect("quarantine")


def _page(request: Request, mail: RawMail, *, refusal: str = "") -> HttpResponse:
    shown = queries.quarantine_mail(mail, person=request.person, now=clock.now(), refusal=refusal)
    status = REFUSED if refusal else 200
    return render(request, "mail/quarantine_mail.html", {"mail": shown}, status=status)


@require_GET
@signed_in
def mailboxes(request: Request) -> HttpResponse:
    """The mailboxes of all clients, and the replies that cannot leave; only an admin has this page."""
    admin_or_404(request.person)
    shown = {"mailboxes": mailbox_queries.mailbox_rows(), "late": mailbox_queries.late_rows()}
    return render(request, "mail/mailboxes.html", shown)


def new_mailbox_page(
    request: Request, form: NewMailboxForm, *, refusal: str = "", is_refused: bool = False
) -> HttpResponse:
    """The empty form, or what was typed and why it was refused."""
    status = REFUSED if refusal or is_refused else 200
    shown = {"form": form, "refusal": refusal}
    return render(request, "mail/mailbox_new.html", shown, status=status)


def mailbox_page(
    request: Request,
    mailbox: Mailbox,
    form: MailboxForm,
    *,
    refusal: str = "",
    is_refused: bool = False,
    checks: tuple[CheckRow, ...] = (),
) -> HttpResponse:
    """One mailbox: its state, its settings without their secrets, and what a test found."""
    status = REFUSED if refusal or is_refused else 200
    shown = {
        "mailbox": mailbox_queries.mailbox_row(mailbox),
        "form": form,
        "refusal": refusal,
        "checks": checks,
    }
    return render(request, "mail/mailbox.html", shown, status=status)
