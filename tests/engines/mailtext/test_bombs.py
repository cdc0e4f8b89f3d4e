"""Mails made to keep a reader busy for minutes are read in a moment. Each took less than 3 seconds on a busy machine."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from madoguchi.engines.mailtext import Mail, parse
from madoguchi.engines.mailtext.hyperlimits import balanced
from madoguchi.engines.mailtext.hypertext import TAGS
from tests.engines.mailtext.builders import mail, multipart, part

BEYOND = "HTML nested beyond reason, its bare text is kept"
MEGABYTE = 1_000_000
FONTS = "".join(f"<font color=c{number}><!--</font>-->" for number in range(3000))
CELLED_FONTS = "".join(
    f"<font color=c{number}><table><td></font></table>" for number in range(15_000)
)
BLOCKED_FONTS = "".join(
    f"<font color=c{number}>{'<div>' * 10}</font>{'</div>' * 10}" for number in range(3000)
)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


def page(source: str) -> Mail:
    with within(10):
        return parse(mail("Content-Type: text/html; charset=utf-8", body=source[:MEGABYTE]))


def filled(piece: str, size: int = 300_000) -> str:
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize(
    "source",
    [
        "<p>こんにちは" + FONTS + "</p><p>x" * 10_000,
        "こんにちは" + "<div><!--</div>-->" * 50_000,
        "こんにちは" + "<div title='</div>'>" * 45_000,
        "こんにちは" + "<div><title></div></title>" * 35_000,
        "こんにちは" + "<blockquote>" * 80_000,
        "こんにちは" + CELLED_FONTS + "x",
        "こんにちは<table><td>" + "<span>" * 280 + "<hr>" * 200_000,
        "こんにちは<div><table><td>" + "<span>" * 280 + "</div>" * 150_000,
        "こんにちは<p><table><td>" + "<span>" * 280 + "<hr>" * 150_000,
        "こんにちは<a " + "".join(f"a{number} " for number in range(90_000)) + ">",
    ],
    ids=lambda source: source[5:45],
)
def test_html_that_hides_how_deep_it_is_is_kept_as_bare_text(source: str) -> None:
    read = page(source)
    assert "こんにちは" in read.text
    assert read.html is None
    assert BEYOND in read.defects


@pytest.mark.parametrize(
    "source",
    [
        filled("<x-a></x-b>"),
        filled("<"),
        filled("&amp"),
        filled("<p>x"),
        filled("<b>x</b>"),
        filled("<li>x"),
        filled("<span><div></span></div>"),
        filled("<svg>"),
        "<table>" + "x<br>" * 60_000,
        "<table>" + "<p>x</p>" * 40_000,
        "<table>" + "<font color=red>" * 100 + "<tr>x" * 50_000,
        BLOCKED_FONTS,
        "<pre>" + "x<b>y</b>" * 20_000,
    ],
    ids=lambda source: source[:24],
)
def test_long_html_without_depth_is_cleaned(source: str) -> None:
    assert page(source).html is not None


@pytest.mark.parametrize("source", ["<a b='", '<a b="', "<!--", "<!", "<script>", "<a"])
def test_what_never_ends_is_left_out_at_once(source: str) -> None:
    read = page("はい" + filled(source))
    assert read.text == "はい"


def test_html_takes_little_memory() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    page(filled("<p>x"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400 * 1024


def test_many_pages_in_one_mail_are_bare_text_after_the_first_megabyte() -> None:
    pages = [part("text/html", filled("<b>x</b>\n", 300_000)) for _ in range(12)]
    with within(15):
        read = parse(multipart("mixed", *pages))
    assert "more than 1 MB of HTML in parts, the bare text of the rest is kept" in read.defects


@pytest.mark.parametrize("digits", ["1" * 5000, "0" * 5000 + "65", "x" + "1" * 5000])
def test_numbers_of_thousands_of_digits_are_no_characters(digits: str) -> None:
    assert "はい" in page("はい" + "<div>" * 400 + f"&#{digits};").text


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("<P CLASS=a\tclass=b>x", '<p class="a">x</p>'),
        ("<a href='x\"<>y' =b c = d>z</a>", '<a href="x&quot;&lt;&gt;y" c="d">z</a>'),
        ("<!DOCTYPE html><?xml?><![if !mso]>a</ b>c", "ac"),
        ("<!--><b>a</b><!-- --!>b", "<b>a</b>b"),
        ("<svg/>a<math><mi></math>b<svg>c", "abc"),
        ("a<template>b</template>c</script>d<noscript", "acd"),
        ("<b><i>x</b>y</i>", "<b><i>x</i></b><i>y</i>"),
        ("<p><b>x<div>y</div></b>z", "<p><b>x</b></p><div><b>y</b></div><b></b>z"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<div><b>a<hr>b", "<div><b>a<hr>b</b></div>"),
        ("<p><b>a<hr>b", "<p><b>a</b></p><b><hr>b</b>"),
        ("<td>a</td></p>", "a"),
        ("<p><table><td><p>a<hr>", "<p></p><table><td><p>a</p><hr></td></table>"),
        ("<p><ul><ul><li>a", "<p></p><ul><ul><li>a</li></ul></ul>"),
        ("<ul><li><ul><li>a", "<ul><li><ul><li>a</li></ul></li></ul>"),
        ("<font><table><td>a</font>", "<font><table><td>a</td></table></font>"),
        ("<table><b><tr><td><b>a<td>b", "<table><tr><td><b>a</b></td><td>b</td></tr></table>"),
        ("<table> x<p>y<tr><td>z", "<table><td> x<p>y</p></td><tr><td>z</td></tr></table>"),
        ("<form><o:p>1 < 2 & 3</o:p></form>", "1 &lt; 2 & 3"),
    ],
)
def test_every_element_is_closed_in_its_place(source: str, written: str) -> None:
    assert balanced(source, TAGS) == written


@pytest.mark.parametrize(
    "text",
    [
        filled("x\n--\n", 499_000),
        filled("x\n-- \n", 499_000),
        filled("On 2026-01-01 a wrote:\n", 499_000),
        "On 2026-01-01 a wrote:\nx\n" * 18_000 + "y\n> q\n",
        filled("a wrote:\n\n\n\n", 499_000),
        filled(">\n", 499_000),
        filled("-" * 990 + "\n", 499_000),
        filled("--Forwarded by ", 499_000),
        "x\n=====\n" + "a" * 490_000,
        "x\n=====\n" + "都" * 490_000,
        filled("=====\nTEL 03\n", 499_000),
        filled("a", 499_000),
    ],
    ids=lambda text: text[:16],
)
def test_crooked_texts_are_read_in_a_moment(text: str) -> None:
    with within(5):
        read = parse(mail("Content-Type: text/plain; charset=utf-8", body=text))
    assert read.reply_text or text.startswith(">")


def test_dashes_below_dashes_end_the_text_where_fifteen_lines_remain() -> None:
    assert parse(mail(body="x\n--\n" * 20)).reply_text.count("x") == 13


@pytest.mark.parametrize("value", [":", ",", "a,", ":;", "a@,", "<a>:", '"', "(a)", "=?", "a:,"])
def test_headers_of_nothing_but_marks_are_read_in_a_moment(value: str) -> None:
    filling = filled(value, 64_000)
    with within(2):
        parse(mail(f"From: {filling}", body="x"))
    with within(8):
        parse(mail(*[f"To: {filling[:25_000]}"] * 20, body="x"))
