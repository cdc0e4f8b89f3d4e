"""What an owner has to do for clients out of the reader's sight counts as time, and is told as nothing else."""

import uuid

import pytest

from madoguchi.desk.board.queries.policies import policies as policies_of
from madoguchi.desk.board.queries.tasks import at_risk
from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.queries.sight import sight_of
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.rooms.actions.direct import DirectOpening, open_direct
from madoguchi.desk.tasks.actions import moving, requesting
from madoguchi.desk.tasks.asked import TasksAsked
from madoguchi.desk.tasks.models import Task
from madoguchi.desk.tasks.queries import lists
from madoguchi.desk.tasks.queries.standing import risks_of, work_of
from madoguchi.desk.tasks.rows import TaskRow
from madoguchi.engines.taskrisk import judge
from tests import builders
from tests.desk.board.scene import scope, told
from tests.desk.tasks import rooming, working
from tests.desk.tasks.opened import fresh, page, taken
from tests.desk.walls.tables import sql

pytestmark = pytest.mark.django_db
ASKED = "select person_id, due_at, after_task, minutes from work_out_of_sight(%s::bigint[])"
SECRET = "つばめの内緒の集計"


@pytest.fixture
def both(ann: Person, tsubame: Client) -> Person:
    """Ann, who works for Tsubame as well, and has an hour to do for it before 16:00."""
    builders.assigned(ann, tsubame)
    hidden = working.made(tsubame, ann, title=SECRET, purpose=SECRET)
    working.accepted(hidden, ann, due_at=working.at(16), estimate_minutes=60)
    return ann


def _read_by(person: Person, client_ids: list[int]) -> list[TaskRow]:
    """The rows of the list, of the board and of one's own day, as this person's wall lets them be read."""
    now = working.NOW
    with walls.transaction(client_ids, provider_wide=True):
        seen = sight_of(person, now)
    with walls.within(client_ids, person_id=person.pk), walls.transaction(client_ids):
        asked = TasksAsked()
        rows = list(lists.task_list(asked, person=person, sight=seen, now=now).rows)
        board = lists.board(asked, person=person, sight=seen, now=now)
        rows += [row for lane in board.lanes for row in lane.rows]
        day = lists.my_day(person, sight=seen, now=now)
        return [*rows, *day.at_risk, *day.today, *day.coming]


def test_who_sees_one_client_reads_the_same_of_its_task_as_who_sees_both(
    task: Task, both: Person, dai: Person, hikari: Client, tsubame: Client
) -> None:
    working.accepted(task, both)  # two hours, until 16:30; it is 14:00

    by_dai = _read_by(dai, [hikari.pk])
    by_ann = _read_by(both, [hikari.pk, tsubame.pk])

    of_it = [row for row in by_dai + by_ann if row.pk == task.pk]
    assert len(of_it) == 5  # Ann's own day too
    assert {row.late_minutes for row in of_it} == {30}
    assert {row.stands for row in of_it} == {"will_be_late"}
    assert SECRET not in str(by_dai)


def test_the_board_and_the_engine_say_the_same(
    task: Task, both: Person, dai: Person, hikari: Client, tsubame: Client
) -> None:
    working.accepted(task, both)

    with walls.transaction([hikari.pk]):
        where = scope(dai, working.NOW)
        [row] = at_risk(where, told(policies_of(where))).rows
        calendar = policies.in_force(hikari.pk).calendar
    with walls.transaction([hikari.pk, tsubame.pk]):
        others = [work_of(one) for one in Task.objects.exclude(pk=task.pk)]
    judged = judge(work_of(working.now_of(task)), others, now=working.NOW, calendar=calendar)

    assert row.late_minutes == judged.late_minutes == 30
    assert row.expected_at == judged.expected_at == working.at(17)


@pytest.mark.parametrize(("is_older", "minutes"), [(True, 30), (False, 0)])
def test_of_one_due_moment_the_older_task_comes_first_whoever_looks(
    hikari: Client,
    tsubame: Client,
    ann: Person,
    is_older: bool,
    minutes: int,
) -> None:
    builders.assigned(ann, tsubame)
    clients = [tsubame, hikari] if is_older else [hikari, tsubame]
    work = {tsubame.pk: 60, hikari.pk: 120}
    made = [
        working.accepted(working.made(client, ann), ann, estimate_minutes=work[client.pk])
        for client in clients
    ]
    of_hikari = next(one for one in made if one.client_id == hikari.pk)

    for seen in ([hikari.pk], [hikari.pk, tsubame.pk]):
        with walls.transaction(seen):
            assert risks_of([of_hikari], working.NOW)[of_hikari.pk].late_minutes == minutes


