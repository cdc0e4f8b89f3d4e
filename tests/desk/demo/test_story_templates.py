"""The story's reply templates: in the client's own words, with nothing for the guard to find."""

import pytest

from madoguchi.desk.clients.templating import fill, unknown_placeholders
from madoguchi.desk.demo.story.clients import CLIENTS
from madoguchi.desk.demo.story.reply_templates import TEMPLATES
from madoguchi.desk.demo.story.shapes import Client, Template
from madoguchi.engines.rulebook import Context, Draft, check

VALUES = {
    "お客様名": "田島",
    "担当者名": "藤原",
    "対応番号": "MG-4127",
    "件名": "箱根の2泊",
    "今日": "11月20日(金)",
}
EVERY = [
    pytest.param(client, one, id=f"{client.key}-{one.title}")
    for client in CLIENTS
    for one in TEMPLATES[client.key]
]


@pytest.mark.parametrize(("client", "template"), EVERY)
def test_the_guard_finds_nothing_in_a_template(client: Client, template: Template) -> None:
    text = fill(template.body, {**VALUES, "委託元名": client.name})
    glossary = {word: tuple(avoided) for word, avoided in client.glossary.items()}

    findings = check(
        Draft(text=text, context=Context(glossary=glossary), audience_kind="customer"),
        severities={"open-gap": None},  # a template's gaps are there to be filled
    )

    assert [(one.rule, one.span, one.reason) for one in findings] == []


@pytest.mark.parametrize(("client", "template"), EVERY)
def test_a_template_asks_for_nothing_that_is_unknown(client: Client, template: Template) -> None:
    assert unknown_placeholders(template.body) == ()
    assert "{{" not in fill(template.body, {**VALUES, "委託元名": client.name})


@pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.key)
def test_each_client_has_three_or_four_templates_of_its_own(client: Client) -> None:
    titles = [one.title for one in TEMPLATES[client.key]]

    assert 3 <= len(set(titles)) == len(titles) <= 4
