"""Secrets at rest: hidden everywhere, encrypted anew when the key changes; the ledger proves completeness."""

import json
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from pytest_django import Settings

from madoguchi import cli
from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.secrets import Secret, SecretUnreadable
from tests import builders
from tests.desk.mail.letters import a_letter, read
from tests.desk.mail.mailboxes import a_mailbox, in_dovecot, looked, now_of, raw_mails
from tests.desk.people.entering import code_of, recovery_codes, with_app
from tests.fakes.dovecot import Dovecot

pytestmark = pytest.mark.usefixtures("transactional_db")


def test_a_secret_hides_itself() -> None:
    secret = Secret.of("hunter2")

    assert secret.reveal() == "hunter2"
    for shown in (repr(secret), str(secret), f"{secret}", secret.sealed):
        assert "hunter2" not in shown
    assert not Secret()


def test_the_same_secret_is_encrypted_differently_each_time() -> None:
    assert Secret.of("hunter2").sealed != Secret.of("hunter2").sealed


def test_a_plain_text_cannot_be_stored_by_mistake(hikari: Client) -> None:
    with pytest.raises(TypeError, match="takes a Secret"):
        a_mailbox(hikari, imap_secret="hunter2")


def with_keys(settings: Settings, *keys: str) -> None:
    settings.CONFIG = replace(settings.CONFIG, secrets_keys=keys)


def test_after_a_rotation_the_former_key_is_not_needed(
    hikari: Client, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    with_keys(settings, "old" * 20)
    mailbox = a_mailbox(hikari, imap_secret=Secret.of("hunter2"))
    with_keys(settings, "new" * 20, "old" * 20)

    assert cli.main(["mail", "rotate-secrets"]) == 0

    with_keys(settings, "new" * 20)
    assert now_of(mailbox).imap_secret.reveal() == "hunter2"
    assert "hunter2" not in capsys.readouterr().out


def test_after_a_rotation_second_factors_open_without_the_former_key(
    ann: Person, settings: Settings, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with_keys(settings, "old" * 20)
    app = with_app(ann)
    codes = recovery_codes(ann)
    moved = Authenticator.objects.create(
        user=builders.a_person("moved"),
        type=Authenticator.Type.RECOVERY_CODES,
        data={"migrated_codes": [Secret.of("12345678").sealed], "used_mask": 0},
    )
    with_keys(settings, "new" * 20, "old" * 20)

    assert cli.main(["mail", "rotate-secrets"]) == 0

    with_keys(settings, "new" * 20)
    totp = Authenticator.objects.get(user=ann, type=Authenticator.Type.TOTP)
    assert totp.wrap().validate_code(code_of(app))
    assert recovery_codes(ann) == codes
    moved.refresh_from_db()
    assert moved.wrap().get_unused_codes() == ["12345678"]
    assert b"0 mailboxes and 3 second factors" in capfdbinary.readouterr().out


def test_a_second_factor_that_cannot_be_read_keeps_the_mailboxes_too(
    hikari: Client, ann: Person, settings: Settings
) -> None:
    with_keys(settings, "lost" * 20)
    with_app(ann)
    with_keys(settings, "old" * 20)
    mailbox = a_mailbox(hikari, imap_secret=Secret.of("hunter2"))
    with_keys(settings, "new" * 20, "old" * 20)

    assert cli.main(["mail", "rotate-secrets"]) == 1

    with_keys(settings, "old" * 20)
    assert now_of(mailbox).imap_secret.reveal() == "hunter2"


def test_a_rotation_without_the_former_key_changes_nothing(
    hikari: Client, settings: Settings
) -> None:
    with_keys(settings, "old" * 20)
    mailbox = a_mailbox(hikari, imap_secret=Secret.of("hunter2"))
    with_keys(settings, "new" * 20)

    assert cli.main(["mail", "rotate-secrets"]) == 1

    with pytest.raises(SecretUnreadable):
        now_of(mailbox).imap_secret.reveal()
    with_keys(settings, "old" * 20)
    assert now_of(mailbox).imap_secret.reveal() == "hunter2"


def ledger_of(capfdbinary: pytest.CaptureFixture[bytes]) -> tuple[int, dict[str, object]]:
    code = cli.main(["mail", "ledger", "--json"])
    told: dict[str, object] = json.loads(capfdbinary.readouterr().out)
    return code, told


def test_the_ledger_proves_that_a_mailbox_is_complete(
    hikari: Client, dovecot: Dovecot, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    dovecot.put("hikari", a_letter(), a_letter(), a_letter(headers={"X-Spam-Flag": "YES"}))
    looked(mailbox)
    for mail in raw_mails(hikari)[1:]:
        read(hikari, mail)

    code, told = ledger_of(capfdbinary)

    assert code == 0
    assert (told["on_server"], told["stored"], told["read"], told["quarantined"]) == (3, 3, 1, 1)
    assert told["missing"] == 0


def test_the_ledger_says_what_is_missing(
    hikari: Client, dovecot: Dovecot, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    mailbox = in_dovecot(hikari, dovecot)
    dovecot.put("hikari", a_letter(), a_letter())
    looked(mailbox)
    with walls.transaction([hikari.pk]), connection.cursor() as cursor:
        cursor.execute(
            "update mail_fetchedmail set state = 'failed', raw_mail_id = null, reason = 'x'"
            " where uid = (select max(uid) from mail_fetchedmail)"
        )

    code, told = ledger_of(capfdbinary)

    assert (code, told["failed"], told["missing"]) == (1, 1, 1)
