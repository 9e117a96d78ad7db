"""How common a term is in its language at large: a stream that has just begun cannot know."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS_OF_A_TEXT = 300
"""Words of a usual article: from the share of words to the share of texts that have it."""
BANDS = 4
"""Lines of a list for each power of ten (a quarter of one is a factor of 1.8)."""
COMMONEST = 8
"""The first line of a list is for words that are ten to this power in a thousand million."""
_OTHERWISE = "en"
NUMBERS = {1: 0.2, 2: 0.03, 3: 0.01, 4: 0.03}
"""The share of texts that have one number, by its digits: four are mostly years. Lists of words
do not tell numbers apart."""


class Backdrop:
    """Lists of frequencies, each read when its language first comes."""

    def __init__(self, read: Callable[[str], str | None]) -> None:
        """Take what answers the list of a language, or None where there is none."""
        self._read = read
        self._lists: dict[str, dict[str, float]] = {}

    def share(self, term: str, language: str) -> float:
        """The share of all texts in a language that have a term, as far as is known."""
        if term.isdecimal():
            return NUMBERS.get(len(term), 0.0)
        return self._of(language).get(term, 0.0)

    def _of(self, language: str) -> dict[str, float]:
        found = self._lists.get(language)
        if found is None:
            listed = self._read(language) if language else None
            if listed is None and language != _OTHERWISE:
                found = self._of(_OTHERWISE)
            else:
                found = unpacked(listed or "")
            self._lists[language] = found
        return found


def unpacked(listed: str) -> dict[str, float]:
    """The shares of texts that a list tells: each line a band of words, the commonest first."""
    shares: dict[str, float] = {}
    for band, line in enumerate(listed.split("\n")):
        frequency = 10 ** (COMMONEST - band / BANDS - 9)
        share = -math.expm1(-frequency * WORDS_OF_A_TEXT)
        shares.update(dict.fromkeys(line.split(), share))
    return shares


def packed(frequencies: dict[str, float]) -> str:
    """A list as `unpacked` reads it; a frequency is a word's share of all words."""
    bands: dict[int, list[str]] = {}
    for word, frequency in frequencies.items():
        band = max(0, round((COMMONEST - 9 - math.log10(frequency)) * BANDS))
        bands.setdefault(band, []).append(word)
    return "\n".join(" ".join(sorted(bands.get(band, ()))) for band in range(max(bands) + 1))
