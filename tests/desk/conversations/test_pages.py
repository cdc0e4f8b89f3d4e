"""The desk's pages, and the parts of them that htmx asks for."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.models import Conversation, Seen
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from tests import builders


@pytest.fixture
def conversation(hikari: Client, ann: Person) -> Conversation:
    """A conversation of Ann's."""
    return builders.a_conversation(hikari, subject="届かない荷物", text="まだ届きません。")


def part(browser: Browser, url: str, target: str) -> str:
    """What htmx gets for its target."""
    answer = browser.get(url, headers={"HX-Request": "true", "HX-Target": target})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_desk_lists_ones_own_balls(ann_browser: Browser, conversation: Conversation) -> None:
    page = ann_browser.get(reverse("desk")).content.decode()

    assert "<html" in page
    assert "届かない荷物" in page
    assert "まだ届きません。" in page


def test_another_operators_desk_shows_nothing_of_it(
    otto_browser: Browser, conversation: Conversation
) -> None:
    assert "届かない荷物" not in otto_browser.get(reverse("desk")).content.decode()


@pytest.mark.parametrize(
    ("query", "is_listed"),
    [
        ("?queue=mine", True),
        ("?queue=no-such-queue", True),  # ones own
        ("?queue=unassigned", False),
        ("?queue=waiting", False),
        ("?queue=theirs", False),
        ("?queue=closed", False),
        ("?queue=mine&client=x", True),
        ("?queue=mine&client=999999999999999", False),
        ("?queue=mine&after=1__1", False),  # behind what has no due time
        ("?queue=mine&after=nonsense", True),
    ],
)
def test_the_address_chooses_queue_client_and_page(
    ann_browser: Browser, conversation: Conversation, query: str, is_listed: bool
) -> None:
    page = part(ann_browser, reverse("desk") + query, "list")

    assert ("まだ届きません。" in page) is is_listed


def test_a_conversation_is_shown_whole(ann_browser: Browser, conversation: Conversation) -> None:
    page = ann_browser.get(reverse("conversation", args=[conversation.pk])).content.decode()

    assert "<html" in page
    assert conversation.number in page
    assert "田中 恵 様" in page


@pytest.mark.parametrize(
    ("target", "holds", "holds_not"),
    [
        ("list", "まだ届きません。", 'id="composer"'),
        ("conversation", 'id="composer"', "<html"),
        ("thread", "まだ届きません。", 'id="composer"'),
        ("clock", "", 'id="composer"'),
        ("queues", "自分のボール", "まだ届きません。"),
    ],
)
def test_htmx_gets_the_part_that_it_names(
    ann_browser: Browser, conversation: Conversation, target: str, holds: str, holds_not: str
) -> None:
    page = part(ann_browser, reverse("conversation", args=[conversation.pk]), target)

    assert holds in page
    assert holds_not not in page


def test_a_target_alone_is_no_htmx(ann_browser: Browser, conversation: Conversation) -> None:
    page = ann_browser.get(
        reverse("conversation", args=[conversation.pk]), headers={"HX-Target": "list"}
    )

    assert "<html" in page.content.decode()


@pytest.mark.parametrize(("target", "is_seen"), [("conversation", True), ("list", False)])
def test_opening_a_conversation_marks_it_as_seen(
    ann_browser: Browser, hikari: Client, conversation: Conversation, target: str, is_seen: bool
) -> None:
    part(ann_browser, reverse("conversation", args=[conversation.pk]), target)

    with walls.transaction([hikari.pk]):
        marks = list(Seen.objects.values_list("message_id", flat=True))
    assert marks == ([conversation.newest_customer_message_id] if is_seen else [])


def test_seeing_again_moves_the_mark_and_never_back(
    ann_browser: Browser, hikari: Client, conversation: Conversation
) -> None:
    url = reverse("conversation", args=[conversation.pk])
    ann_browser.get(url)
    newest = builders.received(conversation)
    ann_browser.get(url)

    with walls.transaction([hikari.pk]):
        assert Seen.objects.get().message_id == newest.pk


@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_number_that_is_nobodys_is_not_found(ann_browser: Browser, pk: int) -> None:
    assert ann_browser.get(f"/conversations/{pk}/").status_code == 404


def test_nobody_sees_anything_without_signing_in(conversation: Conversation) -> None:
    url = reverse("conversation", args=[conversation.pk])

    answer = Browser().get(url)

    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('sign-in')}?next={url}"


def test_an_admin_with_a_reason_reads_and_cannot_write(
    ada: Person, hikari: Client, conversation: Conversation
) -> None:
    builders.with_a_reason(ada, hikari, now=clock.now() - timedelta(minutes=1))

    page = builders.signed_in(ada).get(reverse("conversation", args=[conversation.pk]))

    assert page.status_code == 200
    assert "まだ届きません。" in page.content.decode()
    assert 'id="reply-form"' not in page.content.decode()


