"""`madoguchi people add EMAIL NAME [--admin]`: somebody who can sign in; the password is asked for."""

import argparse
import getpass
import sys

from madoguchi.commands import desk


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    parser = words.add_parser("people", help="add somebody who can sign in")
    parser.add_argument("what", choices=["add"])
    parser.add_argument("email")
    parser.add_argument("name")
    parser.add_argument("--admin", action="store_true", help="may manage, and reads with a reason")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Add the person; 1 with a sentence when it cannot be done."""
    desk.set_up()
    from madoguchi.desk.people.actions.adding import add_person
    from madoguchi.desk.platform import clock
    from madoguchi.desk.platform.refusals import Refusal

    try:
        add_person(
            email=arguments.email,
            name=arguments.name,
            password=_password(),
            is_admin=arguments.admin,
            now=clock.now(),
        )
    except Refusal as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    return 0


def _password() -> str:
    """Typed unseen at a terminal, else the first line that is piped in."""
    if sys.stdin.isatty():
        return getpass.getpass("パスワード / password: ")
    return sys.stdin.readline().rstrip("\n")
