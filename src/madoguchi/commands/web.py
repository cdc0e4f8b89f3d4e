"""`madoguchi web`: pages and live updates on one port."""

import argparse

from madoguchi.commands import desk


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    words.add_parser("web", help="serve pages and live updates").set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM; open streams are given three seconds to end."""
    desk.set_up()
    import uvicorn
    from django.conf import settings

    config = settings.CONFIG
    uvicorn.run(
        "madoguchi.desk.asgi:application",
        host=config.host,
        port=config.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
    )
    return 0
