"""The pages of the draft: nothing typed is lost, and what is refused says why."""

from typing import Any

from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Client
from madoguchi.desk.people.models import Person
from madoguchi.desk.rulebook import in_force
from madoguchi.desk.rulebook.contents import BookExample, fingerprint
from madoguchi.desk.rulebook.models import BookDraft
from tests import builders
from tests.desk.rulebook.editing import RULE, draft_book, edited, worded


def typed(slug: str = RULE, **changes: Any) -> dict[str, Any]:
    """The form of a rule as it was opened, with changes."""
    rule = draft_book().by_slug[slug]
    examples = {
        f"{kind}_{name}": [getattr(one, name) for one in getattr(rule, kind)]
        for kind in ("bad", "good")
        for name in ("text", "to", "scene", "previous")
    }
    plain = {
        "opened": fingerprint(rule),
        "number": rule.number,
        "title": rule.title,
        "meaning": rule.meaning,
        "severity": rule.severity,
        "check": rule.check,
    }
    return {**plain, **examples, **changes}


def post(browser: Browser, name: str, data: dict[str, Any], *args: object) -> tuple[int, str]:
    """The answer's status and what it shows."""
    answer = browser.post(reverse(name, args=args), data)
    return answer.status_code, answer.content.decode()


def test_a_form_that_changes_nothing_keeps_the_rule_as_it_is(dai: Person) -> None:
    before = draft_book().by_slug[RULE]

    assert post(builders.signed_in(dai), "rulebook-draft-rule", typed(), RULE)[0] == 302
    assert draft_book().by_slug[RULE] == before


def test_a_director_writes_a_rule(dai: Person) -> None:
    browser = builders.signed_in(dai)
    status, _ = post(browser, "rulebook-draft-rule", typed(title="保留には時刻"), RULE)

    assert status == 302
    assert draft_book().by_slug[RULE].title == "保留には時刻"
    shown = browser.get(reverse("rulebook-draft")).content.decode()
    assert "<ins>保留には時刻</ins>" in shown
    assert "第2版を公開する" in shown


def test_an_example_is_added_with_its_scene_and_one_goes_that_was_emptied(dai: Person) -> None:
    data = typed(
        bad_text=["", "追って連絡します。"],
        bad_to=["customer", "client"],
        bad_scene=["", "group"],
        bad_previous=["", "いつ届きますか？"],
    )

    post(builders.signed_in(dai), "rulebook-draft-rule", data, RULE)

    assert draft_book().by_slug[RULE].bad == (
        BookExample("追って連絡します。", "client", "group", "いつ届きますか？"),
    )


def test_what_is_refused_keeps_what_was_typed(dai: Person) -> None:
    data = typed(title="", meaning="書きかけの本文")

    status, shown = post(builders.signed_in(dai), "rulebook-draft-rule", data, RULE)

    assert status == 422
    assert "ルールの名前を、60文字までで書いてください。" in shown
    assert "書きかけの本文" in shown
    assert not BookDraft.objects.exists()


def test_who_saves_over_another_sees_both_and_saves_on_purpose(
    dai: Person, ada: Person, hikari: Client
) -> None:
    data = typed(title="後から保存")
    edited(dai, hikari, title="先に保存")
    browser = builders.signed_in(ada)

    status, shown = post(browser, "rulebook-draft-rule", data, RULE)

    assert status == 422
    assert 'value="後から保存"' in shown
    assert "先に保存" in shown
    again = {**data, "opened": fingerprint(draft_book().by_slug[RULE])}
    assert again["opened"] in shown
    assert post(browser, "rulebook-draft-rule", again, RULE)[0] == 302
    assert draft_book().by_slug[RULE].title == "後から保存"


def test_a_new_rule_is_written_once_by_a_double_click_and_taken_out(dai: Person) -> None:
    browser = builders.signed_in(dai)
    assert browser.get(reverse("rulebook-draft-new", args=[2])).status_code == 200
    assert browser.get(reverse("rulebook-draft-new", args=[9])).status_code == 404
    data = {
        "slug": "rule-0a1b2c3d",
        "number": "2.9",
        "title": "朝に予定を送る",
        "meaning": "理由",
        "severity": "hint",
    }
    for _ in range(2):
        assert post(browser, "rulebook-draft-new", data, 2)[0] == 302
    rule = draft_book().by_slug["rule-0a1b2c3d"]
    assert (rule.chapter, rule.title) == (2, "朝に予定を送る")

    removal = {"opened": fingerprint(rule)}
    assert post(browser, "rulebook-draft-rule-removal", removal, rule.slug)[0] == 302
    assert rule.slug not in draft_book().by_slug


def test_a_new_rule_that_lacks_something_keeps_its_form(dai: Person) -> None:
    data = {"slug": "made-up", "number": "", "title": "朝に予定を送る", "meaning": "理由"}

    status, shown = post(builders.signed_in(dai), "rulebook-draft-new", data, 2)

    assert status == 422
    assert 'value="朝に予定を送る"' in shown
    assert reverse("rulebook-draft-new", args=[2]) in shown


