"""Nodes that write what Django's own write, without what our templates never ask of them.

A page has forty addresses, fifty included parts and a hundred and fifty conditions; Django's way through
each is a hundred calls. What is out of the ordinary is left to Django's node (docs/adr/0020).
"""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Any, cast

from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, TextNode, TokenType
from django.template.defaulttags import CsrfTokenNode, ForNode, IfNode, TemplateLiteral, URLNode
from django.template.library import SimpleNode
from django.template.loader_tags import IncludeNode
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

from madoguchi.desk.platform.naming import Name, fixed_word, is_fixed, said
from madoguchi.desk.platform.templatetags.desk import drawn_part, part

Drawing = Callable[[Context], str]
Asking = Callable[[Context], Any]
_NONE = "NOTPROVIDED"  # as Django calls the lack of a token
_EXAMPLE = 7_700_077_000  # a number that stands in no pattern of an address


class Strip(NodeList):
    """Nodes whose texts are texts already."""

    contains_nontext = True

    def __init__(self, nodes: Iterable[Node]) -> None:
        super().__init__(nodes)
        self._parts: list[str | Drawing] = [
            node.s if type(node) is TextNode else cast("Drawing", node.render_annotated)
            for node in self
        ]

    def render(self, context: Context) -> SafeString:
        """All of them, one after another."""
        parts = [one if one.__class__ is str else one(context) for one in self._parts]  # type: ignore[operator] # a text or a drawing
        return SafeString("".join(parts))


class Body(Node):
    """What a loop repeats, as one node."""

    child_nodelists = ("strip",)

    def __init__(self, strip: Strip) -> None:
        self.strip = strip

    def render_annotated(self, context: Context) -> str:
        """Once around."""
        return self.strip.render(context)


class Address(Node):
    """`{% url "conversation" detail.pk %}`."""

    def __init__(self, node: URLNode) -> None:
        self._name: str = fixed_word(node.view_name)
        self._args, self._asvar = node.args, node.asvar
        self._node = node

    def render_annotated(self, context: Context) -> str:
        """The address, or nothing where it only gets a name. Raises NoReverseMatch."""
        values = [one.resolve(context) for one in self._args]
        if len(values) != 1 or type(values[0]) is not int or values[0] < 0:
            return str(self._node.render_annotated(context))
        before, after = _around(self._name)
        address = f"{before}{values[0]}{after}"
        if self._asvar:
            context[self._asvar] = address
            return ""
        return address


class Token(Node):
    """`{% csrf_token %}`."""

    def render_annotated(self, context: Context) -> str:
        """The hidden field; nothing where the page has no token."""
        value = str(context.get("csrf_token") or _NONE)
        if value == _NONE:
            return ""
        return f'<input type="hidden" name="csrfmiddlewaretoken" value="{escape(value)}">'


class Inside(Node):
    """`{% include "a/part.html" with name=value only %}`."""

    def __init__(self, node: IncludeNode) -> None:
        self._template: str = fixed_word(node.template)
        self._values = tuple(node.extra_context.items())
        self._is_alone: bool = node.isolated_context
        self._node = node
        self._strip: NodeList | None = None

    def render_annotated(self, context: Context) -> str:
        """The part, drawn with the values beside or, `only`, instead of the page's."""
        strip = self._strip if self._strip is not None else self._load(context)
        values = {name: one.resolve(context) for name, one in self._values}
        if self._is_alone:
            return strip.render(context.new(values))
        context.dicts.append(values)
        try:
            return strip.render(context)
        finally:
            context.dicts.pop()

    def _load(self, context: Context) -> NodeList:
        """Asked for when it is drawn: parts may include each other."""
        assert context.template is not None
        self._strip = context.template.engine.get_template(self._template).nodelist
        return self._strip


class Part(Node):
    """`{% part "a/part.html" row=row %}`."""

    def __init__(self, node: SimpleNode) -> None:
        self._template = fixed_word(node.args[0])
        self._values = tuple(node.kwargs.items())
        self._language = get_language()

    def render_annotated(self, context: Context) -> str:
        """The part as it was drawn for these values, or now is."""
        values = {name: one.resolve(context) for name, one in self._values}
        return drawn_part(self._language, self._template, values)