def test_what_was_typed_is_checked_and_kept(
    ann_browser: Browser, ann: Person, hikari: Client, conversation: Conversation
) -> None:
    answer = ann_browser.post(
        reverse("conversation-guard", args=[conversation.pk]),
        {"body": "なるべく早く\r\nお届けします。"},
    )

    assert answer.status_code == 200
    assert "concrete-wording" in answer.content.decode()
    with walls.transaction([hikari.pk]):
        kept = drafts.draft_body(conversation=conversation, person=ann)
    assert kept == "なるべく早く\nお届けします。"


def test_a_kept_draft_is_there_when_the_conversation_is_opened_again(
    ann_browser: Browser, ann: Person, hikari: Client, conversation: Conversation
) -> None:
    with walls.transaction([hikari.pk]):
        drafts.save_draft(
            conversation=conversation, person=ann, body="なるべく早く。", now=builders.NOW
        )

    page = part(ann_browser, reverse("conversation", args=[conversation.pk]), "conversation")

    assert "なるべく早く。</textarea>" in page
    assert "concrete-wording" in page


def test_an_emptied_text_has_no_findings_and_no_draft(
    ann_browser: Browser, ann: Person, hikari: Client, conversation: Conversation
) -> None:
    url = reverse("conversation-guard", args=[conversation.pk])
    ann_browser.post(url, {"body": "なるべく早く。"})

    answer = ann_browser.post(url, {"body": ""})

    assert "concrete-wording" not in answer.content.decode()
    with walls.transaction([hikari.pk]):
        assert drafts.draft_body(conversation=conversation, person=ann) == ""


def test_an_admins_typing_is_checked_and_not_kept(
    ada: Person, hikari: Client, conversation: Conversation
) -> None:
    builders.with_a_reason(ada, hikari, now=clock.now() - timedelta(minutes=1))
    url = reverse("conversation-guard", args=[conversation.pk])

    answer = builders.signed_in(ada).post(url, {"body": "なるべく早く。"})

    assert answer.status_code == 200
    with walls.transaction([hikari.pk]):
        assert drafts.draft_body(conversation=conversation, person=ada) == ""


def test_an_operators_day_begins_with_their_own_balls(ann_browser: Browser) -> None:
    page = ann_browser.get(reverse("home"), follow=True)

    assert page.context["desk"].queue == "mine"


def test_a_directors_desk_opens_on_what_is_due_and_the_other_queues_are_a_link_away(
    dai: Person, conversation: Conversation
) -> None:
    director = builders.signed_in(dai)

    pages = [
        director.get(address, follow=True)
        for address in (
            reverse("home"),
            reverse("desk"),
            reverse("conversation", args=[conversation.pk]),
        )
    ]

    assert [page.context["desk"].queue for page in pages] == ["soon"] * 3
    assert director.get(f"{reverse('desk')}?queue=mine").context["desk"].queue == "mine"


@pytest.mark.parametrize(
    ("headers", "pushed"),
    [
        pytest.param({}, True, id="an act from another conversation"),
        pytest.param({"HX-Boosted": "true"}, False, id="a link, which pushes by itself"),
    ],
)
def test_the_address_follows_what_an_act_brings_into_the_pane(
    ann_browser: Browser, conversation: Conversation, headers: dict[str, str], pushed: bool
) -> None:
    address = reverse("conversation", args=[conversation.pk])
    elsewhere = {"HX-Current-URL": "http://testserver/conversations/987654/?queue=mine"}
    asked = {"HX-Request": "true", "HX-Target": "conversation", **headers}

    answer = ann_browser.get(f"{address}?queue=mine", headers={**asked, **elsewhere})
    here = ann_browser.get(address, headers={**asked, "HX-Current-URL": f"http://x{address}"})

    assert answer.headers.get("HX-Push-Url") == (f"{address}?queue=mine" if pushed else None)
    assert "HX-Push-Url" not in here.headers


@pytest.mark.parametrize(
    ("page", "section"),
    [
        ("/adherence/findings/?what=sent", "adherence"),
        ("/rulebook/rules/reply-promise/", "rulebook"),
        ("/settings/clients/", "settings"),
        ("/desk/?queue=late", "desk"),
        ("/nowhere/", "desk"),
    ],
)
def test_numbers_that_a_page_asks_for_anew_leave_the_mark_on_that_page(
    ann_browser: Browser, page: str, section: str
) -> None:
    asked = {
        "HX-Request": "true",
        "HX-Target": "queues",
        "HX-Current-URL": f"http://testserver{page}",
    }

    answer = ann_browser.get(reverse("desk"), headers=asked)

    shell = answer.context["shell"]
    assert shell.section == section
    assert any(one.current for one in shell.queues) is (section == "desk")
