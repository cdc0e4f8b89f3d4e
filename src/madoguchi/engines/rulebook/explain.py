"""The whole reading of a draft as text: for whoever wants to know why a rule spoke, or did not."""

from collections.abc import Iterable, Iterator
from dataclasses import fields

from madoguchi.engines.japanese import Token
from madoguchi.engines.rulebook.analysis import Analysis, Sentence
from madoguchi.engines.rulebook.clauses import Clause
from madoguchi.engines.rulebook.context import Context
from madoguchi.engines.rulebook.draft import Draft
from madoguchi.engines.rulebook.quoting import foreign_spans
from madoguchi.engines.rulebook.reading.acts import acts
from madoguchi.engines.rulebook.reading.asked import Asked, asked
from madoguchi.engines.rulebook.reading.identifiers import identifiers
from madoguchi.engines.rulebook.reading.modality import statements
from madoguchi.engines.rulebook.reading.quantities import quantities
from madoguchi.engines.rulebook.reading.task_asked import Shown, TaskAsked
from madoguchi.engines.rulebook.weighing.explain import weighed
from madoguchi.engines.timewords import TimeWord, due

_TRAITS = ("past", "negative", "question", "theirs", "ongoing", "able", "wished")


def explain(draft: Draft) -> str:
    """What the rules are told of a draft, section by section, one thing a line; any draft can be read.

    A section that holds nothing says so: `acts: none`. Spans are offsets of the NFKC text. The text
    may hold a lone surrogate where the other side's name of a file did.
    """
    analysis = Analysis.of(draft)
    return "\n".join(line for part in _sections(analysis) for line in part)


def _sections(analysis: Analysis) -> Iterator[Iterable[str]]:
    yield _section("foreign", _foreign(analysis))
    yield ["sentences:", *_sentences(analysis)] if analysis.sentences else ["sentences: none"]
    yield _section(
        "acts", _spanned(analysis, ((a.kind.value, a.start, a.end) for a in acts(analysis)))
    )
    yield _section("statements", _statements(analysis))
    yield _section("quantities", _quantities(analysis))
    yield _section(
        "identifiers",
        _spanned(analysis, ((one.kind.value, one.start, one.end) for one in identifiers(analysis))),
    )
    yield _section("asked", _asked(asked(analysis)))
    yield _section("weighed", weighed(analysis))


def _section(name: str, lines: Iterable[str]) -> list[str]:
    held = [f"  {line}" for line in lines]
    return [f"{name}:", *held] if held else [f"{name}: none"]


def _foreign(analysis: Analysis) -> Iterator[str]:
    """What is not the writer's own: quoted lines, citations, addresses."""
    for start, end in foreign_spans(analysis.text):
        yield _at(analysis.text, start, end)


def _spanned(analysis: Analysis, found: Iterable[tuple[str, int, int]]) -> Iterator[str]:
    for name, start, end in found:
        yield f"{name} {_at(analysis.text, start, end)}"


def _at(text: str, start: int, end: int) -> str:
    """4-8 納品 with its line breaks shown."""
    return f"{start}-{end} {_one_line(text[start:end])}"


def _one_line(text: str) -> str:
    return text.strip().replace("\n", "⏎")


def _sentences(analysis: Analysis) -> Iterator[str]:
    for number, sentence in enumerate(analysis.sentences):
        greeting = " (greeting)" if sentence.greeting else ""
        yield f"  {number} {_at(analysis.own, sentence.start, sentence.end)}{greeting}"
        yield f"    tokens: {' '.join(_token(token) for token in sentence.tokens)}"
        yield from (f"    clause: {_clause(analysis, clause)}" for clause in sentence.clauses)
        yield from _times(analysis, sentence)


def _token(token: Token) -> str:
    surface = _one_line(token.surface)
    return f"{surface}/{token.kind}" + ("" if token.normal == surface else f"={token.normal}")


def _clause(analysis: Analysis, clause: Clause) -> str:
    traits = [trait for trait in _TRAITS if getattr(clause, trait)]
    said = _at(analysis.own, clause.start, clause.end)
    return " ".join([said, f"→ {clause.head}", f"[{clause.link.value}]", *traits])


def _times(analysis: Analysis, sentence: Sentence) -> Iterator[str]:
    for word in sentence.times:
        kinds = "+".join(kind.value for kind in word.kinds)
        vague = " vague" if word.vague else ""
        said = _at(analysis.own, word.start, word.limit_end)
        yield f"    time: {said} {kinds}{vague}{_falls_due(analysis, word)}"


def _falls_due(analysis: Analysis, word: TimeWord) -> str:
    """When a time falls due, where it is known when the draft goes out and when its reader works."""
    context: Context = analysis.context
    if context.sent_at is None or context.working_hours is None or word.past:
        return ""
    said = analysis.own[word.start : word.limit_end]
    moment = due(said, sent_at=context.sent_at, hours=context.working_hours)
    return f" → {moment:%Y-%m-%d %H:%M}" if moment else " → no moment"


def _statements(analysis: Analysis) -> Iterator[str]:
    for one in statements(analysis):
        about = f" about {one.about.value}" if one.about else ""
        yield f"{one.stance.value}{about} {_at(analysis.own, one.start, one.end)}"


def _quantities(analysis: Analysis) -> Iterator[str]:
    for one in quantities(analysis):
        value = "" if one.value is None else f" = {one.value}"
        yield f"{one.kind.value} {_at(analysis.own, one.start, one.end)}{value} ({one.unit})"


def _asked(theirs: Asked | None) -> Iterator[str]:
    if theirs is None:
        return
    yield f"text {_one_line(theirs.text)}"
    for question in theirs.questions:
        yield f"question ({question.kind.value}) {question.text}"
    if theirs.task is not None:
        yield from _task(theirs.task)


def _task(task: TaskAsked) -> Iterator[str]:
    """The task, and of everything that a request may hold whether this one did."""
    yield f"task {task.text} → {task.deed}"
    for field in fields(task):
        value = getattr(task, field.name)
        if isinstance(value, Shown):
            yield f"  {field.name}: {_one_line(value.text)}"
        elif value is None or isinstance(value, bool):
            yield f"  {field.name}: {'yes' if value else 'no'}"
