"""Reply templates: written, refused, changed, taken back; and imported with words and clients."""

from typing import Any

import pytest

from madoguchi.desk.clients.actions import imports, templates
from madoguchi.desk.clients.actions.templates import Text
from madoguchi.desk.clients.authority import DirectorNeeded
from madoguchi.desk.clients.models import Client, ReplyTemplate, Term
from madoguchi.desk.clients.queries import templates_of
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.models import Event
from madoguchi.desk.platform.spreadsheets import Table
from tests import builders

NOW = builders.NOW
TEXT = Text(title="お詫び", body="{{お客様名}}様\n申し訳ございません。", shortcut="おわび")


def _add(client: Client, person: Person, text: Text = TEXT) -> ReplyTemplate:
    return templates.add_template(client_id=client.pk, text=text, person=person, now=NOW)


def test_templates_stand_in_the_order_in_which_they_were_written(
    hikari: Client, dai: Person
) -> None:
    with walls.transaction([hikari.pk]):
        first = _add(hikari, dai)
        second = _add(hikari, dai, Text(title="あいさつ", body="こんにちは。"))

        assert [row.pk for row in templates_of(hikari.pk)] == [first.pk, second.pk]
        assert templates_of(hikari.pk)[0].shortcut == "おわび"


def test_a_template_is_changed_and_taken_back(hikari: Client, dai: Person) -> None:
    with walls.transaction([hikari.pk]):
        one = _add(hikari, dai)
        act: dict[str, Any] = {"template_id": one.pk, "person": dai, "now": NOW}
        templates.change_template(**act, text=Text(title="お詫び", body="失礼しました。"))
        templates.change_template(**act, text=Text(title="お詫び", body="失礼しました。"))
        templates.archive_template(**act)

        assert templates_of(hikari.pk) == ()
        kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
        assert kinds == ["TemplateAdded", "TemplateChanged", "TemplateArchived"]
        with pytest.raises(templates.TemplateGone):
            templates.archive_template(**act)
        _add(hikari, dai)  # its title is free again


@pytest.mark.parametrize(
    "text",
    [
        Text(title=" ", body="x"),
        Text(title="x", body="\n 　"),
        Text(title="x" * 81, body="x"),
        Text(title="x", body="x", shortcut="x" * 21),
        Text(title="x", body="x" * 10_001),
        Text(title="お詫び", body="x"),
        Text(title="x", body="x", shortcut="おわび"),
    ],
)
def test_a_template_that_cannot_be_is_refused(text: Text, hikari: Client, dai: Person) -> None:
    with walls.transaction([hikari.pk]):
        _add(hikari, dai)
        with pytest.raises(templates.CannotKeepTemplate):
            _add(hikari, dai, text)


def test_an_unknown_placeholder_is_named(hikari: Client, dai: Person) -> None:
    with (
        walls.transaction([hikari.pk]),
        pytest.raises(templates.CannotKeepTemplate, match="住所"),
    ):
        _add(hikari, dai, Text(title="x", body="{{住所}}"))


def test_an_operator_writes_no_template(hikari: Client, ann: Person) -> None:
    with walls.transaction([hikari.pk]), pytest.raises(DirectorNeeded):
        _add(hikari, ann)


def _table(*rows: dict[str, str]) -> Table:
    headings = {"title": "題名", "body": "本文", "shortcut": "略号"}
    return Table(rows=rows, lines=tuple(range(2, len(rows) + 2)), headings=headings)


def test_words_are_taken_in_line_by_line(hikari: Client, dai: Person) -> None:
    about = {"note": "", "example": ""}
    table = _table(
        {"avoided": "商品", "preferred": "お品", **about},
        {"avoided": "製品", "preferred": "お品", **about},
        {"avoided": "商品", "preferred": "品もの", **about},
        {"avoided": "製品", "preferred": "お品", **about},
    )
    with walls.transaction([hikari.pk]):
        planned = imports.import_terms(client_id=hikari.pk, table=table, person=dai, now=NOW)

        assert [row.act for row in planned] == ["add", "add", "change", "same"]
        assert {one.avoided: one.preferred for one in Term.objects.all()} == {
            "商品": "品もの",
            "製品": "お品",
        }


def test_one_bad_line_and_nothing_is_taken_in(hikari: Client, dai: Person) -> None:
    table = _table(
        {"title": "x", "body": "よい", "shortcut": ""},
        {"title": "y", "body": "{{住所}}", "shortcut": ""},
        {"title": "", "body": "よい", "shortcut": ""},
    )
    with walls.transaction([hikari.pk]):
        with pytest.raises(imports.CannotImport) as refused:
            imports.import_templates(client_id=hikari.pk, table=table, person=dai, now=NOW)

        assert refused.value.problems == (
            "3行目「本文」：「{{住所}}」という差し込みはありません。",
            "4行目「題名」：空です。書いてください。",
        )
        assert templates_of(hikari.pk) == ()
        assert not Event.objects.exists()
