"""A word's note and example: typed, taken in from a table, and given out as one."""

from django.core.files.uploadedfile import SimpleUploadedFile

from madoguchi.desk.clients.models import Client, Term
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import walls
from tests import builders

ABOUT = {"note": "店頭の札も「お品」です。", "example": "お品をお届けします。"}


def kept(client: Client) -> list[tuple[str, ...]]:
    with walls.transaction([client.pk]):
        rows = Term.objects.filter(client=client).order_by("avoided")
        return list(rows.values_list("avoided", "preferred", "note", "example"))


def test_a_word_keeps_its_note_and_example(hikari: Client, dai: Person) -> None:
    browser = builders.signed_in(dai)
    there = f"/settings/clients/{hikari.pk}/terms/"

    browser.post(there, {"avoided": "商品", "preferred": "お品", **ABOUT})

    assert kept(hikari) == [("商品", "お品", *ABOUT.values())]
    assert ABOUT["example"] in browser.get(there).content.decode()


def test_what_is_given_out_can_be_taken_in_again(
    hikari: Client, tsubame: Client, dai: Person
) -> None:
    builders.assigned(dai, tsubame, role="director")
    browser = builders.signed_in(dai)
    browser.post(
        f"/settings/clients/{hikari.pk}/terms/", {"avoided": "商品", "preferred": "お品", **ABOUT}
    )

    given = browser.get(f"/settings/clients/{hikari.pk}/terms/export/").content
    file = SimpleUploadedFile("terms.csv", given)
    browser.post(f"/settings/clients/{tsubame.pk}/terms/import/", {"file": file, "then": "import"})

    assert kept(tsubame) == kept(hikari)


def test_a_table_without_notes_takes_none_away(hikari: Client, dai: Person) -> None:
    browser = builders.signed_in(dai)
    there = f"/settings/clients/{hikari.pk}/terms/"
    browser.post(there, {"avoided": "商品", "preferred": "お品", **ABOUT})

    table = "避ける語,使う語\n商品,お品もの\n"
    browser.post(f"{there}import/", {"text": table, "then": "import"})

    assert kept(hikari) == [("商品", "お品もの", *ABOUT.values())]


def test_an_operator_gets_no_table(hikari: Client, ann: Person) -> None:
    browser = builders.signed_in(ann)

    assert browser.get(f"/settings/clients/{hikari.pk}/terms/export/").status_code == 404
