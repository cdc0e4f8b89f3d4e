"""OAuth 2.0 access tokens: fetched outside of any transaction, kept encrypted until they expire."""

import json
from datetime import datetime, timedelta
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from madoguchi.config import Mode
from madoguchi.desk.mail import reach
from madoguchi.desk.mail.models import Mailbox
from madoguchi.desk.mail.troubles import AddressForbidden, TokenRefused, TokenUnreachable
from madoguchi.desk.platform.secrets import Secret

TIMEOUT_SECONDS = 15
SPARE = timedelta(minutes=2)  # a token that ends within this time is not begun with
USUAL_SECONDS = 3600
_LONGEST_ANSWER = 100_000
HTTPS_PORT = 443


class _StayThere(HTTPRedirectHandler):
    """A token server that sends us elsewhere is none: what we ask with is meant for it alone."""

    def redirect_request(self, *_args: object) -> None:
        """None: the answer is an error then."""


_OPENER = build_opener(_StayThere)


def access_token(mailbox: Mailbox, *, now: datetime) -> str:
    """The mailbox's access token, renewed when it is about to expire; "" for a mailbox with a password.

    Raise TokenRefused or SecretUnreadable.
    """
    if mailbox.auth != Mailbox.Auth.XOAUTH2:
        return ""
    if mailbox.oauth_expires_at and mailbox.oauth_expires_at > now + SPARE:
        return mailbox.oauth_access_token.reveal()
    answer = _asked(mailbox)
    token = str(answer.get("access_token") or "")
    if not token:
        raise TokenRefused(_("access_token がありません"))
    expires_at = now + timedelta(seconds=_seconds(answer.get("expires_in")))
    _keep(mailbox, token, str(answer.get("refresh_token") or ""), expires_at)
    return token


def _asked(mailbox: Mailbox) -> dict[str, object]:
    assert not connection.in_atomic_block, "no network inside a transaction"
    host = _refuse_unless_allowed(mailbox.token_url)
    form = {
        "grant_type": "refresh_token",
        "client_id": mailbox.oauth_client_id,
        "client_secret": mailbox.oauth_client_secret.reveal(),
        "refresh_token": mailbox.oauth_refresh_token.reveal(),
    }
    request = Request(mailbox.token_url, data=urlencode(form).encode(), method="POST")  # noqa: S310 (the scheme was asked above)
    try:
        with _OPENER.open(request, timeout=TIMEOUT_SECONDS) as response:
            return _read(response.read(_LONGEST_ANSWER))
    except HTTPError as error:
        word = _read(error.read(_LONGEST_ANSWER)).get("error") or error.code
        error.close()
        raise TokenRefused(str(word)[:200]) from None
    except OSError as error:
        raise TokenUnreachable(host) from error


def _refuse_unless_allowed(url: str) -> str:
    """The URL's server. In production it is another machine, asked under TLS."""
    where = urlsplit(url)
    host, own = where.hostname or "", settings.CONFIG.mode is not Mode.PRODUCTION
    if where.scheme != "https" and not (own and where.scheme == "http"):
        raise TokenRefused(_("トークンのURLは https:// で始めてください"))
    try:
        reach.refuse_unless_allowed(host, where.port or HTTPS_PORT, may_be_own=own)
    except (AddressForbidden, OSError) as error:
        raise TokenUnreachable(host) from error
    return host


@transaction.atomic
def _keep(mailbox: Mailbox, token: str, refresh_token: str, expires_at: datetime) -> None:
    """Unless the mailbox was set up anew meanwhile: then the token is another's."""
    kept = {"oauth_access_token": Secret.of(token), "oauth_expires_at": expires_at}
    if refresh_token:  # some servers give a new one each time, and the old one ends with it
        kept["oauth_refresh_token"] = Secret.of(refresh_token)
    Mailbox.objects.filter(pk=mailbox.pk, version=mailbox.version).update(**kept)


def _read(answer: bytes) -> dict[str, object]:
    try:
        read = json.loads(answer)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _seconds(said: object) -> int:
    text = str(said)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else USUAL_SECONDS
