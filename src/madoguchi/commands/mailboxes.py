"""`madoguchi mail ledger` and `madoguchi mail rotate-secrets`: what needs the desk's database."""

import argparse
import json
import sys
from dataclasses import asdict

from madoguchi.commands import desk


def add_verbs(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verbs about mailboxes to `mail`."""
    ledger = verbs.add_parser(
        "ledger",
        help="per mailbox: on the server, in the ledger, stored, read; 1 when any is missing",
    )
    ledger.add_argument("--json", action="store_true", help="one JSON object a folder")
    ledger.set_defaults(run=_ledger)
    rotating = verbs.add_parser(
        "rotate-secrets",
        help="encrypt the secrets of mailboxes and second factors with the newest key",
    )
    rotating.set_defaults(run=_rotate)


def _ledger(arguments: argparse.Namespace) -> int:
    desk.set_up()
    from madoguchi.desk.mail.queries.mailboxes import clients_with_mailboxes, ledger_rows
    from madoguchi.desk.platform import walls

    with walls.transaction([], provider_wide=True):
        clients = clients_with_mailboxes()
    with walls.transaction(clients):
        rows = ledger_rows()
    for row in rows:
        told = {**asdict(row), "missing": row.missing}
        if arguments.json:
            _say(json.dumps(told, ensure_ascii=False))
        else:
            _say(
                f"{row.address} {row.folder}: on server {row.on_server}, older {row.left_out},"
                f" in ledger {row.in_ledger}, stored {row.stored}, read {row.read}, quarantined {row.quarantined},"
                f" not fetched {row.failed}, gone {row.gone}; missing {row.missing}"
            )
    return 1 if any(row.missing for row in rows) else 0


def _rotate(_arguments: argparse.Namespace) -> int:
    desk.set_up()
    from madoguchi.desk.mail.actions.mailboxes import rotate_secrets
    from madoguchi.desk.people.actions.factors import reseal_factors
    from madoguchi.desk.platform import walls
    from madoguchi.desk.platform.secrets import SecretUnreadable

    try:
        with walls.transaction([], provider_wide=True):
            mailboxes, factors = rotate_secrets(), reseal_factors()
    except SecretUnreadable:
        sys.stderr.write(
            "いまの MADOGUCHI_SECRETS_KEY では読めない秘密があります。前の鍵をコンマで加えてください。"
            " / A secret cannot be read with MADOGUCHI_SECRETS_KEY; add the former key with a comma.\n"
        )
        return 1
    _say(
        f"{mailboxes}件のメールボックスと{factors}件の2要素認証の秘密を暗号化し直しました。"
        f" / {mailboxes} mailboxes and {factors} second factors encrypted anew."
    )
    return 0


def _say(line: str) -> None:
    sys.stdout.buffer.write(f"{line}\n".encode(errors="backslashreplace"))
    sys.stdout.buffer.flush()
