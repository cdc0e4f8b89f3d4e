"""The `madoguchi` command: reads its words and hands over to madoguchi.commands."""

import argparse
import importlib
import sys
from collections.abc import Sequence

# The module of each word. Only the word that was typed is imported: an engine's needs no Django.
WORDS = {
    "run": "start everything: database, web, worker, mail intake",
    "due": "when a waiting message becomes due",
    "mail": "read mail files; send them to the intake; prove mailboxes complete",
    "guard": "check drafts against the rulebook",
    "promise": "read the promises out of messages",
    "clocks": "rebuild the reply clocks from the events and compare",
    "vocabulary": "learn words from the messages that came in",
    "search": "index what can be found anew; verify the index",
    "people": "add somebody who can sign in",
    "backup": "write everything into one file",
    "restore": "put a backup back into place",
    "doctor": "say what is wrong and what to do",
    "demo": "load the demo provider",
    "migrate": "bring the tables up to date, as their owner",
    "web": "serve pages and live updates",
    "worker": "run the jobs",
    "intake": "receive mail by SMTP",
    "fetch": "fetch mail from the mailboxes by IMAP",
    "customers": "receive what the demo's customers are sent",
    "django": "Django's own commands",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused or failed, 2 wrong usage."""
    given = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(prog="madoguchi", description="窓口: the desk")
    words = parser.add_subparsers(dest="word", required=True, metavar="WORD")
    for word, meaning in WORDS.items():
        if given[:1] == [word]:
            importlib.import_module(f"madoguchi.commands.{word}").add(words)
        else:
            words.add_parser(word, help=meaning, add_help=False)
    arguments = parser.parse_args(given)
    code: int = arguments.run(arguments)
    return code
