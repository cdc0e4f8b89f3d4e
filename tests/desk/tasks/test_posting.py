"""What is posted on the pages of tasks, and what comes back."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations import drafts
from madoguchi.desk.conversations.models import Conversation
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.tasks.actions import delays
from madoguchi.desk.tasks.models import Task, TaskDelay, TaskItem, TaskSeries
from tests import builders
from tests.desk.tasks import working
from tests.desk.tasks.opened import fresh, local, page, taken

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_task_by_hand_and_one_that_was_refused(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    form = {"client": str(hikari.pk), "title": "在庫の一覧", "purpose": "棚卸し", "minutes": "1:30"}
    refused = ann_browser.post("/tasks/new/", {**form, "minutes": "ふたつ"})
    made = ann_browser.post("/tasks/new/", form)

    assert refused.status_code == 422
    assert "棚卸し" in refused.content.decode()
    with walls.transaction([hikari.pk]):
        task = Task.objects.get()
    assert made["Location"] == f"/tasks/{task.pk}/"
    assert task.estimate_minutes == 90
    assert "タスクを作る" in page(ann_browser, "/tasks/new/")


def test_for_a_client_elsewhere_none_is_made(
    tsubame: Client, ann: Person, ann_browser: Browser
) -> None:
    response = ann_browser.post("/tasks/new/", {"client": str(tsubame.pk), "title": "のぞき見"})

    assert response.status_code == 422


def test_the_key_makes_a_task_of_the_message(asked: Conversation, ann_browser: Browser) -> None:
    beside = page(ann_browser, f"/conversations/{asked.pk}/")
    message = working.message_of(asked)
    response = ann_browser.post(f"/messages/{message.pk}/task/")

    assert "この依頼をタスクにする" in beside
    with walls.transaction([asked.client_id]):
        task = Task.objects.get()
    assert response["Location"] == f"/tasks/{task.pk}/"
    after = page(ann_browser, f"/conversations/{asked.pk}/")
    assert task.number in after
    assert "この依頼をタスクにする" not in after


def test_our_own_message_leads_back_with_the_reason(
    asked: Conversation, ann: Person, ann_browser: Browser
) -> None:
    reply = builders.replied(asked, ann)
    response = ann_browser.post(f"/messages/{reply.pk}/task/")

    assert response["Location"] == f"/conversations/{asked.pk}/"


def test_an_unclear_request_is_refused_kindly_and_the_questions_are_drafted(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    conversation = working.a_request(hikari, "お客様の声を一覧にしておいてください。")
    task = working.made_of(conversation, ann)
    response = ann_browser.post(f"/tasks/{task.pk}/acceptance/", {"due_at": local(3)})

    assert response.status_code == 422
    assert "質問を返信欄に下書きしました。" in response.content.decode()
    with walls.transaction([hikari.pk]):
        body = drafts.draft_body(conversation=conversation, person=ann)
    assert "何にお使いになるものですか" in body


def test_what_cannot_be_drafted_is_shown_to_be_copied(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    task = fresh(hikari, ann, purpose="", is_clear=False)
    response = ann_browser.post(f"/tasks/{task.pk}/questions/")

    assert response.status_code == 200
    assert "何にお使いになるものですか" in response.content.decode()
    answer = ann_browser.post(f"/tasks/{task.pk}/acceptance/", {"due_at": local(3)})
    assert "送る先の対応がないため" in answer.content.decode()
    assert "写してお使いください" in answer.content.decode()


def test_what_is_being_written_stays_and_the_questions_are_shown_to_be_copied(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    conversation = working.a_request(hikari, "お客様の声を一覧にしておいてください。")
    task = working.made_of(conversation, ann)
    with walls.transaction([hikari.pk]):
        drafts.save_draft(conversation=conversation, person=ann, body="書きかけ", now=working.NOW)
    answer = ann_browser.post(f"/tasks/{task.pk}/acceptance/", {"due_at": local(3)})

    assert answer.status_code == 422
    assert "返信欄に書きかけがあるため" in answer.content.decode()
    assert "何にお使いになるものですか" in answer.content.decode()
    with walls.transaction([hikari.pk]):
        assert drafts.draft_body(conversation=conversation, person=ann) == "書きかけ"


def test_it_is_taken_on_and_moved_by_its_page(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    task = fresh(hikari, ann, due_at=clock.now() + HOUR)
    nothing = ann_browser.post(f"/tasks/{task.pk}/acceptance/", {})
    form = {"due_at": local(3), "minutes": "60", "owner": str(ann.pk), "is_told": "on"}
    assert nothing.status_code == 422
    assert ann_browser.post(f"/tasks/{task.pk}/acceptance/", form).status_code == 302
    again = ann_browser.post(f"/tasks/{task.pk}/acceptance/", form)
    assert again.status_code == 422
    assert "もう引き受けています" in again.content.decode()
    moves = (
        ({"do": "start"}, "doing"),
        ({"do": "block", "reason": "待ち"}, "blocked"),
        ({"do": "wait", "reason": "のし", "remind_days": ""}, "waiting"),
        ({"do": "finish"}, "done"),
        ({"do": "reopen"}, "accepted"),
        ({"do": "decline", "reason": "契約の外"}, "declined"),
    )
    for form, state in moves:
        assert ann_browser.post(f"/tasks/{task.pk}/state/", form).status_code == 302
        assert working.now_of(task).state == state
        assert task.number in page(ann_browser, f"/tasks/{task.pk}/")
    assert ann_browser.post(f"/tasks/{task.pk}/state/", {"do": "fly"}).status_code == 422


def test_its_plan_checklist_parts_and_watchers_are_changed_by_its_page(
    hikari: Client, ann: Person, dai: Person, ann_browser: Browser
) -> None:
    task = taken(fresh(hikari, ann), ann)
    posts: tuple[tuple[str, dict[str, str]], ...] = (
        ("plan", {"owner": str(dai.pk), "minutes": "45", "due_at": local(2)}),
        ("plan", {}),
        ("description", {"title": "集計", "purpose": "会議", "approach": "表", "scope": "8月"}),
        ("items", {"text": "写真を集める"}),
        ("parts", {"title": "写真の整理", "owner": str(ann.pk), "minutes": "15"}),
        ("watchers", {"do": "watch"}),
        ("watchers", {"do": "end"}),
    )
    for name, form in posts:
        assert ann_browser.post(f"/tasks/{task.pk}/{name}/", form).status_code == 302, name
    with walls.transaction([hikari.pk]):
        item = TaskItem.objects.get()
    for form in ({"tick": str(item.pk)}, {"remove": str(item.pk)}):
        assert ann_browser.post(f"/tasks/{task.pk}/items/", form).status_code == 302
    now, shown = working.now_of(task), page(ann_browser, f"/tasks/{task.pk}/")

    assert (now.owner_id, now.remaining_minutes, now.title) == (dai.pk, 30, "集計")
    assert "写真の整理" in shown
    assert "担当がDai 花子さんになりました" in shown
    assert "残りの見積もりを30分にしました" in shown


def test_to_save_the_minutes_of_nobodys_task_is_not_to_take_it(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    task = taken(fresh(hikari, ann), ann)
    with walls.transaction([hikari.pk]):
        Task.objects.filter(pk=task.pk).update(owner=None)
    shown = page(ann_browser, f"/tasks/{task.pk}/")
    plan = shown.split('id="p-owner"', 1)[1].split("</select>", 1)[0]

    ann_browser.post(f"/tasks/{task.pk}/plan/", {"owner": "", "minutes": "45"})

    assert "selected" not in plan
    assert "いまの期限は" in shown
    now = working.now_of(task)
    assert (now.owner_id, now.remaining_minutes) == (None, 45)


def test_of_a_plan_that_cannot_be_nothing_is_kept(
    hikari: Client, ann: Person, dai: Person, ann_browser: Browser
) -> None:
    task = taken(fresh(hikari, ann), ann)
    form = {"owner": str(dai.pk), "due_at": "2020-01-01T10:00"}

    assert ann_browser.post(f"/tasks/{task.pk}/plan/", form).status_code == 422
    assert working.now_of(task).owner_id == ann.pk
    assert ann_browser.post(f"/tasks/{task.pk}/plan/", {"due_at": "いつか"}).status_code == 422


def _chosen(shown: str, field: str) -> str:
    """Whom the list of people with this id has chosen."""
    options = shown.split(f'id="{field}"', 1)[1].split("</select>", 1)[0]
    before = options.split("selected", 1)[0]
    return before.rsplit('value="', 1)[1].split('"', 1)[0]


def test_whom_somebody_chose_is_still_chosen_after_a_refusal(
    hikari: Client, ann: Person, dai: Person, ann_browser: Browser
) -> None:
    asked_for = fresh(hikari, ann)
    task = taken(fresh(hikari, ann), ann)
    forms = (
        (asked_for, "acceptance", "a-owner", {"due_at": "2020-01-01T10:00"}),
        (task, "plan", "p-owner", {"due_at": "2020-01-01T10:00"}),
        (task, "parts", "part-owner", {"title": "写真", "minutes": "たくさん"}),
    )
    for one, name, field, form in forms:
        refused = ann_browser.post(f"/tasks/{one.pk}/{name}/", {**form, "owner": str(dai.pk)})

        assert refused.status_code == 422
        assert _chosen(refused.content.decode(), field) == str(dai.pk), name
    assert _chosen(page(ann_browser, f"/tasks/{task.pk}/"), "p-owner") == str(ann.pk)


def test_owner_and_due_are_asked_in_one_place_before_and_after_it_is_taken_on(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    before = page(ann_browser, f"/tasks/{fresh(hikari, ann).pk}/")
    after = page(ann_browser, f"/tasks/{taken(fresh(hikari, ann), ann).pk}/")

    for shown in (before, after):
        assert shown.count('name="due_at"') == 1
    assert 'id="a-owner"' in before
    assert 'id="p-owner"' not in before
    assert 'id="a-owner"' not in after
    assert 'id="p-owner"' in after


def test_a_delay_is_drafted_and_told_and_withdrawn_by_its_page(
    asked: Conversation, ann: Person, ann_browser: Browser
) -> None:
    task = taken(working.made_of(asked, ann), ann, minutes=6000)
    shown = page(ann_browser, f"/tasks/{task.pk}/")
    assert "遅れる見込みです" in shown
    assert ann_browser.post(f"/tasks/{task.pk}/delay/", {"reason": "量"}).status_code == 422
    form = {"reason": "件数が多い", "new_due_at": local(9)}
    drafted = ann_browser.post(f"/tasks/{task.pk}/delay/", form)

    assert drafted["Location"] == f"/conversations/{asked.pk}/"
    assert "遅れの知らせを、まだ送っていません" in page(ann_browser, f"/tasks/{task.pk}/")
    assert ann_browser.post(f"/tasks/{task.pk}/delay/", {"do": "withdraw"}).status_code == 302
    ann_browser.post(f"/tasks/{task.pk}/delay/", form)
    assert ann_browser.post(f"/tasks/{task.pk}/delay/", {"do": "told"}).status_code == 302
    with walls.transaction([asked.client_id]):
        assert TaskDelay.objects.get().told_at is not None
    assert "に遅れを知らせました" in page(ann_browser, f"/tasks/{task.pk}/")


def test_a_delay_that_was_told_late_says_so(
    asked: Conversation, ann: Person, ann_browser: Browser
) -> None:
    task = working.accepted(working.made_of(asked, ann), ann)
    with walls.transaction([asked.client_id]):
        notice = delays.Notice(reason="件数", new_due_at=working.DUE + HOUR)
        delays.notice_delay(task_id=task.pk, person=ann, notice=notice, now=working.NOW)
        delays.tell_delay(task_id=task.pk, person=ann, now=working.DUE)

    assert "期限のあとに知らせた" in page(ann_browser, f"/tasks/{task.pk}/")


def test_a_series_begins_and_ends_by_its_page(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    form = {"client": str(hikari.pk), "title": "週報", "way": "weekly", "weekday": ["1", "3"]}
    begun = ann_browser.post("/tasks/series/", {**form, "due_time": "11:00"})
    monthly = {**form, "way": "monthly", "day": "25", "due_time": "17:00"}
    assert ann_browser.post("/tasks/series/", monthly).status_code == 302
    last = {**form, "way": "last-business-day", "due_time": "17:00"}
    assert ann_browser.post("/tasks/series/", last).status_code == 302
    shown = page(ann_browser, "/tasks/series/")

    assert begun["Location"] == "/tasks/series/"
    assert all(words in shown for words in ("毎週 月・水", "毎月25日", "毎月 最終営業日"))
    assert ann_browser.post("/tasks/series/", {**form, "due_time": "x"}).status_code == 422
    with walls.transaction([hikari.pk]):
        series = TaskSeries.objects.earliest("pk")
    assert ann_browser.post(f"/tasks/series/{series.pk}/end/").status_code == 302
    assert ann_browser.post(f"/tasks/series/{series.pk}/end/").status_code == 422
