"""Chips that were mended or struck stay with the draft, as long as the text says their words."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.promises.given import Chip, Promised
from madoguchi.desk.promises.models import Promise
from tests.desk.conversations.posting import KEY, page_of, posted, replied

ANSWER = "明日15時までに交換の可否を回答いたします"
PARCEL = "明後日17時までに交換品を発送いたします"
BODY = f"田中様\n{ANSWER}。\n{PARCEL}。"


def at(*, days: int, hour: int) -> str:
    """As a field for date and time takes it."""
    day = timezone.localtime(clock.now()).date() + timedelta(days=days)
    return f"{day:%Y-%m-%d}T{hour:02}:00"


def fields(body: str = BODY, *, struck: str = "0", due: str | None = None) -> dict[str, Any]:
    """The form with the first promise struck and the second due at another time."""
    found = at(days=2, hour=17)
    return {
        "body": body,
        "draft_key": KEY,
        "promise_span": [ANSWER, PARCEL],
        "promise_what_found": ["交換の可否を回答", "交換品を発送"],
        "promise_what": ["交換の可否を回答", "交換品を発送"],
        "promise_due_found": [at(days=1, hour=15), found],
        "promise_due": [at(days=1, hour=15), due or found],
        "promise_struck": struck,
    }


def kept(conversation: Conversation, person: Person) -> Promised:
    with walls.transaction([conversation.client_id]):
        draft = drafts.draft_of(conversation=conversation, person=person)
        return Promised.of(draft.promised)


def test_a_page_that_is_loaded_again_shows_the_chips_as_they_were_left(
    ann_browser: Browser, fresh: Conversation
) -> None:
    posted(ann_browser, "guard", fresh, **fields(due=at(days=3, hour=9)))

    page = page_of(ann_browser.get(reverse("conversation", args=[fresh.pk])))

    assert page.count("data-mended") == 1
    assert f'value="{at(days=3, hour=9)}"' in page
    assert 'value="0"\nchecked' in page
    assert "文面では" in page


def test_what_is_sent_after_it_is_what_the_chips_said(
    ann_browser: Browser, fresh: Conversation, hikari: Client
) -> None:
    form = fields(due=at(days=3, hour=9))
    posted(ann_browser, "guard", fresh, **form)

    replied(ann_browser, fresh, **form)

    with walls.transaction([hikari.pk]):
        promise = Promise.objects.get()
    assert (promise.span, timezone.localtime(promise.due_at).hour) == (PARCEL, 9)


def test_untouched_chips_are_not_kept(
    ann_browser: Browser, fresh: Conversation, ann: Person
) -> None:
    posted(ann_browser, "guard", fresh, **fields(struck=""))

    assert kept(fresh, ann) == Promised()


def test_one_that_is_taken_back_is_gone(
    ann_browser: Browser, fresh: Conversation, ann: Person
) -> None:
    posted(ann_browser, "guard", fresh, **fields())
    posted(ann_browser, "guard", fresh, **fields(struck=""))

    assert kept(fresh, ann) == Promised()


def test_a_page_without_chips_keeps_what_was_marked_before(
    ann_browser: Browser, fresh: Conversation, ann: Person
) -> None:
    posted(ann_browser, "guard", fresh, **fields())

    part = page_of(posted(ann_browser, "guard", fresh, body=BODY, draft_key=KEY))

    assert kept(fresh, ann) == Promised(chips=(Chip(span=ANSWER, is_struck=True),))
    assert part.count("checked") == 1


def test_words_that_are_gone_take_their_chip_along(
    ann_browser: Browser, fresh: Conversation, ann: Person
) -> None:
    posted(ann_browser, "guard", fresh, **fields())

    posted(ann_browser, "guard", fresh, **fields(f"田中様\n{PARCEL}。"))
    part = page_of(posted(ann_browser, "guard", fresh, body=BODY, draft_key=KEY))

    assert kept(fresh, ann) == Promised()
    assert "checked" not in part


def test_a_time_that_was_mended_does_not_outlive_another_time_in_the_text(
    ann_browser: Browser, fresh: Conversation, ann: Person
) -> None:
    posted(ann_browser, "guard", fresh, **fields(struck="", due=at(days=3, hour=9)))

    other = BODY.replace("17時", "12時")
    posted(ann_browser, "guard", fresh, **fields(other, struck="", due=at(days=3, hour=9)))

    assert kept(fresh, ann) == Promised()


def test_they_are_of_one_person(
    ann_browser: Browser, fresh: Conversation, ann: Person, dai: Person
) -> None:
    posted(ann_browser, "guard", fresh, **fields())

    assert kept(fresh, ann) != Promised()
    assert kept(fresh, dai) == Promised()


def test_a_sent_text_leaves_none_for_the_next(
    ann_browser: Browser, fresh: Conversation, ann: Person
) -> None:
    posted(ann_browser, "note-draft", fresh, body="確認中", draft_key=KEY)
    posted(ann_browser, "guard", fresh, **fields())

    replied(ann_browser, fresh, **fields())

    assert kept(fresh, ann) == Promised()


def test_keeping_them_asks_the_database_nothing_more(
    ann_browser: Browser, fresh: Conversation
) -> None:
    def asked(form: dict[str, Any]) -> int:
        with CaptureQueriesContext(connection) as queries:
            posted(ann_browser, "guard", fresh, **form)
        return len([one for one in queries if "prepare" not in one["sql"].lower()[:8]])

    asked(fields(struck=""))

    plain = asked(fields(BODY + "\n", struck=""))
    marked = asked(fields(BODY, struck="0", due=at(days=3, hour=9)))

    assert marked == plain
