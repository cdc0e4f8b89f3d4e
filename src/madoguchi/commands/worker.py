"""`madoguchi worker`: run the jobs."""

import argparse
import asyncio

from madoguchi.commands import desk


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    words.add_parser("worker", help="run the jobs").set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Work until SIGTERM; running jobs are given time to end."""
    desk.set_up()
    from django.conf import settings

    from madoguchi.desk.platform import worker

    config = settings.CONFIG
    asyncio.run(
        worker.work(
            concurrency=config.worker_concurrency,
            delivery_concurrency=config.delivery_concurrency,
        )
    )
    return 0
