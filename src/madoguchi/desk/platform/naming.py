"""How templates name what they are given: `row.client.name` is asked of a row as its attributes.

Django asks for row["client"] first, and each word for its time zone and its decimal point. What is no plain
attribute and no plain word is left to Django.
"""

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from django.template import Context, Node, NodeList, VariableDoesNotExist
from django.template.base import (
    FilterExpression,
    Variable,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import TemplateLiteral
from django.template.smartif import TokenBase
from django.utils.safestring import SafeString

_MISSING = object()  # left to Django
_SPECIAL = re.compile("[&<>\"']")
_PLAIN = frozenset({str, SafeString, int, bool, type(None)})
_rows: dict[type, bool] = {}  # whether values of the class are asked for their attributes alone


class Name(Variable):
    """A variable that looks for attributes first, where what it is asked of is a row."""

    __slots__ = ("_first", "_others")

    def __init__(self, written: Variable) -> None:
        super().__init__(str(written.var))
        self._first, *self._others = written.lookups or ()

    def resolve(self, context: Any, absent: Any = _MISSING) -> Any:
        """The value; for what is not there `absent`, without which it raises VariableDoesNotExist."""
        first = self._first
        for scope in reversed(context.dicts):
            if first in scope:
                value = scope[first]
                break
        else:
            return self._as_django(context) if absent is _MISSING else absent
        for name in self._others:
            kind = type(value)
            if not (_rows.get(kind) or _is_row(kind)):
                return self._as_django(
                    context, absent
                )  # a dictionary, a form: their items come first
            value = getattr(value, name, _MISSING)
        if type(value) in _PLAIN:
            return value
        return self._as_django(context, absent) if value is _MISSING or callable(value) else value

    def _as_django(self, context: Any, absent: Any = _MISSING) -> Any:
        try:
            return super().resolve(context)
        except VariableDoesNotExist:
            if absent is _MISSING:
                raise
            return absent


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
            return str(super().render_annotated(context))
        return said(value, context)


class Filtered(VariableNode):
    """`{{ row.at|clock_time }}`: the value through its filters."""

    def __init__(self, node: VariableNode, name: Name) -> None:
        super().__init__(node.filter_expression)
        self._name = name
        self._filters = node.filter_expression.filters

    def render_annotated(self, context: Context) -> str:
        """What the last filter gives, escaped unless it is markup."""
        try:
            value = self._name.resolve(context)
        except VariableDoesNotExist:
            return str(super().render_annotated(context))
        for function, given in self._filters:
            value = function(value, *[one.resolve(context) if var else one for var, one in given])
        return said(value, context)


def said(value: Any, context: Context) -> str:
    """The value as a page says it, escaped."""
    kind = type(value)
    if kind is str and context.autoescape:
        return escape(value) if _SPECIAL.search(value) else value
    if kind is SafeString or kind is int:
        return str(value)
    return str(render_value_in_context(value, context))


def named(node: Node) -> Node:
    """The node with its variables as names; another node where it does nothing but say one."""
    for expression in _expressions(list(vars(node).values())):
        _name(expression)
    if type(node) is not VariableNode or not isinstance(node.filter_expression.var, Name):
        return node
    if not node.filter_expression.filters:
        return Said(node, node.filter_expression.var)
    ours = all(_is_ours(function) for function, _ in node.filter_expression.filters)
    return Filtered(node, node.filter_expression.var) if ours else node


def _is_ours(function: Callable[..., Any]) -> bool:
    """Neither told of the page's escaping or time zone, nor trusted with markup: as ours are written."""
    odd = ("expects_localtime", "needs_autoescape", "is_safe")
    return not any(getattr(function, name, False) for name in odd)


def is_fixed(expression: FilterExpression) -> bool:
    """Whether it was written out in the template: "desk", _("desk")."""
    written = expression.var
    if expression.filters:
        return False
    return not isinstance(written, Variable) or written.lookups is None


def fixed_word(expression: FilterExpression) -> str:
    """What was written out: the word of an expression that `is_fixed`."""
    return str(expression.resolve(Context()))


def _is_row(kind: type) -> bool:
    found = _rows[kind] = not hasattr(kind, "__getitem__") or issubclass(kind, tuple)
    return found


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
