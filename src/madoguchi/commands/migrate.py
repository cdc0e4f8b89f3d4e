"""`madoguchi migrate`: bring the tables up to date, as their owner."""

import argparse
import os

from madoguchi.commands import desk


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    parser = words.add_parser("migrate", help="bring the tables up to date")
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Migrate on the one alias with the owner's login: a second alias can deadlock with itself."""
    os.environ["MADOGUCHI_DATABASE_AS"] = "owner"
    desk.set_up()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    return 0
