"""Texts in pieces: what was asked for marked, and of a long text the part around it."""

from madoguchi.desk.search.rows import Piece, Pieces
from madoguchi.engines.japanese import marked_spans

BEFORE = 24  # characters of a message that lead to the first hit
LENGTH = 120
LONGEST_READ = 20_000  # further in a message nothing is looked for
MORE = "…"


def marked(text: str, asked: str) -> Pieces:
    """The whole text, hits marked."""
    return _pieces(text, marked_spans(text, asked))


def snippet(text: str, asked: str) -> Pieces:
    """One line of a message: the part around the first hit, or its beginning."""
    line = " ".join(text[:LONGEST_READ].split())
    spans = marked_spans(line, asked)
    start = max(0, spans[0][0] - BEFORE) if spans else 0
    end = min(len(line), start + LENGTH)
    inside = [(max(first, start) - start, min(last, end) - start) for first, last in spans]
    pieces = _pieces(line[start:end], [span for span in inside if span[0] < span[1]])
    before = (Piece(MORE),) if start else ()
    after = (Piece(MORE),) if end < len(line) else ()
    return (*before, *pieces, *after)


def _pieces(text: str, spans: "list[tuple[int, int]] | tuple[tuple[int, int], ...]") -> Pieces:
    pieces: list[Piece] = []
    end = 0
    for first, last in spans:
        pieces += [Piece(text[end:first]), Piece(text[first:last], is_hit=True)]
        end = last
    pieces.append(Piece(text[end:]))
    return tuple(piece for piece in pieces if piece.text)
