"""`madoguchi demo load|welcome`: the demo provider, and what to try with it."""

import argparse

from madoguchi.commands import desk


def add(words: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the word."""
    parser = words.add_parser("demo", help="the demo provider")
    parser.add_argument("what", choices=["load", "welcome"])
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Load the story once (a loaded one is left alone), or print the welcome."""
    desk.set_up()
    from django.conf import settings

    from madoguchi.desk.demo import loading
    from madoguchi.desk.demo.story.welcome import welcome
    from madoguchi.desk.platform import clock

    if arguments.what == "load":
        loading.load_once(now=clock.now())
    else:
        print(welcome(settings.CONFIG.public_url))
    return 0
