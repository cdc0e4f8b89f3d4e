"""The pages of expectation sheets: the questionnaire, the versions, what is behind a figure; the portal."""

from datetime import date, timedelta

from django.test import Client as Browser

from madoguchi.desk.clients.models import Client
from madoguchi.desk.expectations.models import Sheet, SheetFigure, SheetGap, SignOff
from madoguchi.desk.people.models import Person
from madoguchi.desk.platform import clock, walls
from madoguchi.desk.platform.days import long_day
from tests import builders
from tests.desk.expectations.scene import agreed, drafted, proposed

ANSWERS = {
    "valid_from": "2026-10-01",
    "review_on": "2027-01-08",
    "figure": "3",
    "figure-0-measure": "first_reply_within",
    "figure-0-within": "60",
    "figure-0-target": "９５",
    "figure-1-label": "お客様の満足度",
    "figure-1-target": "4.5",
    "figure-1-unit": "点",
    "figure-2-measure": "resolved_within",
    "figure-2-within": "24",
    "manner-tone": "短く、ていねいに",
    "gap": "1",
    "gap-0-what": "夜間の連絡先",
    "gap-0-side": "them",
    "gap-0-who": "佐伯さん",
    "do": "save",
}


def page(client: Client) -> str:
    return f"/clients/{client.pk}/expectations/"


def begun(browser: Browser, client: Client) -> dict[str, str]:
    """The questionnaire's own fields, once the first version is begun."""
    browser.post(page(client))
    shown = browser.get(f"{page(client)}draft/")
    return {"seen": shown.context["seen"]}


def newest(client: Client) -> Sheet:
    with walls.transaction([client.pk]):
        return Sheet.objects.filter(client=client).latest("version")


def test_the_questionnaire_fills_the_first_version(hikari: Client, dai: Person) -> None:
    browser = builders.signed_in(dai)
    asked = begun(browser, hikari)

    answer = browser.post(f"{page(hikari)}draft/", {**ANSWERS, **asked})

    assert answer.status_code == 302
    with walls.transaction([hikari.pk]):
        figures = SheetFigure.objects.order_by("position").values_list("label", "measure", "unit")
        assert list(figures) == [
            ("初回返信 1時間以内", "first_reply_within", "%"),
            ("お客様の満足度", "", "点"),
        ]
        assert SheetGap.objects.get().who == "佐伯さん"
    shown = browser.get(page(hikari)).content.decode()
    assert "短く、ていねいに" in shown
    assert "95%" in shown


