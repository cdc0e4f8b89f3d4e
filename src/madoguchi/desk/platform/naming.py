"""How templates name what they are given: `row.client.name` is asked of a row as its attributes.

Django asks for row["client"] first, and each word for its time zone and its decimal point. What is no plain
attribute and no plain word is left to Django.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from django.template import Context, Node, NodeList, VariableDoesNotExist
from django.template.base import FilterExpression, Variable, VariableNode
from django.template.defaulttags import TemplateLiteral
from django.template.smartif import TokenBase
from django.utils.safestring import SafeString

_MISSING = object()


class Name(Variable):
    """A variable that looks for attributes first, where what it is asked of is a row."""

    __slots__ = ("_first", "_others")

    def __init__(self, written: Variable) -> None:
        super().__init__(str(written.var))
        self._first, *self._others = written.lookups or ()

    def resolve(self, context: Any) -> Any:
        """The value; raises VariableDoesNotExist."""
        value = context.get(self._first, _MISSING)
        for name in self._others:
            kind = type(value)
            if hasattr(kind, "__getitem__") and not issubclass(kind, tuple):
                return super().resolve(context)  # a dictionary, a form: their items come first
            value = getattr(value, name, _MISSING)
        if value is _MISSING or callable(value):
            return super().resolve(context)
        return value


class Said(VariableNode):
    """`{{ row.name }}` without a filter: a word or a number is written as it is."""

    def __init__(self, node: VariableNode, name: Name) -> None:
        super().__init__(node.filter_expression)
        self._name = name

    def render_annotated(self, context: Context) -> str:
        """The word, escaped."""
        try:
            value = self._name.resolve(context)
        except VariableDoesNotExist:
            return self._as_django_says(context)
        kind = type(value)
        if kind is SafeString or kind is int:
            return str(value)
        if kind is str and context.autoescape:
            return escape(value)
        return self._as_django_says(context)

    def _as_django_says(self, context: Context) -> str:
        return str(super().render_annotated(context))


def named(node: Node) -> Node:
    """The node with its variables as names; another node where it does nothing but say one."""
    for expression in _expressions(list(vars(node).values())):
        _name(expression)
    if type(node) is VariableNode and not node.filter_expression.filters:
        written = node.filter_expression.var
        return Said(node, written) if isinstance(written, Name) else node
    return node


def _name(expression: FilterExpression) -> None:
    expression.var = _as_name(expression.var)
    expression.filters = [
        (function, [(is_variable, _as_name(one)) for is_variable, one in given])
        for function, given in expression.filters
    ]


def _as_name(written: Any) -> Any:
    is_plain = type(written) is Variable and written.lookups and not written.translate
    return Name(written) if is_plain else written


def _expressions(held: Any) -> Iterator[FilterExpression]:
    """Those of a node itself, not of the nodes inside of it."""
    if isinstance(held, FilterExpression):
        yield held
    elif isinstance(held, TemplateLiteral):
        yield from _expressions(held.value)
    elif isinstance(held, TokenBase):
        yield from _expressions([held.first, held.second])
    elif isinstance(held, dict):
        yield from _expressions(list(held.values()))
    elif isinstance(held, list | tuple) and not isinstance(held, NodeList):
        for one in held:
            yield from _expressions(one)
