"""Indexing what is not indexed yet, or was by an older engine: in batches, going on where it stopped."""

import logging
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Message
from madoguchi.desk.platform import walls
from madoguchi.desk.search.actions.entries import index_messages
from madoguchi.desk.search.models import Entry, Progress
from madoguchi.engines.japanese import VERSION

BATCH = 500
BATCHES_AT_ONCE = 20  # in the background: some seconds of one core
MOST_ROUNDS = 100  # of looking at what turns out to be indexed

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Batch:
    """How many messages of a client were looked at, how many of them were indexed anew."""

    seen: int
    indexed: int


@dataclass(frozen=True)
class Report:
    """What is wrong with a client's part of the index."""

    client_id: int
    messages: int
    missing: int
    outdated: int
    misplaced: int

    @property
    def is_whole(self) -> bool:
        """Whether everything can be found where it is."""
        return not (self.missing or self.outdated or self.misplaced)


def client_ids() -> list[int]:
    """Every client's id: the index is one client's wall after the other."""
    with walls.transaction([], provider_wide=True):
        return list(Client.objects.order_by("pk").values_list("pk", flat=True))


def start_again(client_id: int) -> None:
    """Look at all messages of the client again, from the first one, and index each anew."""
    with walls.transaction([client_id]):
        Progress.objects.filter(client=client_id).delete()
        Entry.objects.filter(client=client_id).update(version="")


def index_batch(client_id: int, *, size: int = BATCH) -> Batch:
    """The next messages of the client that nobody looked at: those without a fresh entry get one."""
    with walls.within([client_id]), transaction.atomic():
        progress = _progress(client_id)
        later = Message.objects.filter(client=client_id, pk__gt=progress.done_up_to)
        seen = list(later.order_by("pk").values_list("pk", flat=True)[:size])
        if not seen:
            return Batch(0, 0)
        fresh = Entry.objects.filter(message__in=seen, version=VERSION)
        stale = set(seen) - set(fresh.values_list("message_id", flat=True))
        progress.done_up_to = seen[-1]
        progress.save(update_fields=["version", "done_up_to"])
        return Batch(len(seen), index_messages(stale))


def catch_up(*, turn: int = 0) -> None:
    """A few batches, one a client in turns; each `turn` begins with other clients than the one before.

    So neither a client with years to index nor one whose messages cannot be indexed delays the others.
    """
    waiting = _in_turns(client_ids(), turn)
    left = BATCHES_AT_ONCE
    for _round in range(MOST_ROUNDS):
        waiting, left = _one_round(waiting, left)
        if not waiting or not left:
            return


def verify(client_id: int) -> Report:
    """Compare a client's entries with its messages."""
    with walls.transaction([client_id]):
        said = Message.objects.exclude(kind=Message.Kind.RECALLED)
        entries = Entry.objects.all()
        elsewhere = ~Q(conversation_id=F("message__conversation_id"))
        return Report(
            client_id=client_id,
            messages=said.count(),
            missing=said.filter(search_entry__isnull=True).count(),
            outdated=entries.exclude(version=VERSION).count(),
            misplaced=entries.filter(elsewhere | Q(message__kind=Message.Kind.RECALLED)).count(),
        )


def _in_turns(clients: list[int], turn: int) -> list[int]:
    start = turn * BATCHES_AT_ONCE % len(clients) if clients else 0
    return clients[start:] + clients[:start]


def _one_round(waiting: list[int], left: int) -> tuple[list[int], int]:
    """A batch of each; returns who has more, and how many batches are left."""
    with_more = []
    for client_id in waiting:
        if not left:
            break
        try:
            batch = index_batch(client_id, size=BATCH)
        except Exception as error:  # noqa: BLE001 (whatever it was: the next client is served)
            log.error("client %s cannot be indexed: %s", client_id, type(error).__name__)
            continue
        left -= bool(batch.indexed)  # looking alone costs next to nothing
        if batch.seen:
            with_more.append(client_id)
    return with_more, left


def _progress(client_id: int) -> Progress:
    """Where the client's indexing stands, held for this transaction; a new engine begins anew."""
    Progress.objects.get_or_create(client_id=client_id, defaults={"version": VERSION})
    progress = Progress.objects.select_for_update().get(client=client_id)
    if progress.version != VERSION:
        progress.version, progress.done_up_to = VERSION, 0
    return progress
