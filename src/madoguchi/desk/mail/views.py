"""The quarantine's pages, and attachments read from raw mail."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations.access import attachment_for
from madoguchi.desk.mail import access, queries
from madoguchi.desk.mail.actions.quarantine import retry as retry_mail
from madoguchi.desk.mail.actions.quarantine import route
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import clock
from madoguchi.desk.platform.pages import REFUSED, signed_in
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.typed import number
from madoguchi.engines import mailtext


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


@require_GET
@signed_in
def attachment(_request: Request, pk: int) -> HttpResponse:
    """A file that came with a message, always as a download: nothing a customer sent runs here."""
    wanted = attachment_for(pk)
    raw = access.raw_mail_of_message(wanted.message_id)
    files = mailtext.parse(bytes(raw.raw)).attachments
    if wanted.position >= len(files) or files[wanted.position].sha256 != wanted.sha256:
        raise Http404
    response = HttpResponse(files[wanted.position].content, content_type="application/octet-stream")
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=wanted.name) or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page(request: Request, mail: RawMail, *, refusal: str = "") -> HttpResponse:
    shown = queries.quarantine_mail(mail, person=request.person, now=clock.now(), refusal=refusal)
    status = REFUSED if refusal else 200
    return render(request, "mail/quarantine_mail.html", {"mail": shown}, status=status)
