"""Texts in pieces: what was asked for marked, and of a long text the part around it."""

from collections.abc import Sequence

from madoguchi.desk.search.rows import Piece, Pieces
from madoguchi.engines.japanese import marked_spans

BEFORE = 24  # characters of a message that lead to the first hit
LENGTH = 120
LONGEST_READ = 20_000  # further in a message nothing is looked for
BY_LETTERS = 0  # characters that are read as words
MORE = "…"


def marked(text: str, asked: str, *, read: int = LONGEST_READ) -> Pieces:
    """The whole text, hits marked; `read` characters of it are taken apart into words if need be."""
    return _pieces(text, marked_spans(text, asked, read=read))


def snippet(text: str, asked: str, *, read: int = LONGEST_READ) -> Pieces:
    """One line of a message: the part around the first hit, or its beginning."""
    line = " ".join(text[:LONGEST_READ].split())
    spans = marked_spans(line, asked, read=read)
    start = max(0, spans[0][0] - BEFORE) if spans else 0
    end = min(len(line), start + LENGTH)
    inside = [(max(first, start) - start, min(last, end) - start) for first, last in spans]
    pieces = _pieces(line[start:end], [span for span in inside if span[0] < span[1]])
    before = (Piece(MORE),) if start else ()
    after = (Piece(MORE),) if end < len(line) else ()
    return (*before, *pieces, *after)


def is_marked(pieces: Pieces) -> bool:
    """Whether any of it was asked for."""
    return any(piece.is_hit for piece in pieces)


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> Pieces:
    pieces: list[Piece] = []
    end = 0
    for first, last in spans:
        pieces += [Piece(text[end:first]), Piece(text[first:last], is_hit=True)]
        end = last
    pieces.append(Piece(text[end:]))
    return tuple(piece for piece in pieces if piece.text)
