"""Every text that stands in the database: what a page may show in the language it was written in."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from madoguchi.desk.demo.story import STORY
from madoguchi.desk.demo.story.room_komorebi import ROOM
from madoguchi.desk.platform import walls
from madoguchi.engines.businesstime import public_holidays
from tests.desk.walls.belongings import all_client_ids
from tests.house.catalogue import JAPANESE

HOLIDAY_YEARS = range(2025, 2030)
HOLDING = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def texts_of_the_database() -> list[str]:
    """Values with Japanese, and their lines, blanks as one; the longest first."""
    with walls.transaction(all_client_ids(), provider_wide=True):
        texts = [*_values(), *_from_elsewhere()]
    values = {" ".join(one.split()) for text in texts for one in (text, *_parts(text))}
    return sorted((one for one in values if JAPANESE.search(one)), key=len, reverse=True)


def _from_elsewhere() -> Iterator[str]:
    """The demo's people, offered for signing in, and the names of Japan's holidays."""
    yield from (person.name for person in STORY.people)
    for member in ROOM.members:
        yield from (member.name, member.department)
    for year in HOLIDAY_YEARS:
        yield from public_holidays("JP", year).values()


def _values() -> Iterator[str]:
    for model in apps.get_models():
        names = [one.name for one in model._meta.concrete_fields if isinstance(one, HOLDING)]
        for values in model._default_manager.values_list(*names) if names else ():
            for value in values:
                yield from _strings(value)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes | memoryview):
        yield bytes(value).decode("utf-8", "replace")
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def _parts(text: str) -> list[str]:
    """Lines and words: a page may show a part of a text."""
    return [*text.splitlines(), *text.split()]
