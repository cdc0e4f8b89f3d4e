"""The files of a mail that was read: out of its bytes, looked at, scanned, and into the store."""

from django.db import transaction

from madoguchi.desk.conversations.models import Attachment, DraftFile
from madoguchi.desk.files import scanning, sniffing, store
from madoguchi.desk.mail.models import RawMail
from madoguchi.desk.platform import jobs
from madoguchi.engines import mailtext


def keep_files(*, client_id: int, raw_mail_id: int) -> None:
    """Read, keep, then record: nothing of it inside of a transaction but the records.

    Safe to run twice. Raises jobs.TryLater while the scanner cannot look at one of them.
    """
    with transaction.atomic():
        mail = RawMail.objects.get(pk=raw_mail_id, client=client_id)
        attachments = list(Attachment.objects.filter(message=mail.message_id).order_by("position"))
    contents = _contents(bytes(mail.raw))
    looked_at = [one for one in attachments if (one.position, one.sha256) in contents]
    for one in looked_at:
        data = contents[one.position, one.sha256]
        store.keep(client_id, data)
        one.content_type = sniffing.type_of(one.name, one.content_type, data)
        one.scan = scanning.scan(data)
    with transaction.atomic():
        Attachment.objects.bulk_update(looked_at, ["content_type", "scan"])
    if any(one.scan == scanning.FAILED for one in looked_at):
        raise jobs.TryLater("the scanner could not look at a file")


def bytes_of(attachment: Attachment) -> bytes | None:
    """The file, from the store or, until it is there, from the mail that brought it. None: nowhere.

    Outside of any transaction: the store may be on the network.
    """
    try:
        return store.read(attachment.client_id, attachment.sha256)
    except (store.NotKept, OSError):  # not yet there, or the store is away
        return _from_its_mail(attachment)


def scan_of(attachment: Attachment | DraftFile, data: bytes) -> str:
    """What the scanner says of the file: as it is recorded, else asked now and recorded."""
    known = attachment.scan in {scanning.CLEAN, scanning.INFECTED}
    if known or not scanning.is_configured():
        return attachment.scan
    found = scanning.scan(data)
    with transaction.atomic():
        type(attachment)._default_manager.filter(pk=attachment.pk).update(scan=found)
    return found


def _from_its_mail(attachment: Attachment) -> bytes | None:
    with transaction.atomic():
        mail = RawMail.objects.filter(message=attachment.message_id).order_by("pk").first()
    if mail is None:
        return None
    return _contents(bytes(mail.raw)).get((attachment.position, attachment.sha256))


def _contents(raw: bytes) -> dict[tuple[int, str], bytes]:
    """The files of a mail by their place and hash: another reading cannot hand out a wrong one."""
    files = mailtext.parse(raw).attachments
    return {(position, file.sha256): file.content for position, file in enumerate(files)}
