"""What came with messages: downloads, pictures in a thread, and the HTML of a mail in its frame."""

from collections.abc import Mapping

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from madoguchi.desk.clients.middleware import Request
from madoguchi.desk.conversations.access import (
    attachment_for,
    message_for,
    unsent_file_for,
)
from madoguchi.desk.conversations.models import Attachment, DraftFile, Message
from madoguchi.desk.files import scanning, sniffing, store
from madoguchi.desk.mail import access
from madoguchi.desk.mail.actions import keeping
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.pages import outside_transaction, signed_in
from madoguchi.engines import mailtext

FORBIDDEN = 403
AWAY = 503
ALONE = "default-src 'none'; sandbox"  # a file opened by itself runs and loads nothing
LETTER = (
    "default-src 'none'; img-src 'self' data:{remote}; style-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'; "
    # No script ever runs there; the same origin is what our own pictures need their cookie for.
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)


@require_GET
@outside_transaction
@signed_in
def attachment(request: Request, pk: int) -> HttpResponse:
    """A file of a message, always as a download: nothing a customer sent runs here."""
    wanted, data = _asked_for(pk)
    if not _may_leave(wanted, data):
        with transaction.atomic():
            return render(request, "mail/file_blocked.html", {"file": wanted}, status=FORBIDDEN)
    return _handed_out(wanted, data, "application/octet-stream", is_download=True)


@require_GET
@outside_transaction
@signed_in
def picture(_request: Request, pk: int) -> HttpResponse:
    """A file that its bytes say is a picture, to be shown in a page; 404 for all others."""
    wanted, data = _asked_for(pk)
    kind = sniffing.picture_type(data)
    if not kind or not _may_leave(wanted, data):
        raise Http404
    return _handed_out(wanted, data, kind, is_download=False)


@require_GET
@outside_transaction
@signed_in
def unsent_file(request: Request, pk: int) -> HttpResponse:
    """A file that is to leave with a reply: whoever decides about it can look at it."""
    with transaction.atomic():
        wanted = unsent_file_for(pk, request.person)
    try:
        data = store.read(wanted.client_id, wanted.sha256)
    except store.NotKept as missing:
        raise Http404 from missing
    except OSError:  # a store on the network that is away; of this file no mail has a copy
        with transaction.atomic():
            told = {"file": wanted, "is_away": True}
            return render(request, "mail/file_blocked.html", told, status=AWAY)
    if not _may_leave(wanted, data):
        with transaction.atomic():
            return render(request, "mail/file_blocked.html", {"file": wanted}, status=FORBIDDEN)
    return _handed_out(wanted, data, "application/octet-stream", is_download=True)


@require_GET
@signed_in
@xframe_options_sameorigin
def letter(request: Request, pk: int) -> HttpResponse:
    """The sanitised HTML of a mail as a document of its own; remote pictures only when asked for."""
    message = message_for(pk)
    page = mailtext.parse(bytes(access.raw_mail_of_message(message.pk).raw))
    if page.html is None:
        raise Http404
    is_asked = request.GET.get("images") == "1"
    words, left_out = mailtext.with_pictures(
        page.html, _own_pictures(message, page), are_remote_shown=is_asked
    )
    shown = {"html": words, "left_out": left_out, "is_asked": is_asked}
    # Without the request: the frame around our pages is nothing of this one.
    response = HttpResponse(render_to_string("mail/letter.html", shown))
    response["Content-Security-Policy"] = LETTER.format(remote=" https:" if is_asked else "")
    response["Referrer-Policy"] = "no-referrer"
    return response


def _asked_for(pk: int) -> tuple[Attachment, bytes]:
    with transaction.atomic():
        wanted = attachment_for(pk)
    data = keeping.bytes_of(wanted)
    if data is None:
        raise Http404
    return wanted, data


def _may_leave(wanted: Attachment | DraftFile, data: bytes) -> bool:
    with walls.as_the_desk():  # what is found out of a file is kept, whoever asked for it
        wanted.scan = keeping.scan_of(wanted, data)
    if wanted.scan == scanning.INFECTED:
        return False
    return wanted.scan == scanning.CLEAN or not scanning.is_configured()


def _handed_out(
    wanted: Attachment | DraftFile, data: bytes, content_type: str, *, is_download: bool
) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    fallback = "attachment" if is_download else "inline"
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=is_download, filename=wanted.name) or fallback
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = ALONE
    return response


def _own_pictures(message: Message, page: mailtext.Mail) -> Mapping[str, str]:
    """From the content ids of the mail to the addresses of its files."""
    files = {one.position: one for one in Attachment.objects.filter(message=message)}
    return {
        file.content_id: reverse("attachment-picture", args=[files[position].pk])
        for position, file in enumerate(page.attachments)
        if file.content_id and position in files and files[position].sha256 == file.sha256
    }
