"""The book's pages against who must not write it, against markup, against numbers of others' clients."""

import pytest
from django.test import Client as Browser
from django.urls import reverse

from madoguchi.desk.clients.models import Assignment, Client, RuleSeverity, Term
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.rulebook.actions.publishing import publish
from madoguchi.desk.rulebook.authority import LeadNeeded
from madoguchi.desk.rulebook.contents import BookExample, fingerprint
from madoguchi.desk.rulebook.models import BookConfirmation, BookDraft, BookVersion
from tests import builders
from tests.desk.rulebook.editing import RULE, draft_book, edited, published, worded
from tests.desk.rulebook.test_draft_pages import typed

WRITING: tuple[tuple[str, tuple[object, ...]], ...] = (
    ("rulebook-draft", ()),
    ("rulebook-draft-removal", ()),
    ("rulebook-draft-words", ()),
    ("rulebook-draft-word-removal", ()),
    ("rulebook-draft-new", (0,)),
    ("rulebook-draft-rule", (RULE,)),
    ("rulebook-draft-bench", (RULE,)),
    ("rulebook-draft-rule-removal", (RULE,)),
)
POSTED = (
    *WRITING,
    ("rulebook-confirmation", ()),
    ("rulebook-bench", (RULE,)),
    ("rulebook-severity", (RULE,)),
    ("api-tokens", ()),
)
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
LINKS = (
    "[a](javascript:alert(3)) <javascript:alert(4)> [b](data:text/html,x) ![c](//evil.example/p)"
)


def contents() -> tuple[object, ...]:
    return (
        list(BookVersion.objects.values()),
        list(BookDraft.objects.values()),
        list(BookConfirmation.objects.values()),
    )


def intruder(who: str, hikari: Client) -> Person:
    person = builders.a_person(who)
    now = clock.now()
    match who:
        case "trainee":
            builders.assigned(person, hikari)
            with walls.transaction([hikari.pk]):
                Assignment.objects.filter(person=person).update(in_training=True)
        case "operator":
            builders.assigned(person, hikari)
        case "ended":
            builders.assigned(person, hikari, role="director", ends_at=now)
    return person


@pytest.mark.parametrize("who", ["trainee", "operator", "ended", "nobodys"])
def test_nobody_but_a_lead_writes_the_book(who: str, dai: Person, hikari: Client) -> None:
    edited(dai, hikari, severity="hint")
    before = contents()
    person = intruder(who, hikari)
    browser = builders.signed_in(person)

    for name, args in WRITING:
        form = {**typed(), "note": "", "opened": fingerprint(draft_book()), "avoid": "x"}
        assert browser.post(reverse(name, args=args), form).status_code == 404
        assert browser.get(reverse(name, args=args)).status_code in {404, 405}
    assert browser.get(reverse("rulebook-trial")).status_code == 404
    with pytest.raises(LeadNeeded), walls.transaction([hikari.pk]):
        publish(opened=fingerprint(draft_book()), note="", person=person, now=clock.now())

    assert contents() == before


def test_nobody_signed_in_reads_or_writes_a_page_of_it(dai: Person, hikari: Client) -> None:
    edited(dai, hikari, severity="hint")
    before = contents()

    for name, args in POSTED:
        answer = Browser().post(reverse(name, args=args), typed())
        assert (answer.status_code, answer.content) == (302, b"")
        assert answer.headers["Location"].startswith(reverse("sign-in"))

    assert contents() == before


def test_no_form_of_another_site_writes_it(dai: Person, ada: Person, hikari: Client) -> None:
    edited(dai, hikari, severity="hint")
    before = contents()

    for person in (dai, ada):
        browser = Browser(enforce_csrf_checks=True)
        browser.force_login(person)
        for name, args in POSTED:
            assert browser.post(reverse(name, args=args), typed()).status_code == 403

    assert contents() == before


def test_a_confirmation_is_ones_own_whatever_the_form_says(
    ann: Person, dai: Person, ann_browser: Browser
) -> None:
    form = {"version": "1", "person": str(dai.pk), "person_id": str(dai.pk), "at": "2020-01-01"}

    ann_browser.post(reverse("rulebook-confirmation"), form)

    [kept] = BookConfirmation.objects.all()
    assert kept.person_id == ann.pk


