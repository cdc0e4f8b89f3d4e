"""The demo's story holds together: every key resolves, every owner may see what is theirs."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from madoguchi.desk.demo.story import STORY
from madoguchi.desk.demo.story.shapes import (
    Assignment,
    Business,
    Conversation,
    Customer,
    Entry,
    OpenDay,
    When,
)
from madoguchi.desk.demo.story.wording import fill

TOKYO = ZoneInfo("Asia/Tokyo")
DESIGN_DAY = datetime(2026, 11, 20, 14, 36, tzinfo=TOKYO)

# Subject, who wrote, minutes since the ball came, and how the newest message begins.
DESIGN_ROWS = [
    ("冷蔵庫の修理日を変えたい", "大塚 誠", 192, "明日の訪問を午後にできますか。"),
    ("定期便のお届け先の変更", "池上 彩", 78, "12月便から新しい住所でお願いします。"),
    ("飯碗の縁が欠けて届きました", "田島 由美", 48, "写真を送ります。交換をお願いしたいです。"),
    ("キャンセル料はいつから？", "中原 陽一", 29, "12月5日出発の予約について教えてください。"),
    ("CSV取込でエラー E-204", "柴田 京子", 16, "請求書データを取り込むと途中で止まります。"),
    ("返金の承認、2件まとめて", "佐伯 香織", 8, "承認しました。お客様への連絡をお願いします。"),
    ("予約時間を30分後ろへ", "上村 直子", 2, "25日の10時半に変更できますか。"),
]


def test_there_are_six_clients_eight_people_and_some_sixty_conversations() -> None:
    assert len(STORY.clients) == 6
    assert len(STORY.people) == 8
    assert 55 <= len(STORY.conversations) <= 70
    assert [person.key for person in STORY.people if person.is_admin] == ["hayakawa"]


def test_hues_and_tiles_tell_the_clients_apart() -> None:
    assert sorted(client.hue for client in STORY.clients) == [1, 2, 3, 4, 5, 6]
    assert len({client.tile for client in STORY.clients}) == 6
    assert all(len(client.tile) == 1 for client in STORY.clients)


def test_every_address_is_of_an_example_domain_and_belongs_to_one() -> None:
    addresses = [
        *(person.email for person in STORY.people),
        *(customer.email for customer in STORY.customers),
        *(inbox for client in STORY.clients for inbox in client.inboxes),
    ]

    assert all(address.endswith(".example") for address in addresses)
    assert len(set(addresses)) == len(addresses)


def test_no_two_clients_share_a_mail_domain() -> None:
    domains = [{inbox.partition("@")[2] for inbox in client.inboxes} for client in STORY.clients]

    assert all(len(of_client) == 1 for of_client in domains)
    assert len(set.union(*domains)) == len(STORY.clients)


def test_keys_are_unique() -> None:
    every = (*STORY.conversations, *STORY.earlier)
    for things in (STORY.people, STORY.clients, STORY.customers, every):
        keys = [thing.key for thing in things]
        assert len(set(keys)) == len(keys)


def test_every_conversation_names_a_client_a_customer_of_it_and_an_inbox() -> None:
    customers = {customer.key: customer for customer in STORY.customers}
    inboxes = {client.key: client.inboxes for client in STORY.clients}

    for conversation in (*STORY.conversations, *STORY.earlier):
        assert customers[conversation.customer].client == conversation.client
        assert inboxes[conversation.client][conversation.inbox]


def test_every_customer_has_written() -> None:
    assert {customer.key for customer in STORY.customers} == {
        conversation.customer for conversation in STORY.conversations
    }


def test_whoever_owns_or_acts_was_assigned_to_the_client_then() -> None:
    for conversation in (*STORY.conversations, *STORY.earlier):
        for person, when in _acts(conversation):
            assert _was_assigned(person, conversation.client, when), (conversation.key, person)


def test_an_ended_assignment_ended_last_week_and_owns_nothing_open() -> None:
    [ended] = [one for one in STORY.assignments if one.until_day is not None]

    assert ended.until_day == -7
    owned = [one for one in _open() if (one.owner, one.client) == (ended.person, ended.client)]
    assert owned == []


def test_each_assignment_names_a_person_and_a_client() -> None:
    people = {person.key for person in STORY.people}
    clients = {client.key for client in STORY.clients}

    assert {one.person for one in STORY.assignments} <= people
    assert {one.client for one in STORY.assignments} == clients
    assert {one.client for one in STORY.assignments if one.role == "director"} == clients
    assert "hayakawa" not in {one.person for one in STORY.assignments}


def test_one_operator_is_assigned_elsewhere() -> None:
    assert {one.client for one in STORY.assignments if one.person == "murai"} == {
        "yamaneko",
        "haruka",
    }


@pytest.mark.parametrize(("subject", "name", "minutes", "beginning"), DESIGN_ROWS)
def test_the_rows_of_the_design_are_there(
    subject: str, name: str, minutes: int, beginning: str
) -> None:
    [conversation] = [one for one in _open() if one.subject == subject]
    newest = [one for one in conversation.entries if one.kind == "mail"][-1]

    assert conversation.owner == "fujiwara"
    assert _customer(conversation).name == name
    assert newest.at == Business(minutes_ago=minutes)
    assert fill(newest.text, at=DESIGN_DAY - timedelta(minutes=minutes)).startswith(beginning)


def test_fujiwara_holds_seven_balls_and_waits_for_twelve() -> None:
    mine = [one for one in _open() if one.owner == "fujiwara"]

    assert Counter(_ball_is_ours(one) for one in mine) == {True: 7, False: 12}


def test_four_conversations_wait_for_an_owner() -> None:
    unassigned = [one for one in STORY.conversations if one.owner is None]

    assert len(unassigned) == 4
    assert all(_ball_is_ours(one) and one.closed is None for one in unassigned)


def test_the_bowl_thread_reads_as_in_the_design() -> None:
    [bowl] = [one for one in _open() if one.key == "tajima-chipped-bowl"]

    assert [(one.kind, one.channel, one.author) for one in bowl.entries] == [
        ("mail", "form", None),
        ("reply", "mail", "fujiwara"),
        ("mail", "mail", None),
        ("note", "mail", "onodera"),
    ]
    assert [one.name for one in bowl.entries[2].attachments] == ["IMG_2231.png", "IMG_2232.png"]
    assert fill(bowl.entries[1].text, at=DESIGN_DAY, due=DESIGN_DAY.replace(hour=15, minute=0)) == (
        "田島様、贈り物のうつわが欠けておりましたこと、誠に申し訳ございません。"
        "欠けた部分のお写真を1枚お送りいただけますか。"
        "お写真を拝見し、本日15時までに交換の可否をお返事いたします。"
    )


def test_one_thread_holds_thirty_messages() -> None:
    longest = max(STORY.conversations, key=lambda one: len(_messages(one)))

    assert len(_messages(longest)) == 30


def test_some_customers_have_written_before() -> None:
    written = Counter(one.customer for one in STORY.conversations)

    assert written["tajima"] == 4
    assert sum(count > 1 for count in written.values()) >= 4


def test_times_run_forward_and_one_conversation_counts_in_one_way() -> None:
    for conversation in (*STORY.conversations, *STORY.earlier):
        moments = [one.at for one in conversation.entries]
        moments += [conversation.closed.at] if conversation.closed else []
        assert len({type(one) for one in moments}) == 1, conversation.key
        assert [_order(one) for one in moments] == sorted(_order(one) for one in moments)


def test_what_is_open_counts_in_business_minutes_and_what_is_closed_in_days() -> None:
    for conversation in (*STORY.conversations, *STORY.earlier):
        kind = OpenDay if conversation.closed else Business
        assert isinstance(conversation.entries[0].at, kind), conversation.key


def test_a_client_is_judged_by_its_directors() -> None:
    directs = {(one.client, one.person) for one in STORY.assignments if one.role == "director"}
    approved = {
        (conversation.client, entry.guarded.approver)
        for conversation in STORY.earlier
        for entry in conversation.entries
        if entry.guarded.approver
    }

    assert approved
    assert approved | {(one.client, one.director) for one in STORY.self_checks} <= directs


def test_the_first_word_is_always_the_other_sides() -> None:
    assert {one.entries[0].kind for one in STORY.conversations} == {"mail"}


def test_a_promise_falls_due_after_it_was_given() -> None:
    for entry in _entries():
        if entry.promise:
            assert _order(entry.promise.due) > _order(entry.at)
            assert isinstance(entry.promise.due, type(entry.at))


def test_what_is_still_promised_lies_ahead() -> None:
    due = [
        one.promise.due
        for conversation in _open()
        for one in conversation.entries
        if one.promise is not None
    ]

    assert due
    assert all(isinstance(one, Business) and one.minutes_ago < 0 for one in due)


def test_each_draft_waits_in_its_owners_open_conversation() -> None:
    owners = {one.key: one.owner for one in _open()}

    assert all(owners[draft.conversation] == draft.author for draft in STORY.drafts)
    for words in ("商品", "折り返しご連絡いたします", "なるべく早くお送りします"):
        assert words in STORY.drafts[0].text


def test_sample_mails_go_to_the_clients_inboxes() -> None:
    inboxes = {inbox for client in STORY.clients for inbox in client.inboxes}

    assert len(STORY.sample_mails) == 3
    assert {one.to for one in STORY.sample_mails} <= inboxes


def _open() -> list[Conversation]:
    return [one for one in STORY.conversations if one.closed is None]


def _entries() -> list[Entry]:
    return [entry for conversation in STORY.conversations for entry in conversation.entries]


def _messages(conversation: Conversation) -> list[Entry]:
    return [one for one in conversation.entries if one.kind in ("mail", "reply")]


def _ball_is_ours(conversation: Conversation) -> bool:
    return _messages(conversation)[-1].kind == "mail"


def _customer(conversation: Conversation) -> Customer:
    [customer] = [one for one in STORY.customers if one.key == conversation.customer]
    return customer


def _acts(conversation: Conversation) -> Iterator[tuple[str, When]]:
    for entry in conversation.entries:
        if entry.author:
            yield entry.author, entry.at
    if conversation.owner:
        yield conversation.owner, conversation.entries[-1].at
    if conversation.closed:
        yield conversation.closed.by, conversation.closed.at


def _was_assigned(person: str, client: str, when: When) -> bool:
    """Judged by calendar days at the least: an open day is never nearer than as many days."""
    days_ago = when.days_ago if isinstance(when, OpenDay) else 0
    return any(
        (one.person, one.client) == (person, client) and _covers(one, -days_ago)
        for one in STORY.assignments
    )


def _covers(assignment: Assignment, day: int) -> bool:
    return assignment.from_day <= day and (
        assignment.until_day is None or day <= assignment.until_day
    )


def _order(when: When) -> tuple[int, str]:
    """Sorts moments of one kind from old to new."""
    if isinstance(when, OpenDay):
        return -when.days_ago, when.clock
    return -when.minutes_ago, ""
