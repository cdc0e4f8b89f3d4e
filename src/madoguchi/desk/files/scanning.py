"""ClamAV, where it is configured: a file is clean, infected, or could not be looked at."""

import io
import logging

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings

CLEAN, INFECTED, FAILED, UNSCANNED = "clean", "infected", "failed", ""
TIMEOUT_SECONDS = 60

log = logging.getLogger(__name__)


def is_configured() -> bool:
    """Whether files are scanned at all."""
    return bool(settings.CONFIG.clamav)


def scan(data: bytes) -> str:
    """What ClamAV says of the bytes; UNSCANNED where there is none. Talks to another process."""
    if not is_configured():
        return UNSCANNED
    try:
        answer = _scanner().instream(io.BytesIO(data))
    except (ClamdError, OSError) as error:
        log.warning("a file could not be scanned: %s", type(error).__name__)
        return FAILED
    status = next(iter(answer.values()), ("",))[0]
    return {"OK": CLEAN, "FOUND": INFECTED}.get(status, FAILED)


def _scanner() -> ClamdNetworkSocket | ClamdUnixSocket:
    where = settings.CONFIG.clamav
    if where.startswith("/"):
        return ClamdUnixSocket(path=where, timeout=TIMEOUT_SECONDS)
    host, _, port = where.rpartition(":")
    return ClamdNetworkSocket(host=host, port=int(port), timeout=TIMEOUT_SECONDS)
