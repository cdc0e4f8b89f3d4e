"""What a bulk act changed, carried signed to its undo: each is put back by the actions of one alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.core import signing
from django.db import transaction

from madoguchi.desk.conversations import events as happened
from madoguchi.desk.conversations.actions import closing, ownership, passing, snoozing, tagging
from madoguchi.desk.conversations.bulk import Pick
from madoguchi.desk.conversations.models import Ball, Conversation, ConversationTag
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.refusals import Refusal

SALT = "madoguchi.bulk"
KEPT_SECONDS = 3600
LONGEST = 2500  # characters: the toast's cookie holds the address of the undo
_STANDING = (
    happened.ConversationClosed,
    happened.ConversationReopened,
    happened.BallPassed,
    happened.ConversationSnoozed,
    happened.SnoozeEnded,
    happened.ReplySent,
)
_TAGS = (happened.ConversationTagged, happened.ConversationUntagged)
# What a colleague may have done since then that the undo of this act would take back.
OVERWRITES = {
    "take": (happened.OwnerChanged,),
    "assign": (happened.OwnerChanged,),
    "tag": _TAGS,
    **dict.fromkeys(("close", "reopen", "snooze", "ask"), _STANDING),
}


class CannotUndo(Refusal):
    """この操作は、もう元に戻せません。"""


class ChangedSince(CannotUndo):
    """そのあとに変わったため、そのままにしました。"""


class Before(NamedTuple):
    """One conversation as it was before the act."""

    pk: int
    last_seen: int
    ball: str
    owner_id: int | None
    is_asked: bool
    until: float | None  # seconds since 1970
    has_tag: bool


@dataclass(frozen=True, slots=True)
class Done:
    """An act on many as its undo needs it. `word`: the tag that was put on; `owner_id`: whose they are.

    `newest_event`: the last line of the log when the act was done.
    """

    act: str
    before: tuple[Before, ...]
    word: str = ""
    owner_id: int | None = None
    newest_event: int = 0

    @property
    def changed(self) -> tuple[Before, ...]:
        """Those that the act did something to: what had the tag or the owner already is left out."""
        if self.act in {"take", "assign"}:
            return tuple(one for one in self.before if one.owner_id != self.owner_id)
        return tuple(one for one in self.before if not one.has_tag)


def before(chosen: Iterable[Pick], *, word: str) -> tuple[Before, ...]:
    """What is to be remembered of each, in sight, before something is done to it."""
    seen = {one.pk: one.last_seen for one in chosen}
    names = ConversationTag.objects.filter(conversation__in=seen, tag__name__iexact=word)
    tagged = set(names.values_list("conversation_id", flat=True)) if word else set()
    found = Conversation.objects.filter(pk__in=seen).order_by("pk")
    return tuple(
        Before(
            pk=one.pk,
            last_seen=seen[one.pk],
            ball=one.ball,
            owner_id=one.owner_id,
            is_asked=one.asked_client_at is not None,
            until=one.snoozed_until.timestamp() if one.snoozed_until else None,
            has_tag=one.pk in tagged,
        )
        for one in found
    )


def newest_event(pks: Iterable[int]) -> int:
    """The last line of these conversations' log, 0 for none: what is newer happened after the act."""
    log = Event.objects.filter(conversation_id__in=list(pks)).order_by("-pk")
    return log.values_list("pk", flat=True).first() or 0


def packed(done: Done, *, person: Person) -> str:
    """The act as its undo's address carries it, "" when there is nothing to undo or it is too much."""
    kept = [person.pk, done.act, done.word, done.owner_id, done.newest_event, done.changed]
    text = signing.dumps(kept, salt=SALT, compress=True) if done.changed else ""
    return text if len(text) <= LONGEST else ""


def unpacked(text: str, *, person: Person) -> Done:
    """What `packed` made for this person; raises CannotUndo for everything else."""
    try:
        kept: list[Any] = signing.loads(text, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature as error:
        raise CannotUndo from error
    whose, act, word, owner_id, newest, rows = kept
    if whose != person.pk:
        raise CannotUndo
    return Done(act, tuple(Before(*row) for row in rows), word, owner_id, newest)


def undo_of(done: Done, *, person: Person, now: datetime) -> Callable[[Pick], object]:
    """What puts one of them back, as an act on it; what changed since then is refused, not overwritten."""
    was = {one.pk: one for one in done.before}
    undo = {
        "take": _give_back,
        "assign": _give_back,
        "close": _open_again,
        "reopen": _close_again,
        "tag": _untag,
        "snooze": _wake,
        "ask": _take_the_ball_back,
    }[done.act]
    who = {"person": person, "now": now}
    return lambda one: _put_back(undo, was[one.pk], done, who)


@transaction.atomic
def _put_back(
    undo: Callable[[Before, Done, dict[str, Any]], None],
    one: Before,
    done: Done,
    who: dict[str, Any],
) -> None:
    """Unless a colleague did something since then: an undo takes back one's own act, no other's."""
    Conversation.objects.lock(one.pk)
    kinds = [kind.__name__ for kind in OVERWRITES[done.act]]
    since = Event.objects.filter(conversation_id=one.pk, pk__gt=done.newest_event, kind__in=kinds)
    if since.filter(actor_id__isnull=False).exclude(actor_id=who["person"].pk).exists():
        raise ChangedSince
    undo(one, done, who)


@transaction.atomic
def _give_back(one: Before, done: Done, who: dict[str, Any]) -> None:
    if Conversation.objects.lock(one.pk).owner_id != done.owner_id:
        raise ChangedSince
    if one.owner_id is None:
        ownership.release_owner(conversation_id=one.pk, **who)
        return
    owner = Person.objects.get(pk=one.owner_id)
    ownership.assign_owner(conversation_id=one.pk, owner=owner, **who)


@transaction.atomic
def _open_again(one: Before, _done: Done, who: dict[str, Any]) -> None:
    """Open, with the ball and the snooze that it had."""
    closing.reopen_conversation(conversation_id=one.pk, **who)
    if one.is_asked:
        passing.pass_to_client(conversation_id=one.pk, **who)
    elif one.ball == Ball.THEM:
        passing.pass_to_customer(conversation_id=one.pk, **who)
    _sleep_again(one, who)


def _close_again(one: Before, _done: Done, who: dict[str, Any]) -> None:
    seen = closing.Seen(message_id=one.last_seen)
    closing.close_conversation(conversation_id=one.pk, seen=seen, **who)


@transaction.atomic
def _untag(one: Before, done: Done, who: dict[str, Any]) -> None:
    words = ConversationTag.objects.filter(conversation=one.pk, tag__name__iexact=done.word)
    tag_id = words.values_list("tag_id", flat=True).first()
    tagging.untag_conversation(conversation_id=one.pk, tag_id=tag_id or 0, **who)


@transaction.atomic
def _wake(one: Before, _done: Done, who: dict[str, Any]) -> None:
    snoozing.end_snooze(conversation_id=one.pk, **who)
    _sleep_again(one, who)


def _take_the_ball_back(one: Before, _done: Done, who: dict[str, Any]) -> None:
    back = passing.pass_to_customer if one.ball == Ball.THEM else passing.pass_to_us
    back(conversation_id=one.pk, **who)


def _sleep_again(one: Before, who: dict[str, Any]) -> None:
    if one.until is None or one.until <= who["now"].timestamp():
        return
    until = datetime.fromtimestamp(one.until, UTC)
    snoozing.snooze_conversation(conversation_id=one.pk, until=until, **who)
