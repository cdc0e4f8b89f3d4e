"""The pages of a client's settings, as an admin, a director and somebody from elsewhere use them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.models import Client, ReplyTemplate, Term
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders

WEEK = {f"day{number}": "9:00-18:00" for number in range(5)}
TARGETS = {"due": "60", "late": "180", "limit": "360", "holidays": "on"}


@pytest.fixture
def ada_browser(ada: Person) -> Browser:
    return builders.signed_in(ada)


@pytest.fixture
def dai_browser(dai: Person) -> Browser:
    return builders.signed_in(dai)


def test_a_director_has_the_clients_that_they_direct_and_no_other(
    hikari: Client, tsubame: Client, dai: Person, dai_browser: Browser
) -> None:
    builders.assigned(dai, tsubame)

    rows = dai_browser.get(reverse("clients")).context["clients"]

    assert [row.client.name for row in rows] == [hikari.name]
    assert dai_browser.get(reverse("client", args=[tsubame.pk])).status_code == 404


def test_a_client_is_added_by_its_form(ada_browser: Browser, db: None) -> None:
    form = {
        "name": "あさひ製菓",
        "sender_name": "あさひ製菓",
        "address": "a@asahi.example",
        "hue": "4",
    }

    refused = ada_browser.post(
        reverse("client-new"), {**form, "preset": "", "signature": "一\r\n二"}
    )
    assert refused.status_code == 422
    assert "一\r\n二</textarea>" in refused.content.decode()
    assert ada_browser.post(reverse("client-new"), {**form, "preset": "round-the-clock"}).url == (  # type: ignore[attr-defined] # a redirect
        reverse("client", args=[_client("asahi").pk]) + "?saved=1"
    )


def test_hours_are_looked_at_before_they_are_saved(hikari: Client, ada_browser: Browser) -> None:
    path = reverse("client-hours", args=[hikari.pk])

    page = ada_browser.post(path, {**WEEK, **TARGETS, "then": "preview", "day6": "24時間"})

    hours = page.context["hours"]
    assert page.status_code == 200
    assert hours.is_preview
    assert {day.minutes for day in hours.days if day.day.weekday() == 6} <= {24 * 60, 0}
    assert _version(hikari) == 1
    assert ada_browser.post(path, {**WEEK, **TARGETS}).status_code == 302
    assert _version(hikari) == 2


def test_what_was_typed_is_still_there_after_a_refusal(
    hikari: Client, ada_browser: Browser
) -> None:
    path = reverse("client-hours", args=[hikari.pk])

    page = ada_browser.post(path, {**WEEK, **TARGETS, "day0": "朝から", "late": "30"})

    assert page.status_code == 422
    assert 'value="朝から"' in page.content.decode()
    assert _version(hikari) == 1


def test_hours_that_never_open_are_refused_by_preview_and_by_saving(
    hikari: Client, ada_browser: Browser
) -> None:
    path = reverse("client-hours", args=[hikari.pk])

    for then in ("preview", ""):
        assert ada_browser.post(path, {**TARGETS, "then": then}).status_code == 422


def test_the_turn_of_the_year_comes_filled_in(hikari: Client, dai_browser: Browser) -> None:
    path = reverse("client-hours", args=[hikari.pk])

    form = dai_browser.get(path, {"preset": "year-end"}).context["closure_form"]

    assert (form.initial["first"].month, form.initial["last"].month) == (12, 1)
    days = {name: form.initial[name].isoformat() for name in ("first", "last")}
    answer = dai_browser.post(
        reverse("client-closures", args=[hikari.pk]), {"name": "年末年始", **days}
    )
    assert answer.status_code == 302
    [row] = dai_browser.get(path).context["hours"].closures
    assert row.first == date.fromisoformat(days["first"])


def test_a_director_is_told_that_the_hours_are_not_theirs(
    hikari: Client, dai_browser: Browser
) -> None:
    page = dai_browser.post(reverse("client-hours", args=[hikari.pk]), {**WEEK, **TARGETS})

    assert page.status_code == 422
    assert _version(hikari) == 1


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("client-closing", {"then": "close"}),
        ("client-closure-removal", {"first": "2026-12-29"}),
        ("client-closure-removal", {"first": "x"}),
        ("client-extra-days", {"day": "2026-12-26", "ranges": "9-12"}),
        ("client-addresses", {"address": "x@x.example"}),
        ("client-address-default", {"address": "1"}),
        ("client-rules", {"rule": "concrete-wording", "severity": "block"}),
        ("client-rules", {"rule": "made-up", "severity": "made-up"}),
        ("client-term-removal", {"term": "x"}),
        ("client-assignment-end", {"assignment": "x"}),
    ],
)
def test_what_is_refused_says_so_on_its_own_page(
    name: str, form: dict[str, str], hikari: Client, dai_browser: Browser
) -> None:
    page = dai_browser.post(reverse(name, args=[hikari.pk]), form)

    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()


def test_the_pages_of_an_admin_do_what_they_say(
    hikari: Client, otto: Person, ada_browser: Browser
) -> None:
    for name, form in (
        ("client", {"name": "ひかり", "sender_name": "ひかり", "hue": "2"}),
        ("client-addresses", {"address": "gift@hikari.example"}),
        ("client-terms", {"avoided": "商品", "preferred": "お品"}),
        ("client-templates", {"title": "お詫び", "body": "失礼しました。"}),
        ("client-rules", {"rule": "concrete-wording", "severity": "block"}),
        ("client-extra-days", {"day": "2026-12-26", "ranges": "9-12"}),
        ("client-assignments", {"who": str(otto.pk), "role": "operator", "ends_on": "2099-03-31"}),
        ("client-closing", {"then": "close"}),
        ("client-closing", {"then": "reopen"}),
    ):
        answer = ada_browser.post(reverse(name, args=[hikari.pk]), form)
        assert (name, answer.status_code) == (name, 302)


def test_a_word_and_a_template_are_corrected_in_place(hikari: Client, dai_browser: Browser) -> None:
    with walls.transaction([hikari.pk]):
        term = Term.objects.create(client=hikari, avoided="商品", preferred="お品")
        template = ReplyTemplate.objects.create(client=hikari, title="お詫び", body="失礼。")
    terms = reverse("client-terms", args=[hikari.pk])
    one = reverse("client-template", args=[template.pk])

    assert dai_browser.get(terms, {"edit": term.pk}).context["editing"].pk == term.pk
    dai_browser.post(terms, {"term": term.pk, "avoided": "商品", "preferred": "品もの"})
    assert dai_browser.post(one, {"title": "", "body": "x"}).status_code == 422
    dai_browser.post(one, {"title": "お詫び", "body": "失礼しました。"})
    dai_browser.post(reverse("client-template-archive", args=[template.pk]))

    with walls.transaction([hikari.pk]):
        assert Term.objects.get().preferred == "品もの"
        assert ReplyTemplate.objects.get().body == "失礼しました。"
    assert dai_browser.get(one).status_code == 404


def test_a_file_is_shown_first_and_taken_in_then(hikari: Client, dai_browser: Browser) -> None:
    path = reverse("client-terms-import", args=[hikari.pk])
    file = SimpleUploadedFile("words.csv", "避ける語,使う語\r\n=商品,髙い品\r\n".encode("cp932"))

    shown = dai_browser.post(path, {"file": file})
    assert shown.status_code == 200
    assert [row.words for row in shown.context["planned"]] == [("=商品", "髙い品", "", "")]
    assert _words(hikari) == []

    answer = dai_browser.post(path, {"text": shown.context["text"], "then": "import"})
    assert answer.status_code == 302
    assert _words(hikari) == [("=商品", "髙い品")]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"text": "避ける語\nx\n"},
        {"text": "避ける語,使う語\n,\n", "then": "import"},
        {"text": "避ける語,使う語\nx,x\n", "then": "import"},
        {"file": SimpleUploadedFile("big.csv", b"x" * 1_000_001)},
    ],
)
def test_a_file_that_cannot_be_taken_in_changes_nothing(
    form: dict[str, object], hikari: Client, dai_browser: Browser
) -> None:
    answer = dai_browser.post(reverse("client-terms-import", args=[hikari.pk]), form)

    assert answer.status_code == 422
    assert _words(hikari) == []


def test_names_as_long_as_they_may_be_break_no_page(ada_browser: Browser, db: None) -> None:
    client = builders.a_client("long", name="長" * 70)

    for name in ("clients", "client", "client-hours", "client-terms", "client-assignments"):
        path = reverse(name, args=[] if name == "clients" else [client.pk])
        assert ada_browser.get(path).status_code == 200


def _client(key: str) -> Client:
    with walls.transaction([], provider_wide=True):
        return Client.objects.get(key=key)


def _version(client: Client) -> int:
    with walls.transaction([client.pk]):
        return policies.current(client.pk).version


def _words(client: Client) -> list[tuple[str, str]]:
    with walls.transaction([client.pk]):
        return list(Term.objects.values_list("avoided", "preferred"))
