"""`madoguchi clocks verify`: rebuild every reply clock from the events and compare with the stored ones."""

import argparse
import json

from madoguchi.commands import desk


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    parser = words.add_parser("clocks", help="rebuild the reply clocks and compare")
    parser.add_argument("what", choices=["verify"])
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Print how many conversations were compared and each that differs; 1 when any does."""
    desk.set_up()
    from madoguchi.desk.conversations import verification

    report = verification.verify_all()
    for difference in report.differences:
        print(json.dumps(difference, ensure_ascii=False))
    print(f"{report.compared} conversations compared, {len(report.differences)} differ")
    return 1 if report.differences else 0
