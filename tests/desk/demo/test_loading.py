"""The story becomes rows through the product's own actions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from madoguchi.desk.adherence.asked import WHAT, asked_until
from madoguchi.desk.adherence.models import SelfCheck, SelfCheckLine
from madoguchi.desk.adherence.queries.figures import figures
from madoguchi.desk.clients.access import client_ids_seen_by
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries.sight import sight_of
from madoguchi.desk.conversations import drafts, verification
from madoguchi.desk.conversations.list_query import ListQuery
from madoguchi.desk.conversations.models import Conversation, Message
from madoguchi.desk.conversations.queries.lists import desk_list
from madoguchi.desk.demo import loading
from madoguchi.desk.demo.models import CustomerMail
from madoguchi.desk.demo.story import STORY
from madoguchi.desk.demo.story.room_komorebi import ROOM
from madoguchi.desk.guard.models import GuardCheck
from madoguchi.desk.mail.models import OutgoingMail, RawMail
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.days import local_day
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.promises.queries.rates import kept_rate
from madoguchi.desk.rooms.models import Call
from tests import builders

DESIGN_DAY = datetime(2026, 11, 20, 14, 36, tzinfo=ZoneInfo("Asia/Tokyo"))
FUJIWARAS_ROWS = [
    "冷蔵庫の修理日を変えたい",
    "定期便のお届け先の変更",
    "飯碗の縁が欠けて届きました",
    "キャンセル料はいつから？",
    "CSV取込でエラー E-204",
    "返金の承認、2件まとめて",
    "予約時間を30分後ろへ",
]


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[datetime]:
    """The demo, loaded once for all tests of this module, at the moment of the design."""
    with django_db_blocker.unblock(), transaction.atomic():
        builders.the_first_book()
        loading.load_once(now=DESIGN_DAY)
        yield DESIGN_DAY
        transaction.set_rollback(True)


def client_ids() -> list[int]:
    with walls.transaction([], provider_wide=True):
        return list(Client.objects.values_list("pk", flat=True))


def test_the_clocks_are_those_that_the_events_tell(loaded: datetime) -> None:
    report = verification.verify_all()

    told = len(STORY.conversations) + len(STORY.earlier) + len(ROOM.threads)
    assert (report.compared, report.differences) == (told, ())


def test_a_loaded_demo_is_left_alone(loaded: datetime) -> None:
    with walls.transaction(client_ids()):
        before = Message.objects.count()

    assert loading.load_once(now=loaded) is False

    with walls.transaction(client_ids()):
        assert Message.objects.count() == before


def test_the_first_operators_seven_rows_stand_in_the_designs_order(loaded: datetime) -> None:
    fujiwara = Person.objects.get(email="fujiwara@madoguchi.example")

    with walls.transaction(client_ids()):
        sight = sight_of(fujiwara, loaded)
        [mine, *_] = desk_list(query=ListQuery(), person=fujiwara, sight=sight, now=loaded).groups

        owed = Promise.objects.filter(state="open", owner=fujiwara)
        owed_in = set(owed.values_list("conversation_id", flat=True))

    first, rest = mine.rows[: len(FUJIWARAS_ROWS)], mine.rows[len(FUJIWARAS_ROWS) :]
    assert [row.subject for row in first] == FUJIWARAS_ROWS
    # Those were answered for the time being: what was promised is owed still.
    assert {row.pk for row in rest} <= owed_in


def test_the_desk_keeps_its_words_and_owes_no_old_ones(loaded: datetime) -> None:
    month = datetime(2026, 11, 1, tzinfo=DESIGN_DAY.tzinfo)

    with walls.transaction(client_ids()):
        komorebi = Client.objects.get(key="komorebi")
        rate = kept_rate([komorebi.pk], month, loaded, now=loaded)
        overdue = Promise.objects.filter(state="open", due_at__lte=loaded)

        assert not overdue.exists()
        assert rate.total > 20
        assert rate.total - rate.kept <= 1


def test_a_call_waits_for_its_follow_up(loaded: datetime) -> None:
    with walls.transaction(client_ids()):
        [call] = Call.objects.all()

    assert call.follow_up_id is None
    assert call.began_at <= call.ended_at < loaded < call.due_at


def test_everything_that_came_was_read_and_everything_that_left_was_sent(
    loaded: datetime,
) -> None:
    with walls.transaction(client_ids(), provider_wide=True):
        assert set(RawMail.objects.values_list("state", flat=True)) == {"read"}
        assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"sent"}
        replies = Message.objects.filter(kind=Message.Kind.REPLY, channel="mail")
        assert set(replies.values_list("delivery", flat=True)) == {"sent"}
        assert CustomerMail.objects.count() == replies.count()
        said = Message.objects.filter(kind=Message.Kind.REPLY)
        assert GuardCheck.objects.count() == said.count()


def test_adherence_has_every_kind_of_figure_and_a_rule_that_cries_wolf(loaded: datetime) -> None:
    with walls.transaction(client_ids()):
        eguchi = Person.objects.get(email="eguchi@madoguchi.example")
        asked = asked_until(local_day(loaded), weeks=12, by="rule")
        rules = figures(asked, sight_of(eguchi, loaded))
        weeks = figures(replace(asked, by="week"), sight_of(eguchi, loaded))

    found = [row for row in rules if row.found.count]
    assert len(found) >= 5
    assert all(sum(row.figures[n].count for row in found) for n in range(len(WHAT)))
    assert any(row.is_noisy for row in found)
    assert len(weeks) >= 9


def test_two_desks_have_looked_at_themselves(loaded: datetime) -> None:
    with walls.transaction(client_ids()):
        checks = SelfCheck.objects.order_by("client__key").values_list("client__key", "month")
        lines = SelfCheckLine.objects.filter(checked__gt=0, broken__gt=0)

        assert list(checks) == [("haruka", date(2026, 10, 1)), ("minato", date(2026, 10, 1))]
        assert lines.exists()


def test_everybody_can_sign_in(loaded: datetime) -> None:
    assert all(person.check_password(STORY.password) for person in Person.objects.all())
    assert Person.objects.count() == len(STORY.people) + len(ROOM.members)


def test_an_admin_sees_no_client_and_murai_sees_his_two(loaded: datetime) -> None:
    hayakawa = Person.objects.get(email="hayakawa@madoguchi.example")
    murai = Person.objects.get(email="murai@madoguchi.example")

    seen = client_ids_seen_by(murai.pk)

    assert client_ids_seen_by(hayakawa.pk) == frozenset()
    with walls.transaction(seen):
        names = set(Client.objects.values_list("name", flat=True))
    assert names == {"山猫コーヒー", "はるか整骨院"}


def test_the_drafts_of_the_story_wait_in_their_conversations(loaded: datetime) -> None:
    [story, *_] = STORY.drafts
    author = Person.objects.get(email=f"{story.author}@madoguchi.example")
    subject = next(one.subject for one in STORY.conversations if one.key == story.conversation)

    with walls.transaction(client_ids()):
        conversation = Conversation.objects.get(subject=subject, state="open")
        assert drafts.draft_body(conversation=conversation, person=author)
