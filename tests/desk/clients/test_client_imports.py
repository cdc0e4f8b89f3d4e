"""Clients from a file: in the words of the pages, everything that is wrong at once, and shown before it is done."""

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils.translation import override

from madoguchi.desk.clients import policies
from madoguchi.desk.clients.actions import client_imports, imports
from madoguchi.desk.clients.hours import hours_of
from madoguchi.desk.clients.models import Client
from madoguchi.desk.clients.views.importing import CLIENTS
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from madoguchi.desk.platform.spreadsheets import Table
from tests import builders
from tests.builders import NOW

PATH = "/settings/clients/import/"
HEAD = "名前,差出人名,メールアドレス,色,営業時間\n"


@pytest.fixture
def admin(ada: Person) -> Browser:
    return builders.signed_in(ada)


def uploaded(browser: Browser, text: str, encoding: str = "utf-8") -> Any:
    file = SimpleUploadedFile("clients.csv", text.encode(encoding))
    return browser.post(PATH, {"file": file})


def done(browser: Browser, text: str) -> Any:
    return browser.post(PATH, {"text": text, "then": "import"})


def named(name: str) -> Client:
    with walls.transaction([], provider_wide=True):
        return Client.objects.get(name=name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_file_in_the_words_of_the_pages_is_shown_and_then_done(
    admin: Browser, encoding: str
) -> None:
    text = HEAD + "髙橋製菓,髙橋製菓 窓口,a@asahi.example,茶,月-金 9:00-18:00・土 10:00-15:00\n"

    shown = uploaded(admin, text, encoding)

    assert shown.status_code == 200
    assert [row.act for row in shown.context["planned"]] == ["add"]
    assert shown.context["planned"][0].words[3] == "茶"
    with walls.transaction([], provider_wide=True):
        assert not Client.objects.filter(name="髙橋製菓").exists()
    assert done(admin, shown.context["text"]).status_code == 302
    client = named("髙橋製菓")
    assert client.hue == 4
    with walls.transaction([client.pk]):
        hours = hours_of(policies.current(client.pk).calendar, ())
    assert hours.weekly == (*([["09:00", "18:00"]] for _ in range(5)), [["10:00", "15:00"]], [])
    assert hours.holidays


def test_every_wrong_cell_of_every_line_is_named(admin: Browser, hikari: Client) -> None:
    text = HEAD + (
        ",,nobody,虹色,いつでも\n"
        "A社,,a@a.example,,\n"
        "A社,,A@a.example,13,月〜金\n"
        "B社,,b@b.example,,,余り\n"
    )

    answer = uploaded(admin, text)

    assert answer.status_code == 422
    told = answer.context["problems"]
    assert sorted(one.split("：")[0] for one in told) == [
        "2行目「メールアドレス」",
        "2行目「名前」",
        "2行目「営業時間」",
        "2行目「色」",
        "3行目「メールアドレス」",
        "4行目「メールアドレス」",
        "4行目「営業時間」",
        "4行目「色」",
        "5行目",
    ]
    assert "青緑、青、緑" in "".join(told)


def test_a_client_that_is_there_is_changed_or_left(admin: Browser, hikari: Client) -> None:
    same = HEAD + f"{hikari.name},{hikari.sender_name},support@hikari.example,,\n"
    other = HEAD + "ひかり文具,,support@hikari.example,藍,毎日 9:00–21:00\n"

    assert [row.act for row in uploaded(admin, same).context["planned"]] == ["same"]
    assert [row.act for row in uploaded(admin, other).context["planned"]] == ["change"]

    done(admin, other)
    client = named("ひかり文具")
    assert (client.pk, client.hue, client.sender_name) == (hikari.pk, 8, hikari.sender_name)
    with walls.transaction([client.pk]):
        assert policies.current(client.pk).version == 2
    assert [row.act for row in uploaded(admin, other).context["planned"]] == ["same"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_sample_can_be_taken_in_as_it_is(admin: Browser, ada: Person, language: str) -> None:
    Person.objects.filter(pk=ada.pk).update(language=language)

    sample = admin.get(f"{PATH}?sample=1")
    sample.content.decode("utf-8-sig").encode("cp932")  # nothing is lost when Excel saves it so

    assert "attachment" in sample.headers["Content-Disposition"]
    shown = uploaded(admin, sample.content.decode())
    assert [row.act for row in shown.context["planned"]] == ["add", "add"]


def test_an_english_file_is_read_whoever_reads_it(admin: Browser) -> None:
    with override("en"):
        head = ",".join(str(one.label) for one in CLIENTS.columns)
    assert head.isascii()

    shown = uploaded(
        admin, f'{head}\nAsahi,,a@asahi.example,,"Mon–Fri 9:00–18:00, Sat 10:00–15:00"\n'
    )

    assert [row.act for row in shown.context["planned"]] == ["add"]


def test_samples_of_words_and_templates_can_be_taken_in(dai: Person, hikari: Client) -> None:
    browser = builders.signed_in(dai)
    for kind in ("terms", "templates"):
        path = f"/settings/clients/{hikari.pk}/{kind}/import/"
        sample = browser.get(f"{path}?sample=1").content
        assert sample.startswith(b"\xef\xbb\xbf")
        shown = browser.post(path, {"file": SimpleUploadedFile("x.csv", sample)})
        assert {row.act for row in shown.context["planned"]} == {"add"}
        assert len(list(csv.reader(io.StringIO(sample.decode("utf-8-sig"))))) > 1


def test_an_empty_table_is_refused(ada: Person) -> None:
    with walls.transaction([], provider_wide=True), pytest.raises(imports.CannotImport):
        client_imports.import_clients(table=Table(), person=ada, now=NOW)


def test_a_sample_is_for_whoever_may_import(hikari: Client, ann: Person, dai: Person) -> None:
    assert builders.signed_in(dai).get(f"{PATH}?sample=1").status_code == 404
    path = f"/settings/clients/{hikari.pk}/terms/import/?sample=1"
    assert builders.signed_in(ann).get(path).status_code == 404
