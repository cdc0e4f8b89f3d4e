"""The book as everybody reads it: the list, a rule, the bench, the severities of the clients."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client, RuleSeverity
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders
from tests.desk.rulebook.editing import RULE, edited, published, worded

HTMX = {"HX-Request": "true", "HX-Target": "bench-result"}


def page(person: Person, name: str, *args: object) -> str:
    """The page as this person sees it."""
    answer = builders.signed_in(person).get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_operator_reads_the_list_and_is_told_what_is_new(ann: Person) -> None:
    shown = page(ann, "rulebook")

    assert "第1版を公開中" in shown
    assert "まだ確認していないところが" in shown
    assert "次の版を書く" not in shown
    assert "読んだ人" not in shown  # who has read what is for those who lead


def test_a_rule_is_shown_with_its_meaning_its_examples_and_the_clients_in_sight(
    ann: Person, tsubame: Client
) -> None:
    shown = page(ann, "rulebook-rule", RULE)

    assert "いつまで待つのか分からないことです" in shown
    assert '<h2 class="h3">知らせるとき</h2>' in shown
    assert "在庫を確認して、折り返しご連絡いたします。" in shown
    assert "ひかり文具店" in shown
    assert tsubame.name not in shown
    assert reverse("rulebook-draft-rule", args=[RULE]) not in shown


def test_a_rule_that_there_is_not_is_not_found(ann_browser: Browser) -> None:
    assert ann_browser.get(reverse("rulebook-rule", args=["made-up"])).status_code == 404
    assert ann_browser.get(reverse("rulebook-version", args=[9])).status_code == 404
    assert ann_browser.get(reverse("rulebook-version", args=[10**30])).status_code == 404


def test_the_bench_says_what_the_guard_would(ann_browser: Browser) -> None:
    answer = ann_browser.post(
        reverse("rulebook-bench", args=[RULE]),
        {"text": "😀確認して折り返します。", "to": "customer"},
        headers=HTMX,
    )

    shown = answer.content.decode()
    assert "0.1" in shown
    assert "停止" in shown
    assert "&quot;start&quot;: 6" in shown  # as the browser counts: 😀 is two
    assert "<html" not in shown


def test_the_bench_works_without_a_script_and_keeps_what_was_typed(ann_browser: Browser) -> None:
    answer = ann_browser.post(
        reverse("rulebook-bench", args=[RULE]), {"text": "本日17時にお届けします。"}
    )

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "本日17時にお届けします。" in shown
    assert "指摘はありません" in shown


def test_the_bench_knows_the_client_that_is_chosen(
    ann_browser: Browser, otto_browser: Browser, hikari: Client
) -> None:
    builders.with_severity(hikari, RULE, "block")
    typed = {"text": "確認して折り返します。", "client": str(hikari.pk)}
    path = reverse("rulebook-bench", args=[RULE])

    assert "承認" in ann_browser.post(path, typed, headers=HTMX).content.decode()
    # To whom it is out of sight it is no client.
    assert "承認" not in otto_browser.post(path, typed, headers=HTMX).content.decode()


def test_the_bench_of_nothing_says_nothing(ann_browser: Browser) -> None:
    path = reverse("rulebook-bench", args=[RULE])

    for text in ("", " ", "長" * 20_001):
        shown = ann_browser.post(path, {"text": text}, headers=HTMX).content.decode()
        assert "指摘はありません" not in shown


def chosen(client: Client) -> list[str]:
    """What the client says itself of the rule."""
    with walls.transaction([client.pk]):
        found = RuleSeverity.objects.filter(client=client, rule=RULE)
        return list(found.values_list("severity", flat=True))


@pytest.mark.parametrize(("posted", "kept"), [("warn", ["warn"]), ("off", ["off"]), ("stop", [])])
def test_an_admin_chooses_a_clients_severity_and_the_books_own_is_none(
    posted: str, kept: list[str], ada: Person, hikari: Client
) -> None:
    builders.with_severity(hikari, RULE, "hint")
    answer = builders.signed_in(ada).post(
        reverse("rulebook-severity", args=[RULE]), {"client": hikari.pk, "severity": posted}
    )

    assert answer.status_code == 302
    assert chosen(hikari) == kept


def test_nobody_else_chooses_a_severity(ann: Person, dai: Person, hikari: Client) -> None:
    for person in (ann, dai):
        answer = builders.signed_in(person).post(
            reverse("rulebook-severity", args=[RULE]), {"client": hikari.pk, "severity": "warn"}
        )
        assert answer.status_code == 422

    assert chosen(hikari) == []


def test_odd_choices_of_a_severity_are_refused(ada: Person, hikari: Client) -> None:
    browser = builders.signed_in(ada)
    for typed in (
        {"client": hikari.pk, "severity": "made-up"},
        {"client": "x", "severity": "warn"},
    ):
        path = reverse("rulebook-severity", args=[RULE])
        assert browser.post(path, typed).status_code == 422


def test_reading_is_confirmed_on_the_page(ann: Person) -> None:
    browser = builders.signed_in(ann)
    answer = browser.post(reverse("rulebook-confirmation"), {"version": 1})

    assert answer.status_code == 302
    assert "まだ確認していないところが" not in page(ann, "rulebook")
    assert "読んだことを確認しました" in page(ann, "rulebook-version", 1)


def test_an_older_version_is_not_confirmed_by_mistake(
    ann: Person, dai: Person, hikari: Client
) -> None:
    edited(dai, hikari, title="保留には時刻")
    published(dai, hikari)

    answer = builders.signed_in(ann).post(reverse("rulebook-confirmation"), {"version": 1})

    assert answer.status_code == 422
    assert "新しい版が公開されています" in answer.content.decode()


def test_a_version_shows_what_differs_from_the_one_before(
    ann: Person, dai: Person, hikari: Client
) -> None:
    edited(dai, hikari, title="保留には時刻")
    worded(dai, hikari)
    published(dai, hikari, note="短くしました")

    shown = page(ann, "rulebook-version", 2)

    assert "第1版との違い" in shown
    assert "<del>保留には返答の時刻を添える</del>" in shown
    assert "<ins>保留には時刻</ins>" in shown
    assert "ユーザー様" in shown
    assert "短くしました" in shown
    assert "短くしました" in page(ann, "rulebook-versions")
    assert "ユーザー様" in page(ann, "rulebook-words")


def test_a_director_sees_who_has_read_it(ann: Person, dai: Person) -> None:
    builders.signed_in(ann).post(reverse("rulebook-confirmation"), {"version": 1})

    shown = page(dai, "rulebook")

    assert "読んだ人" in shown
    assert "まだ1人" in shown
    assert ann.name in shown
