"""One act on many conversations: each by itself, and what was refused is told by its number."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import bulk
from madoguchi.desk.conversations.models import Conversation, ConversationTag
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders

PATH = reverse("conversations-bulk")


@pytest.fixture
def three(hikari: Client, ann: Person) -> list[Conversation]:
    """Three conversations that came in five minutes ago."""
    now = clock.now() - timedelta(minutes=5)
    return [builders.a_conversation(hikari, received_at=now) for _ in range(3)]


def marks(conversations: list[Conversation]) -> list[str]:
    """What their lines post, everything seen."""
    return [f"{one.pk}-{10**12}" for one in conversations]


def states(conversations: list[Conversation]) -> set[str]:
    """The states in which they are now."""
    pks = [one.pk for one in conversations]
    with walls.transaction([conversations[0].client_id]):
        return set(Conversation.objects.filter(pk__in=pks).values_list("state", flat=True))


def test_all_of_them_are_done_and_the_list_says_how_many(
    ann_browser: Browser, three: list[Conversation]
) -> None:
    answer = ann_browser.post(
        PATH + "?queue=open", {"act": "close", "pick": marks(three)}, follow=True
    )

    assert states(three) == {"closed"}
    assert "3件を完了にしました" in answer.content.decode()


def test_what_is_refused_is_told_by_its_number_and_the_others_are_done(
    ann_browser: Browser, ann: Person, three: list[Conversation]
) -> None:
    ann_browser.post(PATH, {"act": "close", "pick": marks(three[:1])})

    answer = ann_browser.post(PATH + "?queue=closed", {"act": "close", "pick": marks(three)})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert states(three) == {"closed"}
    assert "2件を完了にしました。1件はそのままです" in page
    assert f"MG-{three[0].pk}</b> この対応はもう完了しています。" in " ".join(page.split())


def test_nothing_is_closed_over_a_message_that_its_line_did_not_show(
    ann_browser: Browser, three: list[Conversation]
) -> None:
    picks = [f"{one.pk}-{one.newest_customer_message_id}" for one in three]
    builders.received(three[0], received_at=clock.now())

    answer = ann_browser.post(PATH, {"act": "close", "pick": picks})

    assert answer.status_code == 422
    assert states(three[:1]) == {"open"}
    assert states(three[1:]) == {"closed"}


@pytest.mark.parametrize(
    ("form", "changed"),
    [
        ({"act": "take"}, {"owner__name": "Dai 花子"}),
        ({"act": "ask"}, {"asked_client_at__isnull": False}),
        ({"act": "tag", "tag": "返品・交換"}, {"tags__tag__name": "返品・交換"}),
    ],
)
def test_each_act_does_to_each_what_it_does_to_one(
    form: dict[str, str], changed: dict[str, object], dai: Person, three: list[Conversation]
) -> None:
    builders.signed_in(dai).post(PATH, {**form, "pick": marks(three)})

    with walls.transaction([three[0].client_id]):
        assert Conversation.objects.filter(**changed).count() == 3


def test_they_are_given_to_a_colleague_and_snoozed_and_taken_up_again(
    ann_browser: Browser, dai: Person, three: list[Conversation]
) -> None:
    soon = clock.now() + timedelta(minutes=10)
    picks = marks(three)
    ann_browser.post(PATH, {"act": "assign", "person": str(dai.pk), "pick": picks})
    ann_browser.post(PATH, {"act": "snooze", "until": soon.isoformat(), "pick": picks})

    with walls.transaction([three[0].client_id]):
        assert Conversation.objects.filter(owner=dai, snoozed_until=soon).count() == 3
    ann_browser.post(PATH, {"act": "close", "pick": picks})
    ann_browser.post(PATH, {"act": "reopen", "pick": picks})
    assert states(three) == {"open"}


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"act": "close"}, "対応が選ばれていません。"),
        ({"act": "close", "pick": ["x", "-1", ""]}, "対応が選ばれていません。"),
        ({"act": "burn", "pick": ["1-1"]}, "選んだ対応に何をするかを選んでください。"),
        ({"act": "snooze", "until": "明日", "pick": ["1-1"]}, "日時を入力してください。"),
        (
            {"act": "snooze", "until": "0001-01-01T00:00", "pick": ["1-1"]},
            "日時を入力してください。",
        ),
        ({"act": "assign", "person": "", "pick": ["1-1"]}, "だれの担当にするか、選んでください。"),
        ({"act": "tag", "tag": " ", "pick": ["1-1"]}, "付けるタグを書いてください。"),
        ({"act": "assign", "person": "9", "pick": ["1-1"]}, "担当ではない人には渡せません。"),
    ],
)
def test_what_the_form_does_not_say_is_asked_for(
    form: dict[str, object], why: str, ann_browser: Browser
) -> None:
    answer = ann_browser.post(PATH, form)

    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_what_was_refused_is_told_beside_the_list_and_a_list_that_refreshes_leaves_it(
    ann_browser: Browser, three: list[Conversation]
) -> None:
    ann_browser.post(PATH, {"act": "close", "pick": marks(three[:1])})
    verb = {"HX-Request": "true", "HX-Target": "list", "HX-Trigger": "bulk"}
    form = {"act": "close", "pick": marks(three)}

    answer = ann_browser.post(PATH + "?queue=open", form, headers=verb).content.decode()
    fresh = ann_browser.get(reverse("desk"), headers={**verb, "HX-Trigger": "list"})

    assert f"MG-{three[0].pk}</b>" in answer.partition('id="list-result"')[2]
    assert "2件を完了にしました" in answer.partition('hx-swap-oob="beforeend:#toasts"')[2]
    assert "list-result" not in fresh.content.decode()


def test_typed_words_stay_in_the_fields_without_script(
    ann_browser: Browser, dai: Person, three: list[Conversation]
) -> None:
    form = {"act": "assign", "person": "", "tag": "贈り物", "until": "2026-11-24T10:00"}
    page = ann_browser.post(PATH, {**form, "pick": marks(three)}).content.decode()

    assert 'value="贈り物"' in page
    assert 'value="2026-11-24T10:00"' in page
    assert '<option value="">担当を選ぶ</option>' in page
    assert " ".join(page.split()).count("checked data-select") == 3


def test_a_foreign_number_is_not_found_like_an_unknown_one_and_nothing_happens_to_it(
    otto_browser: Browser, three: list[Conversation]
) -> None:
    unknown = 10**9
    answer = otto_browser.post(PATH, {"act": "close", "pick": [*marks(three), f"{unknown}-1"]})

    told = " ".join(answer.content.decode().split())
    assert states(three) == {"open"}
    assert told.count("この対応は見つかりません。") == 4
    assert f"MG-{unknown}</b> この対応は見つかりません。" in told
    with walls.transaction([three[0].client_id]):
        assert not ConversationTag.objects.exists()


def test_lines_are_taken_in_one_order_each_once_and_no_more_than_can_be_selected() -> None:
    found = bulk.picks(["9-1", "3-2", "9-4", "x", "3", "7-x"])

    assert [(one.pk, one.last_seen) for one in found] == [(3, 0), (7, 0), (9, 4)]
    assert len(bulk.picks([f"{n}-1" for n in range(500)])) == bulk.MOST
