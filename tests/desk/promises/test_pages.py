"""The composer's chips, the ledger, a promise's page, handing over: as a browser posts and reads them."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.promises.actions.giving import give_promises
from madoguchi.desk.promises.given import Given
from madoguchi.desk.promises.models import Promise
from madoguchi.desk.promises.queries.ledger import PAGE
from tests import builders
from tests.desk.conversations.posting import page_of, posted, replied

SAID = "明日15時までに交換の可否を回答いたします"
BODY = f"田中様\n{SAID}。"


@pytest.fixture
def fresh(hikari: Client, ann: Person) -> Conversation:
    """A conversation of Ann's that came in five minutes ago."""
    return builders.a_conversation(hikari, received_at=clock.now() - timedelta(minutes=5))


def given_to(conversation: Conversation, owner: Person, *, hours: float, what: str) -> Promise:
    """Due in so many hours from now; behind us when negative."""
    now = clock.now()
    with walls.transaction([conversation.client_id]):
        [promise] = give_promises(
            client_id=conversation.client_id,
            conversation_id=conversation.pk,
            given=[Given(what=what, due_at=now + timedelta(hours=hours))],
            given_at=now - timedelta(days=3),
            given_by=owner,
            owner=owner,
        )
    return promise


def promises_of(client: Client) -> list[Promise]:
    with walls.transaction([client.pk]):
        return list(Promise.objects.select_related("owner").order_by("pk"))


def as_it_is(promise: Promise) -> Promise:
    with walls.transaction([promise.client_id]):
        promise.refresh_from_db()
    return promise


def typed(moment: object) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"  # type: ignore[arg-type] # a moment


def test_while_typing_the_promises_of_the_text_stand_below_it(
    fresh: Conversation, ann_browser: Browser
) -> None:
    page = page_of(posted(ann_browser, "guard", fresh, body=BODY))

    assert f'name="promise_span" value="{SAID}"' in page
    assert "約束" in page
    assert "ボールは自社に残ります" in page


def test_without_script_what_the_text_says_is_promised(
    fresh: Conversation, ann_browser: Browser
) -> None:
    replied(ann_browser, fresh, BODY)

    [promise] = promises_of(fresh.client)
    assert promise.span == SAID


