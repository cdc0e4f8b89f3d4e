"""`madoguchi search`: index what can be found, and verify that everything can be."""

import argparse

from madoguchi.commands import desk


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    parser = words.add_parser("search", help="index what can be found anew; verify the index")
    parser.add_argument("what", choices=["reindex", "verify"])
    parser.add_argument("--all", action="store_true", help="also what is indexed and fresh")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Index what lacks a fresh entry, or count it; 1 when verifying finds something missing."""
    desk.set_up()
    return _verify() if arguments.what == "verify" else _reindex(anew=arguments.all)


def _reindex(*, anew: bool) -> int:
    """Batch by batch, each kept at once: stopped, it goes on where it was."""
    from madoguchi.desk.search.actions import reindexing

    for client_id in reindexing.client_ids():
        if anew:
            reindexing.start_again(client_id)
        seen = indexed = 0
        while (batch := reindexing.index_batch(client_id)).seen:
            seen, indexed = seen + batch.seen, indexed + batch.indexed
            print(f"client {client_id}: {seen} messages looked at, {indexed} indexed", flush=True)
    return 0


def _verify() -> int:
    from madoguchi.desk.search.actions import reindexing

    reports = [reindexing.verify(client_id) for client_id in reindexing.client_ids()]
    for one in reports:
        if not one.is_whole:
            print(
                f"client {one.client_id}: {one.missing} without an entry, {one.outdated} of another"
                f" version, {one.misplaced} in the wrong place"
            )
    messages = sum(one.messages for one in reports)
    broken = sum(not one.is_whole for one in reports)
    print(f"{messages} messages compared, {broken} clients incomplete")
    return 1 if broken else 0
