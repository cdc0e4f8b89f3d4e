"""Pictures in the HTML of a mail: its own lead to us, remote ones nowhere until somebody asks."""

import pytest

from madoguchi.engines.mailtext import with_pictures
from madoguchi.engines.mailtext.hypertext import sanitise

OWN = {"logo@x": "/attachments/7/picture/"}


def shown(source: str, *, asked: bool = False) -> tuple[str, int]:
    return with_pictures(sanitise(source), OWN, are_remote_shown=asked)


@pytest.mark.parametrize("source", ["cid:logo@x", "CID:logo@x", "cid:logo%40x", " cid:logo@x "])
def test_a_picture_of_the_mail_comes_from_us(source: str) -> None:
    assert shown(f'<p><img src="{source}" alt="a"></p>') == (
        '<p><img src="/attachments/7/picture/" alt="a"></p>',
        0,
    )


def test_a_picture_that_the_mail_does_not_have_keeps_its_words() -> None:
    assert shown('<img src="cid:other" alt="a">') == ('<img alt="a">', 0)


def test_remote_pictures_are_left_out_and_counted() -> None:
    html, left_out = shown(
        '<img src="https://a.example/1.png"><img src="HTTP://a.example/2?x=1&y">'
    )

    assert "example" not in html
    assert left_out == 2


def test_remote_pictures_that_were_asked_for_come_by_https_alone() -> None:
    html, left_out = shown('<img alt="a" src="http://a.example/1?x=1&y=2">', asked=True)

    assert html == '<img alt="a" src="https://a.example/1?x=1&amp;y=2">'
    assert left_out == 0


def test_a_picture_inside_of_the_html_is_shown() -> None:
    source = '<img src="data:image/png;base64,AAAA">'

    assert shown(source) == (source, 0)


def test_words_that_look_like_an_address_hide_none() -> None:
    html, left_out = shown("<img alt='x src=' src='https://a.example/1'>")

    assert "a.example" not in html
    assert left_out == 1


def test_everything_else_stays_as_it_is() -> None:
    source = "<p>1 &lt; 2 <b>img src=</b></p>"

    assert shown(source) == (source, 0)
