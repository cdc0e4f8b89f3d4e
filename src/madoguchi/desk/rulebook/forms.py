"""What was typed into the forms of the draft, read as rules and word rules."""

import re
from collections.abc import Iterator

from django.http import QueryDict

from madoguchi.desk.platform.typed import as_typed, number
from madoguchi.desk.rulebook.contents import BOTH, CUSTOMER, BookExample, BookRule, BookWord
from madoguchi.desk.rulebook.scenes import SCENES
from madoguchi.desk.rulebook.soundness import SEVERITIES

_BETWEEN = re.compile(r"[、,，\n]+")


def rule_typed(post: QueryDict, rule: BookRule) -> BookRule:
    """The rule as its writer wants it; what no form asks for is as it was. Emptied examples are gone.

    A severity or a scene that no form offers is none: the rule is drawn again, whatever is refused.
    """
    severity = post.get("severity", "")
    return BookRule(
        slug=rule.slug,
        chapter=rule.chapter,
        number=_line(post, "number"),
        title=_line(post, "title"),
        meaning=as_typed(post.get("meaning", "")).strip(),
        severity=severity if severity in SEVERITIES else rule.severity,
        check=post.get("check", ""),
        bad=tuple(_examples(post, "bad")),
        good=tuple(_examples(post, "good")),
    )


def word_typed(post: QueryDict) -> BookWord:
    """The word rule as its writer wants it; words stand on lines, or between 、."""
    return BookWord(
        number=number(post.get("word", "")) or 0,
        avoid=_words(post, "avoid"),
        prefer=_line(post, "prefer"),
        to=post.get("to", BOTH),
        exceptions=_words(post, "exceptions"),
    )


def _examples(post: QueryDict, kind: str) -> Iterator[BookExample]:
    columns = (post.getlist(f"{kind}_{name}") for name in ("text", "to", "scene", "previous"))
    for text, to, scene, previous in zip(*columns, strict=False):
        if text.strip():
            yield BookExample(
                text=as_typed(text).strip(),
                to=to or CUSTOMER,
                scene=scene if scene in SCENES else "",
                previous=as_typed(previous).strip(),
            )


def _line(post: QueryDict, name: str) -> str:
    return " ".join(as_typed(post.get(name, "")).split())


def _words(post: QueryDict, name: str) -> tuple[str, ...]:
    parts = (one.strip() for one in _BETWEEN.split(as_typed(post.get(name, ""))))
    return tuple(dict.fromkeys(one for one in parts if one))
