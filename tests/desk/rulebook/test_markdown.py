"""A meaning is Markdown: parts under headings, lists, and never HTML of its writer's own."""

import pytest

from madoguchi.desk.rulebook.markdown import sections


def test_a_meaning_falls_into_its_parts() -> None:
    parts = sections("なぜか。\n\n## 知らせるとき\n- 一つ\n- 二つ\n\n## 知らせないとき\n- 三つ")

    assert [one.heading for one in parts] == ["", "知らせるとき", "知らせないとき"]
    assert parts[1].body == "<ul>\n<li>一つ</li>\n<li>二つ</li>\n</ul>\n"


@pytest.mark.parametrize(
    ("source", "never"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("文<img src=x onerror=alert(1)>", "<img"),
        ("![絵](https://x.example/a.png)", "<img"),
        ("[押す](javascript:alert(1))", "<a"),
        ("[押す](data:text/html;base64,AAAA)", "<a"),
        ("<div onclick=x>\n\n文\n\n</div>", "<div"),
    ],
)
def test_nothing_of_it_runs_or_loads(source: str, never: str) -> None:
    assert never not in "".join(one.body for one in sections(source))


def test_a_link_and_strong_words_are_drawn() -> None:
    [part] = sections("**必ず** [手順](https://docs.example.co.jp/)を読みます。")

    assert "<strong>必ず</strong>" in part.body
    assert '<a href="https://docs.example.co.jp/">手順</a>' in part.body
