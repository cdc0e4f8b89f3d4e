"""`madoguchi guard explain`: how the engine reads a message, and what the weighed rules are told of it."""

import argparse

from madoguchi.commands.guard_check import add_input, draft_of, records
from madoguchi.commands.guard_lines import refuse, say
from madoguchi.engines.rulebook import BadRecord
from madoguchi.engines.rulebook.explain import explain


def add(deeds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `explain` to the deeds of `madoguchi guard`."""
    deed = deeds.add_parser("explain", help="how a message is read, sentence by sentence")
    add_input(deed)
    deed.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the reading of each record, a blank line between; 1 when one could not be read."""
    try:
        for number, record in enumerate(records(arguments)):
            if number:
                say("")
            say(explain(draft_of(record)).rstrip("\n"))
    except (OSError, BadRecord) as error:
        return refuse(error)
    return 0
