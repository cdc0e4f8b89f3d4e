"""Bytes to mail and mail to bytes: parsing, threading keys, signed reply addresses, quotes and signatures."""

from madoguchi.engines.mailtext.compose import (
    Outgoing,
    compose,
    header_address,
    is_message_id,
    reply_subject,
)
from madoguchi.engines.mailtext.enclosures import OutgoingFile
from madoguchi.engines.mailtext.model import Address, Attachment, Bounce, Kind, Mail
from madoguchi.engines.mailtext.parameters import safe_file_name
from madoguchi.engines.mailtext.parse import parse
from madoguchi.engines.mailtext.pictures import with_pictures
from madoguchi.engines.mailtext.replies import quotes_alone, reply_text
from madoguchi.engines.mailtext.replyaddress import read_reply_address, reply_address
from madoguchi.engines.mailtext.threads import new_message_id, thread_keys

__all__ = [
    "Address",
    "Attachment",
    "Bounce",
    "Kind",
    "Mail",
    "Outgoing",
    "OutgoingFile",
    "compose",
    "header_address",
    "is_message_id",
    "new_message_id",
    "parse",
    "quotes_alone",
    "read_reply_address",
    "reply_address",
    "reply_subject",
    "reply_text",
    "safe_file_name",
    "thread_keys",
    "with_pictures",
]