def test_a_mended_and_a_struck_chip_are_posted_with_the_reply(
    fresh: Conversation, ann_browser: Browser
) -> None:
    due_at = (clock.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    two = f"{BODY}\n交換品は来週金曜までに発送いたします。"

    replied(
        ann_browser,
        fresh,
        two,
        promise_span=[SAID, "交換品は来週金曜までに発送いたします"],
        promise_what=["交換できるかをご回答", "発送"],
        promise_what_found=["交換の可否を回答", "発送"],
        promise_due=[typed(due_at), ""],
        promise_due_found=["", ""],
        promise_struck=["1"],
    )

    [promise] = promises_of(fresh.client)
    assert (promise.what, promise.due_at) == ("交換できるかをご回答", due_at)


def test_a_time_that_is_none_is_refused_and_the_text_stays(
    fresh: Conversation, ann_browser: Browser
) -> None:
    answer = replied(
        ann_browser, fresh, BODY, promise_span=SAID, promise_due="きのう", promise_due_found="x"
    )

    assert answer.status_code == 422
    assert "約束の期限は" in page_of(answer)
    assert SAID in page_of(answer)
    assert promises_of(fresh.client) == []


def test_an_answer_offers_what_it_keeps_and_a_holding_reply_does_not(
    fresh: Conversation, ann: Person, ann_browser: Browser
) -> None:
    promise = given_to(fresh, ann, hours=2, what="交換の可否を回答")
    box = f'name="keeps" value="{promise.pk}"'

    answering = page_of(posted(ann_browser, "guard", fresh, body="田中様\n交換を承りました。"))
    holding = page_of(posted(ann_browser, "guard", fresh, body=BODY))

    assert f"{box} checked" in " ".join(answering.split())
    assert box in " ".join(holding.split())
    assert f"{box} checked" not in " ".join(holding.split())


def test_a_box_that_was_cleared_keeps_nothing(
    fresh: Conversation, ann: Person, ann_browser: Browser
) -> None:
    promise = given_to(fresh, ann, hours=2, what="交換の可否を回答")

    replied(ann_browser, fresh, keeps_offered=str(promise.pk), keeps_by_itself="on")

    assert as_it_is(promise).state == "open"


def test_a_message_shows_what_it_promised_and_the_pane_what_is_open(
    fresh: Conversation, ann_browser: Browser
) -> None:
    replied(ann_browser, fresh, BODY)
    [promise] = promises_of(fresh.client)

    page = page_of(ann_browser.get(reverse("conversation", args=[fresh.pk])))

    assert page.count(reverse("promise", args=[promise.pk])) == 2


def test_the_ledger_shows_mine_and_all_that_i_may_see(
    fresh: Conversation, ann: Person, dai: Person, ann_browser: Browser
) -> None:
    given_to(fresh, ann, hours=2, what="私の約束")
    given_to(fresh, dai, hours=1, what="同僚の約束")

    mine = page_of(ann_browser.get(reverse("promises")))
    every = page_of(ann_browser.get(reverse("promises"), {"owner": "all"}))

    assert "私の約束" in mine
    assert "同僚の約束" not in mine
    assert every.index("同僚の約束") < every.index("私の約束")  # the first due first


def test_the_ledger_goes_on_by_place(
    fresh: Conversation, ann: Person, ann_browser: Browser
) -> None:
    for hours in range(PAGE + 1):
        given_to(fresh, ann, hours=hours + 1, what=f"約束{hours:03}")

    first = page_of(ann_browser.get(reverse("promises")))
    further = first.split('class="link" href="')[-1].split('"')[0].replace("&amp;", "&")
    second = page_of(ann_browser.get(further))

    assert (f"約束{PAGE - 1:03}" in first, f"約束{PAGE:03}" in first) == (True, False)
    assert (f"約束{PAGE - 1:03}" in second, f"約束{PAGE:03}" in second) == (False, True)


@pytest.mark.parametrize("state", ["open", "overdue", "kept", "due", "all"])
def test_otto_sees_no_promise_of_another_client(
    fresh: Conversation, ann: Person, otto_browser: Browser, state: str
) -> None:
    given_to(fresh, ann, hours=-1, what="秘密の桜")

    for owner in ("mine", "all", str(ann.pk)):
        asked = {"owner": owner, "state": state, "client": str(fresh.client_id)}
        assert "秘密の桜" not in page_of(otto_browser.get(reverse("promises"), asked))
    assert "ひかり文具店" not in page_of(otto_browser.get(reverse("promises-kept")))


def test_each_figure_of_the_kept_rate_opens_its_rows(
    fresh: Conversation, ann: Person, ann_browser: Browser
) -> None:
    late = given_to(fresh, ann, hours=-2, what="遅れた約束")
    ann_browser.post(reverse("promise-keeping", args=[late.pk]))
    given_to(fresh, ann, hours=-1, what="忘れた約束")
    page = page_of(ann_browser.get(reverse("promises-kept")))

    links = [
        part.split('"')[0].replace("&amp;", "&")
        for part in page.split('<td class="num"><a href="')[1:]
    ]
    behind = {link.split("state=")[1]: page_of(ann_browser.get(link)) for link in reversed(links)}

    assert "<b>0%</b>" in page
    assert ("遅れた約束" in behind["late"], "忘れた約束" in behind["late"]) == (True, False)
    assert ("遅れた約束" in behind["overdue"], "忘れた約束" in behind["overdue"]) == (False, True)
    assert "遅れた約束" in behind["due"]
    assert "忘れた約束" in behind["due"]


def test_a_due_time_is_mended_on_its_page_with_a_reason(
    fresh: Conversation, ann: Person, ann_browser: Browser
) -> None:
    promise = given_to(fresh, ann, hours=2, what="回答")
    due_at = (promise.due_at + timedelta(days=1)).replace(second=0, microsecond=0)
    address = reverse("promise-mending", args=[promise.pk])

    refused = ann_browser.post(address, {"what": "回答", "due": typed(due_at), "reason": ""})
    assert refused.status_code == 422
    assert typed(due_at) in page_of(refused)

    ann_browser.post(address, {"what": "回答", "due": typed(due_at), "reason": "倉庫待ち"})
    assert as_it_is(promise).due_at == due_at
    assert "倉庫待ち" in page_of(ann_browser.get(reverse("promise", args=[promise.pk])))


def test_what_falls_due_while_one_is_away_goes_to_a_colleague_by_name(
    fresh: Conversation, ann: Person, dai: Person, ann_browser: Browser
) -> None:
    soon = given_to(fresh, ann, hours=2, what="留守中の約束")
    given_to(fresh, ann, hours=24 * 9, what="戻ってからの約束")
    address = reverse("promises-hand-over")
    until = typed(clock.now() + timedelta(days=2))

    page = page_of(ann_browser.get(address, {"until": until}))
    assert ("留守中の約束" in page, "戻ってからの約束" in page) == (True, False)
    assert dai.name in page

    ann_browser.post(address, {"promise": soon.pk, "to": dai.pk, "until": until})
    assert as_it_is(soon).owner == dai


def test_nobody_takes_over_without_being_named(
    fresh: Conversation, ann: Person, otto: Person, ann_browser: Browser
) -> None:
    promise = given_to(fresh, ann, hours=2, what="留守中の約束")

    for to in ("", "0", str(otto.pk), str(10**14)):
        answer = ann_browser.post(reverse("promises-hand-over"), {"promise": promise.pk, "to": to})
        assert answer.status_code == 422
    assert as_it_is(promise).owner == ann


def test_otto_takes_nothing_and_settles_nothing(
    fresh: Conversation, ann: Person, otto: Person, otto_browser: Browser
) -> None:
    promise = given_to(fresh, ann, hours=-2, what="回答")

    answer = otto_browser.post(
        reverse("promises-hand-over"), {"promise": promise.pk, "to": otto.pk}
    )

    assert answer.status_code == 422
    assert otto_browser.get(reverse("promise", args=[promise.pk])).status_code == 404
    assert (as_it_is(promise).owner, promise.state) == (ann, "open")


def test_the_sidebar_counts_mine_until_today(
    fresh: Conversation, ann: Person, ann_browser: Browser
) -> None:
    given_to(fresh, ann, hours=-2, what="回答")
    given_to(fresh, ann, hours=24 * 9, what="発送")

    page = " ".join(page_of(ann_browser.get(reverse("promises"))).split())

    assert '<span class="vh">本日まで </span>1</span>' in page


def test_a_line_of_the_list_tells_when_the_promise_falls_due(
    fresh: Conversation, ann_browser: Browser
) -> None:
    replied(ann_browser, fresh, BODY)
    [promise] = promises_of(fresh.client)

    page = page_of(ann_browser.get(reverse("desk"), {"queue": "open"}))

    local = timezone.localtime(promise.due_at)
    assert f"{local.month}月{local.day}日 {local:%H:%M}" in page
