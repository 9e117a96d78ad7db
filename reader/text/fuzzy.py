"""Finding something by some of its letters."""

from __future__ import annotations

from typing import NamedTuple

_WHOLE_WORD, _BEGINNING, _WITHIN, _SCATTERED = 100, 80, 50, 20
_EARLY = 10
"""What standing at the very beginning adds."""


class Fit(NamedTuple):
    """How well a text answers, and with which of its characters."""

    score: float
    places: tuple[int, ...]


def fit(typed: str, text: str) -> Fit | None:
    """How a text answers what was typed; None if a word's letters are not in it, in their order.

    Words may stand in any order. The beginnings of words weigh most, then letters that stand
    together; of texts that answer alike the shorter one is better.
    """
    lower = text.lower()
    if len(lower) != len(text):  # İ has two characters in lower case
        lower = text
    score, places = 0.0, set[int]()
    for word in typed.lower().split():
        found = _together(word, lower) or _scattered(word, lower)
        if found is None:
            return None
        score += found.score
        places.update(found.places)
    return Fit(score - len(text) / 100, tuple(sorted(places)))


def _together(word: str, text: str) -> Fit | None:
    """The word as it stands in a text, best at the beginning of a word of it."""
    first = at = text.find(word)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    if first < 0:
        return None
    start = at if at >= 0 else first
    end = start + len(word)
    ends = end == len(text) or not text[end].isalnum()
    kind = _WITHIN if at < 0 else _WHOLE_WORD if ends else _BEGINNING
    return Fit(kind + (_EARLY if start == 0 else 0), tuple(range(start, end)))


def _scattered(word: str, text: str) -> Fit | None:
    """The word's letters in their order; those that begin words count more."""
    places, at, begins = [], -1, 0
    for letter in word:
        at = text.find(letter, at + 1)
        if at < 0:
            return None
        begins += at == 0 or not text[at - 1].isalnum()
        places.append(at)
    spread = places[-1] - places[0] - len(places) + 1
    return Fit(_SCATTERED + 20 * begins / len(word) - spread / 2, tuple(places))
