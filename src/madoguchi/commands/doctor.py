"""`madoguchi doctor`: what is wrong and what to do."""

import argparse
import os
import sys

from madoguchi.config import BadSetting, Config


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    words.add_parser("doctor", help="say what is wrong and what to do").set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Print one line for each thing looked at; 1 when something does not work."""
    from madoguchi.desk.operations.doctor import examine
    from madoguchi.desk.operations.finding import Health
    from madoguchi.desk.platform import clock

    try:
        config = Config.from_environment(os.environ)
    except BadSetting as refusal:
        print(f"✗ {refusal}", file=sys.stderr)
        return 1
    healths = set()
    for finding in examine(config, now=clock.now):
        print(finding, flush=True)
        healths.add(finding.health)
    return 1 if Health.BAD in healths else 0
