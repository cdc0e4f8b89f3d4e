"""`madoguchi promise …`: what a message promises, for whoever can start a program."""

import argparse

from madoguchi.commands import promise_extract, promise_score


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `promise` and its deeds to the command's words."""
    promise = words.add_parser("promise", help="read the promises out of messages")
    deeds = promise.add_subparsers(dest="deed", required=True, metavar="DEED")
    promise_extract.add(deeds)
    promise_score.add(deeds)
