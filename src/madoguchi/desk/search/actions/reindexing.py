"""Indexing what is not indexed yet, or was by an older engine: in batches, going on where it stopped."""

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


def catch_up() -> None:
    """The next batches of every client in turn, as long as there is something to index."""
    left = BATCHES_AT_ONCE
    for client_id in client_ids():
        while left and index_batch(client_id).indexed:
            left -= 1


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


def _progress(client_id: int) -> Progress:
    """Where the client's indexing stands, held for this transaction; a new engine begins anew."""
    Progress.objects.get_or_create(client_id=client_id, defaults={"version": VERSION})
    progress = Progress.objects.select_for_update().get(client=client_id)
    if progress.version != VERSION:
        progress.version, progress.done_up_to = VERSION, 0
    return progress
