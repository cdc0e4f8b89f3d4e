"""Folded templates say what Django's would, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pytest
from django.template import Context, NodeList, Template, engines
from django.template.backends.django import DjangoTemplates
from django.template.base import TextNode
from django.utils.translation import override

from madoguchi.desk.platform import folding


class Row(NamedTuple):
    """A line of a list."""

    name: str
    number: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Fraction:
    """A row with a fault."""

    whole: int
    number: int

    @property
    def share(self) -> float:
        return self.number / self.whole


def drawn(source: str, context: Mapping[str, object] | None = None, language: str = "ja") -> str:
    """What the folded template says, and Django's own must say too."""
    with override(language):
        template, plain = compiled(source), compiled(source)
        template.nodelist = folding.folded(template)
        said: str = template.render(Context(context))
        assert squeezed(said) == squeezed(plain.render(Context(context)))
        return said


def compiled(source: str) -> Template:
    """The template as Django compiles it, named as a page."""
    backend = engines["django"]
    assert isinstance(backend, DjangoTemplates)
    template = backend.engine.from_string("{% load desk i18n static %}" + source)
    template.name = "a/page.html"
    return template


def squeezed(words: str) -> str:
    """Without the white space that a browser does not show."""
    return " ".join(words.split())


def nodes_of(source: str) -> NodeList:
    """What is left to draw."""
    with override("ja"):
        return folding.folded(compiled(source))


@pytest.mark.parametrize(
    "source",
    [
        '{% translate "返信" %}',
        "{% blocktranslate %}返信{% endblocktranslate %}",
        '{% icon "lock" "s" %}',
        "{% static 'icons.svg' %}",
        "{% url 'desk' %}",
        '{# a note #}{% icon "mail" %}{% translate "返信" %}',
    ],
)
def test_what_is_the_same_for_everybody_is_text(source: str) -> None:
    (only,) = nodes_of(source)

    assert isinstance(only, TextNode)
    assert drawn(source) == only.s


def test_each_language_has_its_own_words() -> None:
    source = '<b>{% translate "返信" %}</b>'

    assert drawn(source, language="ja") == "<b>返信</b>"
    assert drawn(source, language="en") == "<b>Reply</b>"


def test_the_loader_keeps_one_template_a_language() -> None:
    def said(language: str) -> str:
        with override(language):
            return engines["django"].get_template("platform/parts/words.html").render()

    assert "Connection lost" in said("en")
    assert "接続が切れています" in said("ja")
    assert "Connection lost" in said("en")


@pytest.mark.parametrize(
    "source",
    [
        "{{ row.name }} {{ row.number }} {{ row.note }} {{ row.missing }} {{ missing }}",
        "{% for one in rows %}{{ forloop.counter }}{{ one.name }}{% endfor %}",
        "{% if row.number %}{% translate '返信' %}{{ row.name }}{% else %}{% icon 'x' %}{% endif %}",
        "{{ known.name }}{{ known.items|length }}{{ rows.0.name }}{{ row.name.upper }}",
        "{% with a=row.name %}{{ a }}{% endwith %}{% icon image %}{{ row.name|default:'–' }}",
        "{% autoescape off %}{{ row.name }}{% endautoescape %}{{ yes }}{{ half }}",
        "{% translate '返信' as words %}{{ words }}{% url 'desk' as here %}{{ here }}",
        "{% blocktranslate with name=row.name %}{{ name }}への返信{% endblocktranslate %}",
        "{% blocktranslate with name=row.note n=row.number %}{{ n }}% {{ name }}{% endblocktranslate %}",
        "{% blocktranslate with a=yes context 'mail' %}Cc {{ a }}{% endblocktranslate %}",
        "{% url 'conversation' row.number %}{% url 'conversation' row.number as a %}{{ a }}",
        "{% if not row.note and row.name == '二' or row.number != 3 %}a{% else %}b{% endif %}",
        "{% if row.number == 1234 %}a{% else %}b{% endif %}",
        "{% if row.number > 2000 %}a{% elif row.name in rows %}b{% elif missing.name %}c{% endif %}",
        "{% if rows.0.name == row.name and known.name|length > 1 %}a{% endif %}",
        "{% for one in rows %}{% if forloop.first %}{{ one.number }}{% endif %}{% empty %}-{% endfor %}",
        "{% for a, b in pairs %}{{ a }}{{ b }}{% endfor %}{{ a }}",
        "{% include 'conversations/parts/ball.html' with side=side only %}",
        "{% include 'conversations/parts/ball.html' %}{% with side='us' %}{{ side }}{% endwith %}",
        "{% include part with side='them' %}{{ side }}",
        "<form>{% csrf_token %}</form>",
    ],
)
def test_what_differs_is_drawn_as_django_draws_it(source: str) -> None:
    row = Row("<山田 & 花子>", 1234)
    context = {
        "row": row,
        "rows": [row, Row("二", 2)],
        "known": {"name": "辞書", "items": "abc"},
        "image": "mail",
        "yes": True,
        "pairs": [("一", 1), ("<二>", 2)],
        "side": "us",
        "part": "conversations/parts/ball.html",
        "csrf_token": "a1b2",
        "half": 0.5,
    }

    for language in ("ja", "en"):
        drawn(source, context, language)


@pytest.mark.parametrize("token", [None, "", "NOTPROVIDED"])
def test_a_form_without_a_token_has_no_field_for_it(token: str | None) -> None:
    assert nodes_of("{% csrf_token %}").render(Context({"csrf_token": token})) == ""


def test_what_a_part_names_is_not_known_around_it() -> None:
    source = "{% include 'conversations/parts/ball.html' with name=row.name %}[{{ name }}]"

    assert drawn(source, {"row": Row("二", 2), "side": "us"}).endswith("[]")


def test_a_fault_in_a_condition_is_not_hidden() -> None:
    """Django takes what fails beside an "and" for false: a page would leave out what it should show."""
    nodes = nodes_of("{% if row.number and row.share %}a{% endif %}")

    with pytest.raises(ZeroDivisionError):
        nodes.render(Context({"row": Fraction(0, 1)}))


def test_a_value_is_escaped() -> None:
    assert drawn("{{ row.name }}", {"row": Row("<b>'&\"", 1)}) == "&lt;b&gt;&#x27;&amp;&quot;"


def test_indents_go_and_the_text_of_a_field_stays() -> None:
    assert drawn("<p>\n    <b>a</b>\n  </p>") == "<p>\n<b>a</b>\n</p>"
    kept = "<textarea>\n  {{ row.name }}\n</textarea>"
    assert drawn(kept, {"row": Row("x", 1)}) == "<textarea>\n  x\n</textarea>"