def test_a_rule_with_a_check_is_not_taken_out(dai: Person) -> None:
    status, shown = post(builders.signed_in(dai), "rulebook-draft-rule-removal", {}, RULE)

    assert status == 422
    assert "チェックにつながるルールは外せません" in shown


def test_a_rule_that_somebody_took_out_meanwhile_is_not_lost_to_its_writer(dai: Person) -> None:
    data = {**typed(), "opened": "as it was", "title": "書いたもの"}

    status, shown = post(builders.signed_in(dai), "rulebook-draft-rule", data, "rule-0a1b2c3d")

    assert status == 422
    assert "もう下書きにありません" in shown
    assert "書いたもの" in shown


def test_publishing_names_each_example_that_comes_out_wrong(dai: Person, hikari: Client) -> None:
    edited(dai, hikari, good=(BookExample("確認して折り返します。"),))
    browser = builders.signed_in(dai)
    shown = browser.get(reverse("rulebook-draft")).content.decode()
    assert "公開の前に直すところ" in shown

    data = {"opened": fingerprint(draft_book()), "note": "書いた理由"}
    status, shown = post(browser, "rulebook-draft", data)

    assert status == 422
    assert "確認して折り返します。" in shown
    assert "チェックが指摘します" in shown
    assert "書いた理由" in shown
    assert in_force.book().number == 1
    rule = browser.get(reverse("rulebook-draft-rule", args=[RULE])).content.decode()
    assert "チェックが指摘します" in rule


def test_a_director_publishes(dai: Person, hikari: Client) -> None:
    edited(dai, hikari, title="保留には時刻")
    browser = builders.signed_in(dai)

    answer = browser.post(
        reverse("rulebook-draft"), {"opened": fingerprint(draft_book()), "note": "短く"}
    )

    assert answer["Location"] == reverse("rulebook-version", args=[2])
    assert in_force.book().number == 2
    assert post(browser, "rulebook-draft", {"opened": "x"})[0] == 422


def test_a_draft_is_given_up(dai: Person, hikari: Client) -> None:
    edited(dai, hikari, title="保留には時刻")

    assert post(builders.signed_in(dai), "rulebook-draft-removal", {})[0] == 302
    assert not BookDraft.objects.exists()


def test_word_rules_are_written_changed_and_taken_out(dai: Person) -> None:
    browser = builders.signed_in(dai)
    data = {"avoid": "ユーザー様、ユーザさま", "prefer": "お客様", "to": "customer"}
    assert post(browser, "rulebook-draft-words", data)[0] == 302
    [word] = draft_book().words
    assert word.avoid == ("ユーザー様", "ユーザさま")

    shown = browser.get(reverse("rulebook-draft-words") + "?edit=1").content.decode()
    assert 'value="ユーザー様, ユーザさま"' in shown
    again = {**data, "word": "1", "opened": fingerprint(word), "exceptions": "エンドユーザー様"}
    assert post(browser, "rulebook-draft-words", again)[0] == 302
    assert draft_book().words[0].exceptions == ("エンドユーザー様",)

    assert post(browser, "rulebook-draft-words", again)[0] == 302  # the same again
    assert post(browser, "rulebook-draft-word-removal", {"word": "1"})[0] == 302
    assert draft_book().words == ()
    assert post(browser, "rulebook-draft-word-removal", {"word": "1"})[0] == 422


def test_a_word_rule_that_is_refused_keeps_what_was_typed(dai: Person, hikari: Client) -> None:
    worded(dai, hikari)
    browser = builders.signed_in(dai)
    status, shown = post(browser, "rulebook-draft-words", {"avoid": "", "prefer": "会員様"})

    assert status == 422
    assert "避けることばを書いてください。" in shown
    assert 'value="会員様"' in shown

    meanwhile = {"avoid": "ユーザー様", "prefer": "会員様", "word": "1", "opened": "older"}
    status, shown = post(browser, "rulebook-draft-words", meanwhile)
    assert status == 422
    assert fingerprint(draft_book().words[0]) in shown


def test_the_bench_of_the_draft_tells_what_is_new(dai: Person, hikari: Client) -> None:
    edited(dai, hikari, severity="off")
    path = reverse("rulebook-draft-bench", args=["respect"])
    data = {"text": "何度も申し上げていますが、確認して折り返します。", "to": "client"}
    browser = builders.signed_in(dai)

    part = browser.post(path, data, headers={"HX-Request": "true"}).content.decode()
    whole = browser.post(path, data).content.decode()

    assert ">0.1<" not in part
    assert "公開中の第1版" in part
    assert "何度も申し上げていますが" in whole


def test_the_draft_is_not_there_for_an_operator(ann_browser: Browser) -> None:
    gets = ("rulebook-draft", "rulebook-draft-words", "rulebook-trial")

    assert {ann_browser.get(reverse(name)).status_code for name in gets} == {404}
    assert post(ann_browser, "rulebook-draft-rule", typed(title="x"), RULE)[0] == 404
    assert post(ann_browser, "rulebook-draft-bench", {"text": "x"}, RULE)[0] == 404
    assert post(ann_browser, "rulebook-draft-removal", {})[0] == 404
