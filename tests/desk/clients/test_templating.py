"""Reply templates with their placeholders filled in."""

import pytest

from madoguchi.desk.clients.templating import PLACEHOLDERS, fill, unknown_placeholders


def test_each_placeholder_gives_way_to_its_value() -> None:
    body = "{{お客様名}}様\n{{委託元名}}の{{ 担当者名 }}です。〔　〕にお届けします。"
    values = {"お客様名": "田中", "委託元名": "ひかり文具店", "担当者名": "安藤"}

    assert fill(body, values) == "田中様\nひかり文具店の安藤です。〔　〕にお届けします。"


def test_what_has_no_value_stays_to_be_written() -> None:
    assert fill("{{お客様名}}様", {"お客様名": ""}) == "〔お客様名〕様"


def test_a_value_is_put_in_as_it_is() -> None:
    assert fill("{{件名}}", {"件名": r"{{今日}} \1", "今日": "x"}) == r"{{今日}} \1"


@pytest.mark.parametrize("body", ["{{", "}}", "{{}}", "{{{{", "{ {今日}}", "{{今\n日}}"])
def test_braces_that_name_nothing_are_text(body: str) -> None:
    assert unknown_placeholders(body) == ()
    assert fill(body, {}) == body


def test_a_name_that_means_nothing_is_told_once() -> None:
    known = "".join(f"{{{{{name}}}}}" for name in PLACEHOLDERS)

    assert unknown_placeholders(f"{known}{{{{住所}}}}{{{{電話}}}}{{{{住所}}}}") == ("住所", "電話")


def test_braces_without_end_cost_no_more_than_their_length() -> None:
    assert unknown_placeholders("{{" * 200_000) == ()
