"""`bin/learn-guard VOCAB`: learn the weights from the labelled sets and write them beside the engine."""

import argparse
import sys
from pathlib import Path

import numpy as np

from bench.learning.cases import cases, examples, mended, phrasings
from bench.learning.fitting import (
    Encoder,
    Floats,
    Indices,
    Lessons,
    fit_both,
    left_out_scores,
)
from bench.learning.scales import fit_scale
from bench.learning.vectors import vectors
from bench.learning.writing import Taught, write
from madoguchi.engines.rulebook.registry import RULES
from madoguchi.engines.rulebook.weighing.evidence import MEANING

DATA = Path(__file__).parents[2] / "tests" / "data"
FRESH = DATA / "guard" / "learned.jsonl"
# The rules were written beside these: how sure their reading is cannot be learned from them.
BESIDE = (
    DATA / "rulebook" / "public.jsonl",
    DATA / "guard" / "own.jsonl",
    DATA / "guard" / "further.jsonl",
)
# What the tests of single rules say: it must go on being said.
PHRASINGS = DATA / "guard" / "phrasings.jsonl"
MOST_WORDS = 40_000
PARTS = 6
PLAIN_COUNTS = 4.0


def main() -> None:
    """Learn, tell what each rule scores on writers that were left out, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "vocab", type=Path, help="the folder vocab of the unpacked package ja_ginza"
    )
    given = parser.parse_args()
    slugs = tuple(slug for slug, rule in RULES.items() if rule.weighed)
    held = [case for file in (FRESH, *BESIDE) for case in cases(file, slugs)]
    meanings = {MEANING + word: vector for word, vector in vectors(given.vocab, MOST_WORDS).items()}
    told = [*phrasings(PHRASINGS, slugs), *examples(slugs)]
    told += [case for file in BESIDE for case in mended(file, slugs)]
    lessons = Lessons.of([*held, *told], Encoder(meanings))
    taught = [_learn(lessons, slug, _parts(lessons)) for slug in slugs]
    write(taught, lessons.sentences, lessons.messages, meanings)


def _parts(lessons: Lessons) -> Indices:
    """Writers dealt out to parts; -1 for what the rules were written beside."""
    writers = sorted({case.writer for case in lessons.cases if case.writer.startswith(FRESH.stem)})
    return np.array(
        [
            writers.index(case.writer) % PARTS if case.writer in writers else -1
            for case in lessons.cases
        ]
    )


def _learn(lessons: Lessons, slug: str, parts: Indices) -> Taught:
    scores = left_out_scores(lessons, slug, parts)
    evidence = np.column_stack([lessons.read(slug), scores])
    fresh = parts >= 0
    _tell(slug, evidence, lessons, parts)
    pointed = [slug in case.pointed for case in lessons.cases if slug in case.labelled]
    of_sentences, of_messages = fit_both(lessons, slug, np.ones(len(parts), dtype=bool))
    return Taught(
        slug,
        fit_scale(evidence[fresh], lessons.labelled(slug)[fresh], _counts(lessons)[fresh]),
        sum(pointed) * 2 > len(pointed),
        of_sentences,
        of_messages,
    )


def _counts(lessons: Lessons) -> Floats:
    """People do use the usual words: of the few messages that hold them each counts for several."""
    return np.array([PLAIN_COUNTS if case.plain else 1.0 for case in lessons.cases])


def _tell(slug: str, evidence: Floats, lessons: Lessons, parts: Indices) -> None:
    """What the rule scores on each part with a scale that was fitted to the others."""
    fresh, labelled = parts >= 0, lessons.labelled(slug)
    found = np.zeros(len(parts), dtype=bool)
    for part in range(PARTS):
        others = fresh & (parts != part)
        scale = fit_scale(evidence[others], labelled[others], _counts(lessons)[others])
        found[parts == part] = scale.faulty(evidence[parts == part])
    right = int((found & labelled & fresh).sum())
    precision, recall = right / max(int(found.sum()), 1), right / int((labelled & fresh).sum())
    sys.stdout.write(f"{slug:24} precision {precision:.2f} recall {recall:.2f}\n")


if __name__ == "__main__":
    main()
