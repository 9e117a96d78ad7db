"""How well a text answers to words: BM25 over several fields at once.

Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), section 3.5:
how often a word stands in each field is weighed and added up before it is dampened, so that a word
of the title counts as if it stood in the text several times.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

DAMPENED, SHORTENED = 1.2, 0.75
"""What the paper calls k1 and b."""


class Told(NamedTuple):
    """One field of a text."""

    words: Sequence[str]
    weight: float
    usual: float
    """Words such a field has, on the whole."""


def rarity(having: int, every: int) -> float:
    """What a word is worth that so many of all texts have."""
    return log(1 + (every - having + 0.5) / (having + 0.5))


def score(fields: Sequence[Told], wanted: Sequence[Sequence[str]], worth: Sequence[float]) -> float:
    """How well fields answer to some words, or phrases, each with its worth."""
    total = 0.0
    for words, value in zip(wanted, worth, strict=True):
        often = sum(
            field.weight
            * _count(field.words, words)
            / (1 - SHORTENED + SHORTENED * len(field.words) / field.usual)
            for field in fields
            if field.words
        )
        total += value * often * (DAMPENED + 1) / (often + DAMPENED)
    return total


def _count(words: Sequence[str], wanted: Sequence[str]) -> int:
    *first, last = wanted
    count = len(first)
    return sum(
        word.startswith(last) and list(words[at : at + count]) == first
        for at, word in enumerate(words[count:])
    )
