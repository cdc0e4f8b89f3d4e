"""`madoguchi django …`: Django's own commands, with the desk's settings."""

import argparse
import sys

from madoguchi.commands import desk


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    parser = words.add_parser("django", help="Django's own commands", add_help=False)
    parser.add_argument("words", nargs=argparse.REMAINDER)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Hand the rest of the line to Django."""
    desk.set_up()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["madoguchi django", *arguments.words])
    sys.stdout.flush()
    return 0