def test_otto_learns_minutes_of_somebody_who_works_with_him_and_nothing_else(
    task: Task, ann: Person, otto: Person, tsubame: Client
) -> None:
    working.accepted(task, ann)  # Hikari's
    asked = f"{{{ann.pk},{otto.pk}}}"

    with walls.transaction([tsubame.pk]):
        assert sql(ASKED, asked) == []  # she has no task at Tsubame
    builders.assigned(ann, tsubame)
    ours = working.accepted(working.made(tsubame, ann), ann, due_at=working.DUE)
    with walls.transaction([tsubame.pk]):
        assert sql(ASKED, asked) == [(ann.pk, working.DUE, 0, 120)]
        assert [one.pk for one in Task.objects.all()] == [ours.pk]


def test_moments_are_summed_and_what_stands_still_or_is_over_takes_no_time(
    hikari: Client, both: Person, tsubame: Client
) -> None:
    for minutes in (30, 45):
        terms = {"due_at": working.at(18), "estimate_minutes": minutes}
        working.accepted(working.made(tsubame, both), both, **terms)
    asked_for = working.made(tsubame, both, owner=both, estimate_minutes=600)
    still = working.accepted(working.made(tsubame, both), both, estimate_minutes=600)
    done = working.accepted(working.made(tsubame, both), both, estimate_minutes=600)
    with walls.transaction([tsubame.pk]):
        moving.block_task(task_id=still.pk, person=both, reason="機材待ち", now=working.NOW)
        moving.finish_task(task_id=done.pk, person=both, now=working.NOW)
    working.accepted(working.made(hikari, both), both)

    with walls.transaction([hikari.pk]):
        summed = sorted(sql(ASKED, f"{{{both.pk}}}"))
    assert asked_for.state == Task.State.REQUESTED
    assert summed == [(both.pk, working.at(16), 0, 60), (both.pk, working.at(18), 0, 75)]


def test_members_and_who_is_not_signed_in_are_told_nothing(
    task: Task, both: Person, hikari: Client
) -> None:
    working.accepted(task, both)

    for side in (walls.Side.CLIENT, walls.Side.NOBODY):
        with walls.transaction([hikari.pk], side=side):
            assert sql(ASKED, f"{{{both.pk}}}") == []
    with walls.transaction([]):
        assert sql(ASKED, f"{{{both.pk}}}") == []
    with walls.transaction([hikari.pk]):
        assert len(sql(ASKED, f"{{{both.pk}}}")) == 1


def test_the_pages_of_who_does_not_see_the_client_name_nothing_of_it(
    ann: Person, both: Person, dai: Person, hikari: Client, tsubame: Client
) -> None:
    seen = taken(fresh(hikari, ann, title="週の報告"), ann)
    browser = builders.signed_in(dai)

    for address in ("/tasks/", "/tasks/list/", f"/tasks/{seen.pk}/", "/board/"):
        shown = page(browser, address)
        assert SECRET not in shown
        assert tsubame.name not in shown


def test_a_task_of_a_direct_thread_counts_as_time_for_who_takes_no_part(
    hikari: Client, ann: Person, cora: Person
) -> None:
    kei = builders.assigned(builders.a_person("kei"), hikari)
    private = working.accepted(_asked_directly(hikari, ann, cora), ann, due_at=working.at(16))
    plain = working.accepted(working.made(hikari, ann), ann)

    with walls.within([hikari.pk], person_id=kei.pk), walls.transaction([hikari.pk]):
        assert [one.pk for one in Task.objects.all()] == [plain.pk]
        assert sql(ASKED, f"{{{ann.pk}}}") == [(ann.pk, private.due_at, 0, 120)]
    with walls.within([hikari.pk], person_id=ann.pk), walls.transaction([hikari.pk]):
        assert sql(ASKED, f"{{{ann.pk}}}") == []


def _asked_directly(client: Client, ann: Person, cora: Person) -> Task:
    """A task of what Cora wrote in a thread between her and Ann."""
    opening = DirectOpening(
        title=SECRET,
        body="お加減はいかがでしょうか。どうぞお大事になさってください。",
        matter="health",
        reason=SECRET,
        person_ids=[cora.pk],
        draft_key=uuid.uuid4(),
    )
    with walls.transaction([client.pk]):
        opened = open_direct(client_id=client.pk, person=ann, opening=opening, now=working.NOW)
    said = rooming.said(opened.conversation, cora, f"{SECRET}をお願いします。", working.NOW)
    with walls.transaction([client.pk]):
        made = requesting.request_from_message(message_id=said.pk, person=ann, now=working.NOW)
        made.purpose = SECRET
        made.save()
        return made
