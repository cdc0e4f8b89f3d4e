"""HTML is harmless after cleaning and reads well as text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madoguchi.engines.mailtext import parse
from madoguchi.engines.mailtext.hyperlimits import balanced
from madoguchi.engines.mailtext.hypertext import TAGS, as_text, charset_in, sanitise
from tests.engines.mailtext.builders import mail


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<style>body{display:none}</style>",
        "<p onclick=alert(1) style='position:fixed'>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<img src='data:image/svg+xml,x'>",
        "<img src=x onerror=alert(1)>",
        "<iframe src='https://x'>y</iframe>",
        "<form action='https://x'><input name=a></form>",
        "<meta http-equiv=refresh content=0>",
        "<svg onload=alert(1)><a xlink:href='javascript:x'></svg>",
        "<base href='https://x'>",
        "<link rel=stylesheet href='https://x'>",
        "<title>x</title>",
        "<a href='cid:x'>x</a>",
    ],
)
def test_nothing_that_runs_or_disturbs_survives(source: str) -> None:
    clean = sanitise(source).lower()
    for word in (
        "script",
        "style",
        "onclick",
        "onerror",
        "onload",
        "data:",
        "<iframe",
        "<form",
        "<input",
        "<meta",
        "<svg",
        "<base",
        "<link",
        "title",
        "href",
    ):
        assert word not in clean


def test_links_open_without_an_opener_and_pictures_keep_their_source() -> None:
    link = sanitise('<a href="https://example.jp/">x</a>')
    assert 'rel="noopener noreferrer"' in link
    assert 'target="_blank"' in link
    for source in ("cid:a@b", "https://example.jp/a.png", "data:image/png;base64,AA=="):
        assert f'src="{source}"' in sanitise(f'<img src="{source}">')


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>一</p><p>二</p>", "一\n\n二"),
        ("<div>一</div><div>二</div>", "一\n二"),
        ("一<br>二<br><br>三", "一\n二\n\n三"),
        ("<ul><li>a</li><li>b</li></ul>c", "- a\n- b\n\nc"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>c", "> a\n>\n> > b\n>\nc"),
        ("<pre>a  b\n c</pre>d", "a  b\n c\n\nd"),
        ("a\n  b&amp;&lt;&nbsp;c", "a b&< c"),
        ('<img src="cid:x" alt="写真">', "写真"),
        ('<img src="cid:x">x', "x"),
        ("a<hr>b", "a\nb"),
        ("<b>a</b> <i> b</i>", "a b"),
        ("</blockquote>a", "a"),
        ("", ""),
    ],
)
def test_html_reads_as_lines_of_text(source: str, text: str) -> None:
    assert as_text(sanitise(source)) == text


def test_a_quote_of_html_is_cut_from_the_reply() -> None:
    page = "<div>はい</div><div>2026年11月20日(金) 14:36 山田 &lt;a@b.jp&gt;:</div><blockquote><div>x</div></blockquote>"
    assert parse(mail("Content-Type: text/html; charset=utf-8", body=page)).reply_text == "はい"


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 5000,
        "<p>" + "".join(f"<font color=c{number}>" for number in range(100)) + "<p>x" * 7000,
        "<p " + " ".join(f"a{number}=1" for number in range(3000)) + ">x",
        "<table><tr><td>" * 2000,
    ],
)
def test_html_beyond_reason_is_kept_as_bare_text(source: str) -> None:
    assert balanced(source, TAGS) is None
    read = parse(mail("Content-Type: text/html; charset=utf-8", body=f"こんにちは{source}"))
    assert read.text.startswith("こんにちは")
    assert read.html is None
    assert "HTML nested beyond reason, its bare text is kept" in read.defects


def test_ordinary_long_html_is_reasonable() -> None:
    source = "<table><tr><td><p><font size=2>行</font><br></td></tr></table>" * 2000
    assert balanced(source, TAGS) is not None


def test_the_charset_of_a_page_is_found_in_its_head() -> None:
    assert (
        charset_in(b'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">')
        == "Shift_JIS"
    )
    assert charset_in(b"<p>") == ""


@settings(deadline=None)  # the machine may be busy
@given(st.text(alphabet="<>/=\"' abpdivblockquoteimgsrcscript&#;!-\x00あ", max_size=120))
def test_any_source_gives_text_without_scripts(source: str) -> None:
    clean = sanitise(source)
    assert "<script" not in clean
    assert isinstance(as_text(clean), str)
