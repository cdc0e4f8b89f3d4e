"""Files that no row refers to leave the store: refused ones, ones removed from a draft, half-written ones."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from madoguchi.desk.conversations.models import Attachment, DraftFile
from madoguchi.desk.files import exclusion, store
from madoguchi.desk.platform import jobs, walls

# Whoever keeps a file refers to it in the same request; a backup copies files after its rows.
KEPT_FOR = timedelta(days=1)

log = logging.getLogger(__name__)


class BehindTheWall(Exception):
    """Nobody may judge the files of a client whose rows are out of sight: each would look forgotten."""


def sweep_files(*, client_id: int, now: datetime) -> int:
    """Remove what nobody has kept for a day and no row of the client refers to; how many those were.

    Safe to run twice, and beside uploads. Raises jobs.TryLater while a backup copies the files,
    BehindTheWall outside of the client's scope.
    """
    if client_id not in walls.current().client_ids:
        raise BehindTheWall(client_id)
    before, swept = now - KEPT_FOR, 0
    for paths in store.listed(client_id):
        forgotten = [
            path
            for path in _unreferred(client_id, paths)
            if store.is_older(client_id, path, before)
        ]
        if forgotten:
            swept += _remove(client_id, forgotten, before)
    if swept:
        log.info("%s files of client %s that nothing referred to are removed", swept, client_id)
    return swept


def _remove(client_id: int, forgotten: list[str], before: datetime) -> int:
    """Asked again, both, now that nobody can keep one of them anew."""
    with exclusion.nobody_keeps() as is_alone:
        if not is_alone:
            raise jobs.TryLater("somebody keeps or copies files")
        still = _unreferred(client_id, forgotten)
        gone = [path for path in still if store.is_older(client_id, path, before)]
        for path in gone:
            store.remove(client_id, path)
    return len(gone)


def _unreferred(client_id: int, paths: list[str]) -> list[str]:
    """Those without a row. One statement: a file on its way from a draft to a message is in either."""
    names = {path: path.rpartition("/")[2] for path in paths}
    asked = {"client": client_id, "sha256__in": set(names.values())}
    attached = Attachment.objects.filter(**asked).values_list("sha256", flat=True)
    lying = DraftFile.objects.filter(**asked).values_list("sha256", flat=True)
    with transaction.atomic():
        known = set(attached.union(lying))
    return [path for path, name in names.items() if name not in known]
