"""Each person reads the desk in their own language."""

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from madoguchi.desk.clients.models import Client
from madoguchi.desk.conversations.actions.ownership import CannotAssign
from madoguchi.desk.people.actions.language import CannotChooseLanguage, choose_language
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from tests import builders

ENGLISH = '<html lang="en">'
JAPANESE = '<html lang="ja">'


def page(browser: Browser, path: str = "", **headers: str) -> str:
    """What a GET answers."""
    return browser.get(path or reverse("desk"), headers=headers).content.decode()


def chosen(browser: Browser, language: str, came_from: str = "") -> str:
    """Where the browser is sent after choosing."""
    answer = browser.post(
        reverse("language"), {"language": language}, headers={"Referer": came_from}
    )
    assert answer.status_code == 302
    return answer.headers["Location"]


def events_of(person: Person) -> list[str]:
    """The languages that the log says were chosen, in order."""
    with walls.transaction([], provider_wide=True):
        log = Event.objects.filter(kind="LanguageChosen", actor_id=person.pk).order_by("pk")
        return [one.data["language"] for one in log]


def test_a_person_reads_japanese_until_they_choose_english(ann_browser: Browser) -> None:
    assert JAPANESE in page(ann_browser)

    chosen(ann_browser, "en")

    assert ENGLISH in page(ann_browser)
    assert "My ball" in page(ann_browser)


def test_the_choice_is_the_persons_and_nobody_elses(
    ann: Person, ann_browser: Browser, otto_browser: Browser
) -> None:
    chosen(ann_browser, "en")

    assert ENGLISH in page(builders.signed_in(ann))
    assert JAPANESE in page(otto_browser)


def test_after_choosing_the_same_page_is_shown(ann_browser: Browser) -> None:
    here = "http://testserver/desk/?queue=late"

    assert chosen(ann_browser, "en", here) == here


@pytest.mark.parametrize("place", ["", "https://elsewhere.example/desk/", "javascript:alert(1)"])
def test_a_page_that_is_not_ours_is_not_gone_to(place: str, ann_browser: Browser) -> None:
    assert chosen(ann_browser, "en", place) == reverse("home")


@pytest.mark.parametrize("language", ["", "fr", "EN", "ja\0"])
def test_an_unknown_language_changes_nothing(
    language: str, ann: Person, ann_browser: Browser
) -> None:
    chosen(ann_browser, language)

    assert JAPANESE in page(ann_browser)
    with pytest.raises(CannotChooseLanguage):
        choose_language(person=ann, language=language, now=builders.NOW)


def test_the_same_choice_twice_is_one_event(ann: Person) -> None:
    for language in ("en", "en", "ja"):
        choose_language(person=ann, language=language, now=builders.NOW)

    assert events_of(ann) == ["en", "ja"]


def test_a_persons_own_choice_is_stronger_than_the_devices(ann_browser: Browser) -> None:
    ann_browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert JAPANESE in page(ann_browser, accept_language="en")


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [("", JAPANESE), ("en-GB,en;q=0.9", ENGLISH), ("ja,en;q=0.5", JAPANESE), ("fr", JAPANESE)],
)
def test_before_signing_in_the_browsers_language_is_spoken(
    accepted: str, expected: str, db: None
) -> None:
    assert expected in page(Browser(), reverse("sign-in"), accept_language=accepted)


def test_the_device_remembers_what_was_chosen_before_signing_in(db: None) -> None:
    browser = Browser()

    chosen(browser, "en")

    assert ENGLISH in page(browser, reverse("sign-in"), accept_language="ja")


def test_an_address_that_does_not_exist_answers_in_the_persons_language(
    ann_browser: Browser,
) -> None:
    chosen(ann_browser, "en")
    answer = ann_browser.get("/made-up/")

    assert answer.status_code == 404
    assert "Not found" in answer.content.decode()


def test_a_part_and_a_refusal_are_in_the_persons_language(
    hikari: Client, ann: Person, ann_browser: Browser
) -> None:
    conversation = builders.a_conversation(hikari)
    chosen(ann_browser, "en")

    part = page(ann_browser, hx_request="true", hx_target="list")
    refused = ann_browser.post(reverse("conversation-note", args=[conversation.pk]), {"body": " "})

    assert "Ball: " in part
    assert refused.status_code == 422
    assert "The note has no text yet." in refused.content.decode()


def test_a_refusal_is_said_in_the_language_in_which_it_is_made() -> None:
    assert CannotAssign().sentence == "この委託元の担当ではない人には渡せません。"
    with translation.override("en"):
        said = CannotAssign().sentence

    assert said == "It cannot be given to somebody who is not assigned to this client."


def test_a_request_leaves_no_language_behind(ann_browser: Browser) -> None:
    chosen(ann_browser, "en")
    page(ann_browser)

    assert translation.get_language() == "ja"