class Saying(Node):
    """`{% blocktranslate with name=value %}`: translated when the template is folded."""

    def __init__(self, node: BlockTranslateNode, context: Context) -> None:
        words, self._names = node.render_token_list(node.singular)
        about = node.message_context.resolve(context) if node.message_context else None
        self._words = pgettext(about, words) if about else gettext(words)
        self._values = node.extra_context

    def render_annotated(self, context: Context) -> str:
        """The sentence with its values, each escaped."""
        told = {name: said(self._values[name].resolve(context), context) for name in self._names}
        return self._words % told


class Choice(Node):
    """`{% if %}`, `{% elif %}`, `{% else %}`."""

    child_nodelists = ("nodelist",)

    def __init__(self, node: IfNode) -> None:
        ways = node.conditions_nodelists
        self.nodelist = node.nodelist  # where an inheriting template looks for blocks
        self._ways = [(_asked(condition), inner.render) for condition, inner in ways]

    def render_annotated(self, context: Context) -> str:
        """The first way whose condition holds."""
        for holds, draw in self._ways:
            if holds is None or holds(context):
                return draw(context)
        return ""


def quickened(node: Node, context: Context) -> Node:
    """The same node where nothing quicker is known. Its inside is folded already."""
    if type(node) is IfNode:
        return Choice(node)
    if type(node) is URLNode:
        return Address(node) if is_fixed(node.view_name) and not node.kwargs else node
    if type(node) is CsrfTokenNode:
        return Token()
    if type(node) is IncludeNode:
        return Inside(node) if is_fixed(node.template) else node
    if type(node) is SimpleNode:
        is_part = node.func is part and len(node.args) == 1 and is_fixed(node.args[0])
        return Part(node) if is_part and node.target_var is None else node
    if type(node) is BlockTranslateNode:
        return Saying(node, context) if _is_plain(node) else node
    if type(node) is ForNode:
        node.nodelist_loop = NodeList([Body(cast("Strip", node.nodelist_loop))])
    return node


def _is_plain(node: BlockTranslateNode) -> bool:
    """Neither counted nor named, and with all of its values told."""
    names = {one.contents for one in node.singular if one.token_type == TokenType.VAR}
    about = node.message_context
    odd = node.plural or node.asvar or node.trimmed or (about and not is_fixed(about))
    return not odd and names <= set(node.extra_context)


def _asked(condition: TokenBase | None) -> Asking | None:
    """How a condition is asked: Django's way but for names, their comparison, `not`, `and` and `or`."""
    return None if condition is None else _asking(condition)


def _asking(condition: Any) -> Asking:
    if isinstance(condition, TemplateLiteral):
        return _asking_for(condition)
    if condition.id == "not":
        return _not(_asking(condition.first))
    if condition.id in _PAIRS:
        return _PAIRS[condition.id](_asking(condition.first), _asking(condition.second))
    return _as_django_asks(condition)


def _asking_for(literal: Any) -> Asking:
    expression: FilterExpression = literal.value
    if is_fixed(expression):
        fixed = expression.resolve(Context())  # a word, or a number: {% if weeks == 1 %}
        return lambda _context: fixed
    if not expression.filters and isinstance(expression.var, Name):
        return partial(expression.var.resolve, absent=None)
    return _as_django_asks(literal)


def _as_django_asks(condition: Any) -> Asking:
    asking: Asking = condition.eval
    return asking


def _not(one: Asking) -> Asking:
    return lambda context: not one(context)


_PAIRS: dict[str, Callable[[Asking, Asking], Asking]] = {
    "and": lambda one, two: lambda context: one(context) and two(context),
    "or": lambda one, two: lambda context: one(context) or two(context),
    "==": lambda one, two: lambda context: one(context) == two(context),
    "!=": lambda one, two: lambda context: one(context) != two(context),
}


@lru_cache(maxsize=512)
def _around(name: str) -> tuple[str, str]:
    """What stands before and after the one number of an address. Raises NoReverseMatch."""
    before, after = reverse(name, args=[_EXAMPLE]).split(str(_EXAMPLE))
    return escape(before), escape(after)
