"""`madoguchi vocabulary learn`: count the words of all messages, and suggest what was learned."""

import argparse

from madoguchi.commands import desk


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    parser = words.add_parser("vocabulary", help="learn words from the messages that came in")
    parser.add_argument("what", choices=["learn"])
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Read what is not read yet, client by client; print how many messages that were."""
    desk.set_up()
    from madoguchi.desk.clients.models import Client
    from madoguchi.desk.expectations.actions.learning import learn
    from madoguchi.desk.platform import clock, walls

    with walls.transaction([], provider_wide=True):
        clients = list(Client.objects.order_by("pk").values_list("pk", "name"))
    for client_id, name in clients:
        read = 0
        with walls.within([client_id]):
            while batch := learn(client_id=client_id, now=clock.now()):
                read += batch
        print(f"{name}: {read} messages")
    return 0
