"""A conversation's events in words: who did what, when."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from madoguchi.desk.conversations import events as happened
from madoguchi.desk.conversations.models import Conversation, Tag
from madoguchi.desk.conversations.side_rows import HistoryRow
from madoguchi.desk.platform import days
from madoguchi.desk.platform.postgresql import prepared
from madoguchi.desk.platform.words import later, say
from madoguchi.desk.promises.wording import WORDS as PROMISES

SHOWN = 50
LOGGED = f"""select at, kind, actor_id, data::text from platform_event
where conversation_id = %(of)s::bigint order by id desc limit {SHOWN}"""  # noqa: S608 -- a number
# Whom they name.
NAMED = f"""select p.id, p.name from people_person p where p.id in (
  select unnest(array[e.actor_id, (e.data ->> 'owner_id')::bigint, (e.data ->> 'person_id')::bigint])
  from (select actor_id, data from platform_event
    where conversation_id = %(of)s::bigint order by id desc limit {SHOWN}) e)"""  # noqa: S608 -- the same
CLOSED = f"""select e.at, coalesce(p.name, '') from platform_event e
left join people_person p on p.id = e.actor_id
where e.conversation_id = %(of)s::bigint and e.kind = '{happened.ConversationClosed.__name__}'
order by e.id desc limit 1"""  # noqa: S608 -- a name of ours
WORDS = {
    happened.ConversationOpened.__name__: later("対応が始まりました"),
    happened.MessageReceived.__name__: later("お客様のメッセージが届きました"),
    happened.NoticeReceived.__name__: later("自動の通知が届きました"),
    happened.ReplySent.__name__: later("返信しました"),
    happened.NoteWritten.__name__: later("社内メモを書きました"),
    happened.ConversationClosed.__name__: later("完了にしました"),
    happened.ConversationReopened.__name__: later("再開しました"),
    happened.ReplyHeld.__name__: later("承認を依頼しました"),
    happened.ReplyApproved.__name__: later("文面を承認しました"),
    happened.ReplyReturned.__name__: later("文面を差し戻しました"),
    happened.ReplyTakenOver.__name__: later("文面を引き取りました"),
    happened.ReplyWithdrawn.__name__: later("承認の依頼を取り下げました"),
    **PROMISES,
    # Those of tasks.
    "TaskRequested": later("タスクにしました"),
    "TaskAccepted": later("タスクを引き受けました"),
    "TaskDeclined": later("タスクをお断りしました"),
    "TaskWaits": later("タスクを相手の確認待ちにしました"),
    "TaskFinished": later("タスクを完了にしました"),
    "DelayTold": later("タスクの遅れを知らせました"),
    "DelayUntold": later("タスクの遅れを知らせる送信を取り消しました"),
    # Those of rooms.
    "ReactionGiven": later("リアクションを付けました"),
    "ReactionTaken": later("リアクションを取り消しました"),
    "DecisionPinned": later("「決まったこと」に留めました"),
    "DecisionUnpinned": later("「決まったこと」から外しました"),
    "CallNoted": later("通話メモを残しました"),
    "FollowUpSent": later("通話後のまとめを送りました"),
    "DirectThreadOpened": later("個別スレッドにしました"),
    "DirectThreadLeft": later("当社の参加者がいなくなり、ディレクターに知らせました"),
    "MemberWrittenTo": later("未読のメッセージをメールで知らせました"),
    # Those of mail.
    "MailQuarantined": later("このスレッドあてのメールを仕分け待ちにしました"),
    "MailAdmitted": later("仕分け待ちのメールを受け入れました"),
    "MailRetried": later("仕分け待ちのメールを読み直しました"),
    "ReplySentAgain": later("届かなかった返信をもう一度送りました"),
    happened.ReplyRecalled.__name__: later("返信の送信を取り消しました"),
    happened.ScheduledReplyHeld.__name__: later("送信予約を見合わせました"),
    happened.ScheduledReplyCancelled.__name__: later("送信予約を取り消しました"),
}
# The other side of a room is no customer.
IN_ROOM = {
    happened.ConversationOpened.__name__: later("スレッドが始まりました"),
    happened.MessageReceived.__name__: later("委託元のメッセージが届きました"),
}
WITH_MOMENT = {
    happened.ReplyScheduled.__name__: ("send_at", later("返信を予約しました（%(at)s）")),
    happened.ConversationSnoozed.__name__: ("until", later("スヌーズしました（%(at)sまで）")),
}
WITH_OTHER = {
    happened.ConversationLinked.__name__: later("%(number)s と関連付けました"),
    happened.ConversationUnlinked.__name__: later("%(number)s との関連付けを外しました"),
    happened.MessagesParted.__name__: later("一部を %(number)s に分けました"),
    happened.MergeUndone.__name__: later("%(number)s との統合を取り消しました"),
}
WITH_TAG = {
    happened.ConversationTagged.__name__: later("タグ「%(name)s」を付けました"),
    happened.ConversationUntagged.__name__: later("タグ「%(name)s」を外しました"),
}
SNOOZE_ENDS = {
    "time": later("スヌーズの時刻になりました"),
    "message": later("お客様のメッセージでスヌーズを終えました"),
    "person": later("スヌーズを終えました"),
    "acted": later("フォローアップに対応しました"),
    "closing": later("完了でスヌーズを終えました"),
}
BALLS = {
    "us": later("ボールを自社に戻しました"),
    "them": later("ボールをお客様に渡しました"),
    "client": later("委託元に確認中にしました"),
    "nobody": later("返信不要の印でボールがなくなりました"),
}
DELIVERIES = {
    "queued": later("メールを送信できず、再送を待っています"),
    "sent": later("メールが送信されました"),
    "failed": later("メールを送信できませんでした"),
    "bounced": later("メールが宛先不明で戻りました"),
}


class _Logged(NamedTuple):
    """An event, as the columns above name it."""

    at: datetime
    kind: str
    actor_id: int | None
    data: Mapping[str, Any]


class Closing(NamedTuple):
    """When the matter was marked as done, and by whom."""

    at: datetime
    who: str


def asked_of(conversation: Conversation) -> tuple[prepared.Asked, ...]:
    """What `history_of` asks the database, for who asks it ahead of its time."""
    of = {"of": conversation.pk}
    return (LOGGED, of), (NAMED, of)


def history_of(
    conversation: Conversation, known: Mapping[int, str] | None = None
) -> tuple[HistoryRow, ...]:
    """The newest events first; `known` are names by their ids that need not be asked for."""
    rows = prepared.rows_of(LOGGED, {"of": conversation.pk})
    log = [_Logged(at, kind, actor_id, json.loads(data)) for at, kind, actor_id, data in rows]
    named = [one.actor_id for one in log]
    named += [one.data.get(field) for one in log for field in ("owner_id", "person_id")]
    wanted = {int(pk) for pk in named if pk is not None}
    names = dict(known or {})
    if wanted - names.keys():
        strangers = prepared.rows_of(NAMED, {"of": conversation.pk})
        names |= {int(pk): str(name) for pk, name in strangers}
    tag_ids = {one.data["tag_id"] for one in log if one.kind in WITH_TAG}
    tags = dict(Tag.objects.filter(pk__in=tag_ids).values_list("pk", "name")) if tag_ids else {}
    own: Mapping[str, Any] = {} if conversation.is_mail else IN_ROOM
    return tuple(
        HistoryRow(
            at=one.at,
            words=str(own[one.kind]) if one.kind in own else _words(one, names, tags),
            who=names.get(one.actor_id or 0, ""),
        )
        for one in log
    )


def last_closing(conversation: Conversation) -> Closing | None:
    """The last time that the matter was marked as done."""
    row = prepared.row_of(CLOSED, {"of": conversation.pk})
    return Closing(*row) if row else None


def _words(event: _Logged, names: dict[int, str], tags: dict[int, str]) -> str:
    if event.kind == happened.OwnerChanged.__name__:
        owner_id = event.data.get("owner_id")
        if not owner_id:
            return say("担当を外しました")
        return say("担当が%(name)sさんになりました") % {"name": names[owner_id]}
    if event.kind == happened.NoAnswerNeeded.__name__:
        return say("返信不要にしました（%(reason)s）") % {"reason": event.data["reason"]}
    if event.kind == happened.DeliveryRecorded.__name__:
        return str(DELIVERIES[event.data["delivery"]])
    if event.kind == happened.PersonMentioned.__name__:
        return say("%(name)sさんをメモで呼びました") % {"name": names[event.data["person_id"]]}
    if event.kind == "ParticipantNamed":
        return say("%(name)sさんを参加者に加えました") % {"name": names[event.data["person_id"]]}
    if event.kind in WITH_TAG:
        return WITH_TAG[event.kind] % {"name": tags.get(event.data["tag_id"], "")}
    return _words_of_moving(event)


def _words_of_moving(event: _Logged) -> str:
    data = event.data
    if event.kind == happened.SnoozeEnded.__name__:
        return str(SNOOZE_ENDS[data["why"]])
    if event.kind == happened.BallPassed.__name__:
        return str(BALLS[data["to"]])
    if event.kind in WITH_MOMENT:
        field, words = WITH_MOMENT[event.kind]
        at = timezone.localtime(datetime.fromisoformat(data[field]))
        return words % {"at": days.moment(at)}
    if event.kind == happened.ConversationMerged.__name__:
        return say("%(number)s に統合しました") % {"number": f"MG-{data['target_id']}"}
    if event.kind == happened.MessagesJoined.__name__:
        words = (
            later("%(number)s を統合しました")
            if "merge_id" in data
            else later("%(number)s から分けました")
        )
        return words % {"number": f"MG-{data['other_id']}"}
    if event.kind == happened.ReplySent.__name__ and data.get("is_urgent"):
        return say("急ぎとして、相手の勤務時間を待たずに返信しました")
    if event.kind in WITH_OTHER:
        return WITH_OTHER[event.kind] % {"number": f"MG-{data['other_id']}"}
    return str(WORDS[event.kind])
