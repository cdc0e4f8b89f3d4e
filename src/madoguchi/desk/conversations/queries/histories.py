"""A conversation's events in words: who did what, when."""

from datetime import datetime
from typing import NamedTuple

from madoguchi.desk.conversations import events as happened
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.side_rows import HistoryRow
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.models import Event

SHOWN = 50
WORDS = {
    happened.ConversationOpened.__name__: "対応が始まりました",
    happened.MessageReceived.__name__: "お客様のメッセージが届きました",
    happened.NoticeReceived.__name__: "自動の通知が届きました",
    happened.ReplySent.__name__: "返信しました",
    happened.NoteWritten.__name__: "社内メモを書きました",
    happened.ConversationClosed.__name__: "完了にしました",
    happened.ConversationReopened.__name__: "再開しました",
    happened.ReplyHeld.__name__: "承認を依頼しました",
    happened.ReplyApproved.__name__: "文面を承認しました",
    happened.ReplyReturned.__name__: "文面を差し戻しました",
}
DELIVERIES = {
    "queued": "メールを送信できず、再送を待っています",
    "sent": "メールが送信されました",
    "failed": "メールを送信できませんでした",
    "bounced": "メールが宛先不明で戻りました",
}


class Closing(NamedTuple):
    """When the matter was marked as done, and by whom."""

    at: datetime
    who: str


def history_of(conversation: Conversation) -> tuple[HistoryRow, ...]:
    """The newest events first."""
    log = list(Event.objects.filter(conversation_id=conversation.pk).order_by("-pk")[:SHOWN])
    named = [one.actor_id for one in log] + [one.data.get("owner_id") for one in log]
    wanted = {int(pk) for pk in named if pk is not None}
    names = dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name"))
    return tuple(
        HistoryRow(at=one.at, words=_words(one, names), who=names.get(one.actor_id or 0, ""))
        for one in log
    )


def last_closing(conversation: Conversation) -> Closing | None:
    """The last time that the matter was marked as done."""
    closed = Event.objects.filter(
        conversation_id=conversation.pk, kind=happened.ConversationClosed.__name__
    )
    newest = closed.order_by("-pk").first()
    if newest is None:
        return None
    closer = Person.objects.filter(pk=newest.actor_id or 0).first()
    return Closing(newest.at, closer.name if closer else "")


def _words(event: Event, names: dict[int, str]) -> str:
    if event.kind == happened.OwnerChanged.__name__:
        owner_id = event.data.get("owner_id")
        return f"担当が{names[owner_id]}さんになりました" if owner_id else "担当を外しました"
    if event.kind == happened.NoAnswerNeeded.__name__:
        return f"返信不要にしました（{event.data['reason']}）"
    if event.kind == happened.DeliveryRecorded.__name__:
        return DELIVERIES[event.data["delivery"]]
    return WORDS[event.kind]
