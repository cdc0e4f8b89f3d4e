"""`madoguchi guard …`: the rulebook at a terminal, and for any other system that can start a program."""

import argparse

from madoguchi.commands import guard_check, guard_explain, guard_score


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `guard` and its deeds to the command's words."""
    guard = words.add_parser("guard", help="check drafts against the rulebook")
    deeds = guard.add_subparsers(dest="deed", required=True, metavar="DEED")
    guard_check.add(deeds)
    guard_explain.add(deeds)
    guard_score.add(deeds)
