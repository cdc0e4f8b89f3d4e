"""What the tests of files share: a scanner that finds what was planted."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytest_django import Settings

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from tests import builders
from tests.fakes.clamd import Clamd, running_clamd


@pytest.fixture
def clamd(settings: Settings) -> Iterator[Clamd]:
    """A ClamAV that the settings name."""
    with running_clamd() as running:
        settings.CONFIG = replace(settings.CONFIG, clamav=running.address)
        yield running


@pytest.fixture
def conversation(hikari: Client) -> Conversation:
    """A conversation of Hikari's with one question in it."""
    return builders.a_conversation(hikari)