@pytest.mark.parametrize("name", ["rulebook-bench", "rulebook-draft-bench"])
def test_the_bench_knows_no_client_out_of_sight(
    name: str, hikari: Client, tsubame: Client, dai: Person, ada: Person
) -> None:
    with walls.transaction([tsubame.pk], provider_wide=True):
        Term.objects.create(client=tsubame, preferred="お届け便", avoided="宅配便")
        RuleSeverity.objects.create(client=tsubame, rule="reply-promise", severity="off")
    form = {"text": "宅配便は3件です。折り返しご連絡いたします。", "client": str(tsubame.pk)}

    for person in (dai, ada):
        answer = builders.signed_in(person).post(reverse(name, args=[RULE]), form)
        bench = answer.context["bench"]
        assert bench.client_pk is None
        assert "0.1" in {one.number for one in bench.findings}
        assert "お届け便" not in answer.content.decode()


def test_a_rules_page_shows_a_director_no_client_out_of_sight(
    hikari: Client, tsubame: Client, dai: Person
) -> None:
    page = builders.signed_in(dai).get(reverse("rulebook-rule", args=[RULE])).content.decode()

    assert hikari.name in page
    assert tsubame.name not in page


def test_a_director_elsewhere_sets_no_severity(hikari: Client, tsubame: Client) -> None:
    dora = builders.assigned(builders.a_person("dora"), tsubame, role="director")
    form = {"severity": "off", "client": str(hikari.pk)}

    answer = builders.signed_in(dora).post(reverse("rulebook-severity", args=[RULE]), form)

    assert answer.status_code == 422
    assert hikari.name not in answer.content.decode()
    with walls.transaction([hikari.pk]):
        assert not RuleSeverity.objects.exists()


def test_what_a_writer_types_is_words_on_every_page(
    dai: Person, ann: Person, hikari: Client
) -> None:
    example = BookExample(EVIL, previous=EVIL)
    slug = next(one.slug for one in draft_book().rules if not one.check)
    meaning = f"{EVIL}\n\n{LINKS}\n\n## {EVIL}\n\n|a|\n|-|\n|{EVIL}|\n\n```{EVIL}\nx\n```"
    edited(dai, hikari, slug, title=EVIL[:60], meaning=meaning, bad=(example,), good=(example,))
    worded(dai, hikari, avoid=(EVIL[:80],), prefer="x")
    director, reader = builders.signed_in(dai), builders.signed_in(ann)
    drafts = [
        director.get(reverse("rulebook-draft")),
        director.get(reverse("rulebook-draft-rule", args=[slug])),
        director.get(reverse("rulebook-draft-words")),
    ]
    published(dai, hikari, note=EVIL)

    pages = [
        *drafts,
        reader.get(reverse("rulebook")),
        reader.get(reverse("rulebook-versions")),
        reader.get(reverse("rulebook-version", args=[2])),
        reader.get(reverse("rulebook-rule", args=[slug])),
        reader.get(reverse("rulebook-words")),
        reader.post(reverse("rulebook-bench", args=[RULE]), {"text": EVIL, "previous": EVIL}),
    ]

    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        for never in ('href="javascript:', 'href="data:', 'src="//evil.example'):
            assert never not in text


@pytest.mark.parametrize("name", ["rulebook-bench", "rulebook-draft-bench"])
def test_a_bench_with_too_much_on_it_answers_and_says_nothing(name: str, dai: Person) -> None:
    browser = builders.signed_in(dai)
    long = "いつ届きますか？\n" * 60_000

    for form in ({"text": long}, {"text": "はい。", "previous": long}):
        answer = browser.post(reverse(name, args=[RULE]), form)
        assert answer.status_code == 200
        assert answer.context["bench"].findings == ()


@pytest.mark.parametrize(
    "field",
    [
        *("title", "number", "meaning", "severity", "check", "opened"),
        *("bad_text", "bad_to", "bad_scene", "bad_previous"),
    ],
)
def test_signs_that_nothing_can_keep_break_no_form(field: str, dai: Person, hikari: Client) -> None:
    browser = builders.signed_in(dai)
    path = reverse("rulebook-draft-rule", args=[RULE])

    answer = browser.post(path, typed(**{field: "a\x00\u202e\x0b"}))

    assert answer.status_code in {302, 422}


@pytest.mark.parametrize("avoid", [".*", "(a+)+$", "[", "\\", "a|b", "(?i)x"])
def test_a_word_rule_is_words_and_no_pattern(avoid: str, dai: Person, hikari: Client) -> None:
    worded(dai, hikari, avoid=(avoid,), prefer="x")
    published(dai, hikari)
    bench = reverse("rulebook-bench", args=[RULE])

    answer = builders.signed_in(dai).post(bench, {"text": "商品は3点です。" + "a" * 2_000 + "b"})

    assert [one.number for one in answer.context["bench"].findings if one.number == "V"] == []
