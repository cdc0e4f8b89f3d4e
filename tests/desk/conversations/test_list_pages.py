"""Orders and pages of the list: a place in the address, never a number of rows to skip."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.list_query import Cursor, ListQuery
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.conversations.queries import lists
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.conversations.listing import the_list

NOW = builders.NOW
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of three lines."""
    monkeypatch.setattr(lists, "PAGE", 3)


@pytest.fixture
def ten(hikari: Client, tsubame: Client, ann: Person) -> list[int]:
    """Ten conversations of two clients, all Ann's; two of them without a due time."""
    builders.assigned(ann, tsubame)
    made = [
        builders.a_conversation(
            (hikari, tsubame)[minute % 2], received_at=NOW + timedelta(minutes=minute // 3)
        )
        for minute in range(10)
    ]
    with walls.transaction([hikari.pk, tsubame.pk]):
        Conversation.objects.update(owner=ann)
        Conversation.objects.filter(pk__in=[one.pk for one in made[3:5]]).update(
            due_at=None, late_at=None, limit_at=None
        )
    return [one.pk for one in made]


def walk(person: Person, query: ListQuery) -> list[list[int]]:
    """Every page from the first to the last, by the links."""
    pages: list[list[int]] = []
    while True:
        group = the_list(person, query, now=LATER).groups[0]
        pages.append([row.pk for row in group.rows])
        if not group.next_query:
            return pages
        query = parsed(group.next_query)


def parsed(query: str) -> ListQuery:
    """The list of an address."""
    return ListQuery.parse(QueryDict(query.removeprefix("?")))


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("sort", ["", "due", "new", "old", "client"])
@pytest.mark.parametrize("queue", ["mine", "open"])
def test_page_after_page_shows_each_once_in_one_order(
    queue: str, sort: str, ten: list[int], ann: Person
) -> None:
    pages = walk(ann, ListQuery(queue=queue, sort=sort))

    shown = [pk for page in pages for pk in page]
    assert sorted(shown) == sorted(ten)
    assert [len(page) for page in pages] == [3, 3, 3, 1]
    whole = ListQuery(queue=queue, sort=sort)
    assert shown[:3] == [row.pk for row in the_list(ann, whole, now=LATER).groups[0].rows]


@pytest.mark.usefixtures("small_pages", "ten")
@pytest.mark.parametrize("sort", ["due", "new", "old", "client"])
def test_the_way_back_shows_the_same_pages(sort: str, ann: Person) -> None:
    pages = walk(ann, ListQuery(queue="open", sort=sort))
    query = ListQuery(queue="open", sort=sort)
    for _ in pages[1:]:
        query = parsed(the_list(ann, query, now=LATER).groups[0].next_query)

    back = [pages[-1]]
    while link := the_list(ann, query, now=LATER).groups[0].back_query:
        query = parsed(link)
        back.append([row.pk for row in the_list(ann, query, now=LATER).groups[0].rows])

    assert back[::-1] == pages


def test_by_due_time_what_is_due_first_comes_first_and_what_is_never_due_last(
    ten: list[int], ann: Person
) -> None:
    rows = the_list(ann, ListQuery(queue="mine", sort="due"), now=LATER).groups[0].rows

    assert [row.pk for row in rows] == [*ten[:3], *ten[5:], *ten[3:5]]


@pytest.mark.usefixtures("ten")
def test_by_client_those_of_one_client_stand_together(
    hikari: Client, tsubame: Client, ann: Person
) -> None:
    rows = the_list(ann, ListQuery(queue="open", sort="client"), now=LATER).groups[0].rows

    assert [row.client.pk for row in rows] == [hikari.pk] * 5 + [tsubame.pk] * 5


@pytest.mark.usefixtures("ten")
def test_newest_and_oldest_are_each_others_mirror(ann: Person) -> None:
    newest = the_list(ann, ListQuery(queue="open", sort="new"), now=LATER).groups[0].rows
    oldest = the_list(ann, ListQuery(queue="open", sort="old"), now=LATER).groups[0].rows

    assert [row.pk for row in newest] == [row.pk for row in oldest][::-1]


@pytest.mark.parametrize(
    "cursor",
    [Cursor(3, NOW, 4127), Cursor(3, None, 4127), Cursor(1, NOW - timedelta(days=30000), 1)],
)
def test_a_place_is_read_as_it_was_written(cursor: Cursor) -> None:
    assert Cursor.parse(str(cursor)) == cursor


@pytest.mark.parametrize("text", ["", "1", "1_2", "x_1_1", "1_1_1_1", f"1_{'9' * 18}_1", "１_1_1"])
def test_what_is_no_place_is_none(text: str) -> None:
    assert Cursor.parse(text) is None


def test_an_address_says_what_was_asked_and_nothing_else() -> None:
    asked = "?queue=open&client=3&client=5&owner=me&tag=%E8%BF%94%E5%93%81&unread=1&from=2026-11-01&sort=new"

    assert parsed(asked).query == asked
    assert (
        parsed("?queue=x&client=-1&owner=ada&from=2026-13-01&sort=due%00&page=7").query
        == "?queue=mine"
    )
    assert parsed("?queue=closed&sort=due").query == "?queue=closed"


def test_a_day_of_another_year_is_told_with_its_year(ann: Person) -> None:
    asked = ListQuery(queue="open", opened_from=date(2026, 11, 1), opened_to=date(2030, 1, 1))

    narrowed = the_list(ann, asked, now=builders.NOW).narrowed_by

    assert narrowed == ("開始 11月1日（日）〜2030年1月1日",)
