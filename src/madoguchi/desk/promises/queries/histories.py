"""What happened to one promise, in words, the newest first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.days import local, moment
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.words import say
from madoguchi.desk.promises import events as happened
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.promises.rows import HistoryRow
from madoguchi.desk.promises.wording import WORDS


def history_of(promise: Promise) -> tuple[HistoryRow, ...]:
    """By the event log; who did it, "" for what the product did by itself."""
    log = Event.objects.filter(
        client_id=promise.client_id,
        at__gte=promise.given_at,
        kind__startswith="Promise",
        data__promise_id=promise.pk,
    )
    rows = list(log.order_by("-pk"))
    asked = [pk for row in rows for pk in (row.actor_id, row.data.get("owner_id")) if pk]
    names = dict(Person.objects.filter(pk__in=asked).values_list("pk", "name"))
    return tuple(
        HistoryRow(
            at=row.at,
            words=_words(row.kind, row.data, names),
            who=names.get(row.actor_id or 0, ""),
            reason=row.data.get("reason", ""),
        )
        for row in rows
    )


def _words(kind: str, data: Mapping[str, Any], names: Mapping[int, str]) -> str:
    if kind == happened.PromiseMended.__name__:
        before = datetime.fromisoformat(data["due_before"])
        after = datetime.fromisoformat(data["due_at"])
        if before == after:
            return say("内容を直しました")
        told = {"before": moment(local(before)), "after": moment(local(after))}
        return say("期限を %(before)s から %(after)s に直しました") % told
    if kind == happened.PromiseUnmended.__name__:
        back = {"at": moment(local(datetime.fromisoformat(data["due_at"])))}
        return say("送信の取り消しで、期限が %(at)s に戻りました") % back
    if kind == happened.PromiseBroken.__name__ and data.get("reason"):
        return say("期限を過ぎてから、別の期限の約束に替えました")
    if kind == happened.PromiseHandedOver.__name__:
        return say("%(name)sさんに引き継ぎました") % {"name": names.get(data["owner_id"], "")}
    if kind == happened.PromiseKept.__name__ and data["was_late"]:
        return say("期限を過ぎて果たしました")
    return str(WORDS.get(kind, kind))
