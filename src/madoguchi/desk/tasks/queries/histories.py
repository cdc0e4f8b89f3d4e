"""What happened to a task, in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import days
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.words import later, say
from madoguchi.desk.tasks import events as happened
from madoguchi.desk.tasks.models import Task
from madoguchi.desk.tasks.rows import HappenedRow, work_words

SHOWN = 50
WORDS = {
    happened.TaskRequested.__name__: later("依頼を受け取りました"),
    happened.TaskDeclined.__name__: later("お断りしました"),
    happened.TaskStarted.__name__: later("着手しました"),
    happened.TaskBlocked.__name__: later("止まりました"),
    happened.TaskWaits.__name__: later("相手の確認待ちにしました"),
    happened.TaskAnswered.__name__: later("返事が届きました"),
    happened.TaskFinished.__name__: later("完了にしました"),
    happened.TaskReopened.__name__: later("再開しました"),
    happened.TaskDescribed.__name__: later("内容を書き直しました"),
    happened.TaskQuestioned.__name__: later("質問を下書きしました"),
    happened.DelayUntold.__name__: later("遅れを知らせる送信を取り消しました"),
}
ITEMS = {
    "added": later("項目を加えました"),
    "ticked": later("項目を済みにしました"),
    "open": later("項目を未了に戻しました"),
    "removed": later("項目を消しました"),
}


def history_of(task: Task) -> tuple[HappenedRow, ...]:
    """The newest events first, in two queries."""
    log = list(
        Event.objects.filter(client_id=task.client_id, data__has_key="task_id")
        .extra(where=["(data->>'task_id')::bigint = %s"], params=[task.pk])
        .order_by("-pk")[:SHOWN]
    )
    named = {one.actor_id for one in log}
    named |= {one.data.get(key) for one in log for key in ("owner_id", "person_id")}
    wanted = [pk for pk in named if pk is not None]
    names = dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name"))
    return tuple(
        HappenedRow(one.at, _words(one.kind, one.data, names), names.get(one.actor_id or 0, ""))
        for one in log
    )


def _words(kind: str, data: Mapping[str, Any], names: Mapping[int, str]) -> str:
    if kind in WORDS:
        return str(WORDS[kind])
    if kind == happened.TaskItemChanged.__name__:
        return str(ITEMS[data["became"]])
    if kind in {happened.TaskOwned.__name__, happened.TaskWatched.__name__}:
        return _of_people(kind, data, names)
    if kind == happened.TaskEstimated.__name__:
        return say("残りの見積もりを%(time)sにしました") % {
            "time": work_words(data["remaining_minutes"])
        }
    if kind == happened.TaskReminded.__name__:
        is_scheduled = data["is_scheduled"]
        return say("催促を送信予約しました") if is_scheduled else say("催促の時刻になりました")
    return _of_dues(kind, data)


def _of_people(kind: str, data: Mapping[str, Any], names: Mapping[int, str]) -> str:
    if kind == happened.TaskOwned.__name__:
        if data.get("owner_id") is None:
            return say("担当を外しました")
        return say("担当が%(name)sさんになりました") % {"name": names.get(data["owner_id"], "")}
    words = (
        later("%(name)sさんが見守っています")
        if data["is_watching"]
        else later("%(name)sさんが見守るのをやめました")
    )
    return words % {"name": names.get(data["person_id"], "")}


def _of_dues(kind: str, data: Mapping[str, Any]) -> str:
    if kind == happened.TaskAccepted.__name__:
        if data.get("due_at"):
            return say("引き受けました（期限 %(at)s）") % {"at": _moment(data["due_at"])}
        return say("引き受けました（期限は %(at)s までに知らせます）") % {
            "at": _moment(data["due_named_by"])
        }
    if kind == happened.DelayNoticed.__name__:
        return say("遅れる見込みを記録しました（%(at)s に）") % {"at": _moment(data["new_due_at"])}
    if kind == happened.DelayTold.__name__:
        if data["was_late"]:
            return say("遅れを知らせました（期限のあと）")
        return say("遅れを期限の前に知らせました")
    return say("期限を%(at)sにしました") % {"at": _moment(data["due_at"])}


def _moment(text: str) -> str:
    return days.moment(timezone.localtime(datetime.fromisoformat(text)))
