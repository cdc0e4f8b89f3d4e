"""A file that somebody wants to send: looked at, scanned and kept, or refused with its name."""

import logging
from dataclasses import dataclass

from madoguchi.desk.files import scanning, sniffing, store
from madoguchi.desk.files.limits import LARGEST_FILE
from madoguchi.desk.platform.refusals import Refusal
from madoguchi.desk.platform.words import say
from madoguchi.engines import mailtext

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class OfferedFile:
    """A file that somebody wants to send, not kept yet."""

    name: str  # as it will be shown
    size: int  # bytes
    sha256: str


@dataclass(frozen=True, kw_only=True)
class KeptFile(OfferedFile):
    """A file in the store, and what is known of it. `scan` as scanning says."""

    content_type: str
    scan: str


class CannotTake(Refusal):
    """このファイルは添付できません。"""


def offer(name: str, declared: str, data: bytes) -> OfferedFile:
    """What would be kept. Raises CannotTake for what may never leave."""
    shown = mailtext.safe_file_name(name, declared, 1)
    _refuse_unless_fit(shown, data)
    return OfferedFile(name=shown, size=len(data), sha256=store.hash_of(data))


def take(*, client_id: int, name: str, declared: str, data: bytes) -> KeptFile:
    """Keep the bytes in the client's store. Talks to others: outside of any transaction.

    `declared` is the media type that the browser says. Raises CannotTake; nothing is kept then.
    """
    shown = mailtext.safe_file_name(name, declared, 1)
    _refuse_unless_fit(shown, data)
    scan = scanning.scan(data)
    if scan == scanning.INFECTED:
        raise CannotTake(
            say("「%(name)s」からウイルスが見つかったため、添付できません。") % {"name": shown}
        )
    if scan == scanning.FAILED:
        raise CannotTake(
            say(
                "「%(name)s」のウイルス検査ができませんでした。しばらくしてから、もう一度添付してください。"
            )
            % {"name": shown}
        )
    return KeptFile(
        name=shown,
        content_type=sniffing.type_of(shown, declared, data),
        size=len(data),
        sha256=_kept(client_id, shown, data),
        scan=scan,
    )


def refuse_if_too_big(name: str, size: int) -> None:
    """Asked before the bytes are read into memory. Raises CannotTake."""
    if size > LARGEST_FILE:
        raise CannotTake(
            say("「%(name)s」は大きすぎます。1つのファイルは%(most)sMBまでです。")
            % {"name": mailtext.safe_file_name(name, "", 1), "most": LARGEST_FILE // 1_000_000}
        )


def _kept(client_id: int, name: str, data: bytes) -> str:
    try:
        return store.keep(client_id, data)
    except OSError as error:  # a full disk, a store on the network that is away
        log.error("a file could not be kept: %s", type(error).__name__)
        raise CannotTake(
            say("「%(name)s」を保存できませんでした。しばらくしてから、もう一度添付してください。")
            % {"name": name}
        ) from error


def _refuse_unless_fit(name: str, data: bytes) -> None:
    refuse_if_too_big(name, len(data))
    if not data:
        raise CannotTake(say("「%(name)s」は空のファイルです。") % {"name": name})
    if sniffing.is_runnable(name, data):
        raise CannotTake(
            say("「%(name)s」は、開くとプログラムが動く種類のファイルのため、添付できません。")
            % {"name": name}
        )
