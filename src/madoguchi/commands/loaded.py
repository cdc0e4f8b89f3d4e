"""All that the desk's processes load, loaded at once: `madoguchi run` forks them from what has it."""

import importlib

from madoguchi.commands import desk

# What the words web, worker, intake and customers import, now or with their first page, mail or job.
MODULES = (
    "madoguchi.desk.asgi",
    "madoguchi.desk.urls",
    "madoguchi.desk.platform.worker",
    "madoguchi.desk.mail.keeper",
    "madoguchi.desk.mail.server",
    "madoguchi.desk.mail.smtp",
    "holidays.countries",  # all of them or none: 8 MB
    "procrastinate.worker",
    "uvicorn.lifespan.on",
    "uvicorn.loops.auto",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
)


def load() -> None:
    """Import them, and what is read from files once: tags, translations, the dictionary of words, the
    guard's weights.

    Opens no connection and starts no thread.
    """
    desk.set_up()
    for name in MODULES:
        importlib.import_module(name)
    from django.conf import settings
    from django.template import engines
    from django.utils import translation

    from madoguchi.engines.japanese.tokens import tokenizer
    from madoguchi.engines.rulebook.weighing.learned import learned

    engines.all()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("")
    tokenizer()
    learned()