def test_nothing_typed_is_lost_when_it_is_refused(hikari: Client, dai: Person) -> None:
    browser = builders.signed_in(dai)
    asked = begun(browser, hikari)

    answer = browser.post(
        f"{page(hikari)}draft/", {**ANSWERS, **asked, "figure-1-target": "たくさん"}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert "2行目：目標を数で書いてください。" in text
    assert "たくさん" in text
    assert "夜間の連絡先" in text


def test_more_rows_come_without_anything_being_kept(hikari: Client, dai: Person) -> None:
    browser = builders.signed_in(dai)
    asked = begun(browser, hikari)

    answer = browser.post(f"{page(hikari)}draft/", {**ANSWERS, **asked, "do": "more"})

    assert "figure-4-label" in answer.content.decode()
    with walls.transaction([hikari.pk]):
        assert not SheetFigure.objects.exists()


def test_a_page_that_was_open_while_another_wrote_is_refused(hikari: Client, dai: Person) -> None:
    browser = builders.signed_in(dai)
    asked = begun(browser, hikari)
    browser.post(f"{page(hikari)}draft/", {**ANSWERS, **asked})

    answer = browser.post(f"{page(hikari)}draft/", {**ANSWERS, **asked, "manner-tone": "別の答え"})

    assert answer.status_code == 422
    assert "別の答え" in answer.content.decode()


def test_a_director_proposes_signs_and_writes_down_their_agreement(
    hikari: Client, dai: Person
) -> None:
    browser = builders.signed_in(dai)
    asked = begun(browser, hikari)
    browser.post(f"{page(hikari)}draft/", {**ANSWERS, **asked, "do": "propose"})
    sheet = newest(hikari)
    to = f"/clients/sheets/{sheet.pk}/sign-offs/"

    browser.post(to, {"text_hash": sheet.text_hash, "side": "us"})
    answer = browser.post(
        to,
        {"text_hash": sheet.text_hash, "side": "them", "name": "佐伯 香織", "note": "打ち合わせで"},
    )

    assert answer.status_code == 302
    assert newest(hikari).state == "in_force"
    shown = browser.get(page(hikari)).content.decode()
    assert "佐伯 香織" in shown
    assert "打ち合わせで" in shown


def test_their_agreement_needs_a_name_and_how_it_is_known(hikari: Client, dai: Person) -> None:
    sheet = proposed(hikari, dai)

    answer = builders.signed_in(dai).post(
        f"/clients/sheets/{sheet.pk}/sign-offs/",
        {"text_hash": sheet.text_hash, "side": "them", "name": "佐伯 香織"},
    )

    assert answer.status_code == 422
    assert "佐伯 香織" in answer.content.decode()
    with walls.transaction([hikari.pk]):
        assert not SignOff.objects.exists()


def test_an_operator_reads_the_sheet_and_changes_nothing(
    hikari: Client, dai: Person, ann_browser: Browser
) -> None:
    sheet = proposed(hikari, dai)

    assert ann_browser.get(page(hikari)).status_code == 200
    assert ann_browser.get(f"{page(hikari)}draft/").status_code == 404
    signing = {"text_hash": sheet.text_hash, "side": "us"}
    assert ann_browser.post(f"/clients/sheets/{sheet.pk}/sign-offs/", signing).status_code == 422


def test_what_differs_between_two_versions_is_shown(hikari: Client, dai: Person) -> None:
    agreed(hikari, dai)
    browser = builders.signed_in(dai)
    asked = begun(browser, hikari)
    browser.post(f"{page(hikari)}draft/", {**ANSWERS, **asked, "figure-0-target": "97"})

    shown = browser.get(f"{page(hikari)}?version=2")

    found = {one.what: (one.before, one.after) for one in shown.context["page"].differences}
    assert found["初回返信 1時間以内"] == ("95%以上、60分以内", "97%以上、60分以内")
    assert "始まる日" not in found


def test_a_figure_opens_what_it_counted(hikari: Client, dai: Person, ann: Person) -> None:
    agreed(hikari, dai)
    month = clock.now() - timedelta(minutes=2)
    for minutes in (0, 1):
        opened = builders.a_conversation(hikari, received_at=month, subject=f"件{minutes}")
        builders.replied(opened, ann, after=timedelta(minutes=minutes))
    with walls.transaction([hikari.pk]):
        figure = SheetFigure.objects.get(measure="first_reply_within")
        free = SheetFigure.objects.get(measure="")
    browser = builders.signed_in(ann)

    counted = browser.get(f"/clients/figures/{figure.pk}/").content.decode()
    missed = browser.get(f"/clients/figures/{figure.pk}/?what=missed").content.decode()

    assert "件0" in counted
    assert "件1" in counted
    assert "件0" not in missed
    assert browser.get(f"/clients/figures/{free.pk}/").status_code == 200


def test_a_long_list_behind_a_figure_goes_on(hikari: Client, dai: Person, ann: Person) -> None:
    agreed(hikari, dai)
    month = clock.now() - timedelta(minutes=2)
    for _ in range(51):
        opened = builders.a_conversation(hikari, received_at=month)
        builders.replied(opened, ann, after=timedelta(minutes=1))
    with walls.transaction([hikari.pk]):
        figure = SheetFigure.objects.get(measure="first_reply_within")
    browser = builders.signed_in(ann)

    first = browser.get(f"/clients/figures/{figure.pk}/").context["page"]
    second = browser.get(f"/clients/figures/{figure.pk}/", {"before": first.older}).context["page"]

    seen = [row.conversation_id for row in (*first.rows, *second.rows)]
    assert (len(first.rows), len(second.rows), len(set(seen))) == (50, 1, 51)
    assert second.older == ""


def test_the_sheet_stands_beside_a_conversation(
    hikari: Client, dai: Person, ann_browser: Browser
) -> None:
    conversation = builders.a_conversation(hikari)
    there = f"/conversations/{conversation.pk}/"
    assert "期待値" not in ann_browser.get(there).content.decode()

    agreed(hikari, dai)

    shown = ann_browser.get(there).content.decode()
    assert "初回返信 1時間以内" in shown
    assert "お詫びは一度" in shown


def test_a_member_reads_what_is_proposed_and_agrees(
    hikari: Client, dai: Person, cora: Person
) -> None:
    sheet = proposed(hikari, dai)
    browser = builders.signed_in(cora)

    shown = browser.get("/portal/expectations/").content.decode()
    answer = browser.post(
        "/portal/expectations/", {"sheet": sheet.pk, "text_hash": sheet.text_hash}
    )

    assert "初回返信 1時間以内" in shown
    assert f"文面の指紋 {sheet.text_hash[:12]}" in shown
    assert f"{long_day(date(2027, 1, 8))}に見直し" in shown
    assert answer.status_code == 302
    with walls.transaction([hikari.pk]):
        signed = SignOff.objects.get(sheet=sheet)
    assert (signed.side, signed.person_id, signed.recorded_by_id) == ("them", cora.pk, cora.pk)


def test_a_member_does_not_see_what_is_still_written(
    hikari: Client, dai: Person, cora: Person
) -> None:
    drafted(hikari, dai)
    browser = builders.signed_in(cora)

    shown = browser.get("/portal/expectations/")

    assert shown.status_code == 200
    assert "初回返信" not in shown.content.decode()
    assert browser.get("/portal/expectations/?version=1").status_code == 404


def test_a_member_who_read_another_text_is_refused(
    hikari: Client, dai: Person, cora: Person
) -> None:
    old = proposed(hikari, dai)
    proposed(hikari, dai)

    answer = builders.signed_in(cora).post(
        "/portal/expectations/", {"sheet": old.pk, "text_hash": old.text_hash}
    )

    assert answer.status_code == 422
    with walls.transaction([hikari.pk]):
        assert not SignOff.objects.exists()


def test_a_member_of_another_client_neither_reads_nor_agrees(
    hikari: Client, dai: Person, mika: Person
) -> None:
    sheet = proposed(hikari, dai)
    browser = builders.signed_in(mika)

    assert "初回返信" not in browser.get("/portal/expectations/").content.decode()
    answer = browser.post(
        "/portal/expectations/", {"sheet": sheet.pk, "text_hash": sheet.text_hash}
    )
    assert answer.status_code == 422
    with walls.transaction([hikari.pk]):
        assert not SignOff.objects.exists()


def test_the_portal_is_not_the_providers(ann_browser: Browser) -> None:
    assert ann_browser.get("/portal/expectations/").status_code == 404
