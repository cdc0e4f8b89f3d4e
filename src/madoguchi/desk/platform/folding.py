"""Templates whose constant parts are drawn once a language: words, icons, addresses without a number.

Of a page's few thousand nodes most say the same to everybody. Each template is compiled for each language,
and what is constant there becomes text (docs/adr/0020).
"""

import re
from collections.abc import Callable, Iterable, Iterator

from django.template import Context, Node, NodeList, Template
from django.template.base import Origin, TextNode, TokenType
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.library import SimpleNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.translation import get_language

from madoguchi.desk.platform.naming import is_fixed, named
from madoguchi.desk.platform.quick import Strip, quickened
from madoguchi.desk.platform.templatetags.desk import CONSTANT_TAGS

_INDENTS = re.compile(r"\s*\n\s*")
_AS_WRITTEN = re.compile(r"<(?:pre|textarea)\b", re.IGNORECASE)


class Loader(cached.Loader):
    """Django's cached loader, keeping one folded template a language."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        """Django's, of one language."""
        return f"{get_language()}:{super().cache_key(template_name, skip)}"

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """The template in the language of the running work. Raises TemplateDoesNotExist."""
        key = self.cache_key(template_name, skip)
        is_new = key not in self.get_template_cache
        template: Template = super().get_template(template_name, skip)
        if is_new:
            template.nodelist = folded(template)
        return template


def folded(template: Template) -> NodeList:
    """The template's nodes with what is constant in the running language as text."""
    is_page = (template.name or "").endswith(".html")
    tidy = _tidied if is_page and not _AS_WRITTEN.search(template.source) else str
    context = Context()
    with context.bind_template(template):
        return _folded(template.nodelist, context, tidy)


def _folded(nodes: Iterable[Node], context: Context, tidy: Callable[[str], str]) -> Strip:
    """New lists, none changed: another thread may be drawing the old ones."""
    result: list[Node] = []
    words: list[str] = []
    for node in nodes:
        if isinstance(node, TextNode):
            words.append(tidy(node.s))
        elif _is_constant(node):
            words.append(str(node.render(context)))
        else:
            result.extend(_as_text(words))
            words = []
            inside = named(_with_inside_folded(node, context, tidy))
            result.append(quickened(inside, context))
    result.extend(_as_text(words))
    return Strip(result)


def _as_text(words: list[str]) -> Iterator[TextNode]:
    if text := "".join(words):
        yield TextNode(text)


def _with_inside_folded(node: Node, context: Context, tidy: Callable[[str], str]) -> Node:
    if isinstance(node, IfNode):
        node.conditions_nodelists = [
            (condition, _folded(inner, context, tidy))
            for condition, inner in node.conditions_nodelists
        ]
        return node
    for name in node.child_nodelists:
        inner = getattr(node, name, None)
        if isinstance(inner, NodeList):
            setattr(node, name, _folded(inner, context, tidy))
    return node


def _is_constant(node: Node) -> bool:
    if isinstance(node, LoadNode | CommentNode):
        return True
    if isinstance(node, TranslateNode):
        plain = not node.filter_expression.filters and is_fixed(node.filter_expression)
        return plain and not node.asvar
    if isinstance(node, BlockTranslateNode):
        tokens = [*node.singular, *(node.plural or ())]
        is_text = all(token.token_type == TokenType.TEXT for token in tokens)
        return is_text and not node.asvar and node.counter is None
    if isinstance(node, StaticNode):
        return node.varname is None and is_fixed(node.path)
    if isinstance(node, URLNode):
        return not (node.args or node.kwargs or node.asvar) and is_fixed(node.view_name)
    return _is_constant_tag(node)


def _is_constant_tag(node: Node) -> bool:
    if not isinstance(node, SimpleNode) or node.func not in CONSTANT_TAGS:
        return False
    given = [*node.args, *node.kwargs.values()]
    return node.target_var is None and all(is_fixed(one) for one in given)


def _tidied(text: str) -> str:
    """A line's end and the indents around are one white space to a browser."""
    return _INDENTS.sub("\n", text)
