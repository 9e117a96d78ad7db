"""What clustering looks at in an article: its terms, and how much each says by itself."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from reader.stories.terms import is_shouted, pairs, primary, tokens
from reader.text.words import bare

if TYPE_CHECKING:
    from reader.model.story import Seen
    from reader.stories.backdrop import Backdrop
    from reader.stories.terms import Token

TITLE, LEAD, BODY = 3.0, 1.0, 0.5
"""What a word counts in each part: the headline says what it is about, the lead says it again."""
READ = 4000
"""Characters of a whole text that are looked at: news has its matter at the top."""
NAMED = 0.5
"""What a name or a number counts more."""
PAIRED = 0.3
"""What a pair of names counts beside its two words."""
MOST = 120
"""Terms of an article that are kept, the telling ones."""
_NOBODY = {"", "unknown"}


class Term(NamedTuple):
    """A term of one article."""

    key: str
    amount: float
    """How often it stands there, each time as much as the part counts."""
    share: float
    """Of all texts of the language that have it."""
    proper: bool
    """A name or a number: it is the same in every language."""
    written: str


class Sketch(NamedTuple):
    """An article as its terms."""

    id: str
    at: int
    source: str
    """Empty where nobody says who it is, and nothing can be said of their habits."""
    language: str
    titled: int
    """How many of its terms, the first of them, stand in the headline."""
    terms: tuple[Term, ...]


def sketch(seen: Seen, backdrop: Backdrop) -> Sketch:
    """Look at an article."""
    language = primary(seen.language)
    title, summary = _plain(seen.title), _plain(seen.summary)
    parts = (
        (tokens(title, language), TITLE),
        (tokens(summary, language) if summary != title else [], LEAD),
        (tokens(_plain(seen.text[: 2 * READ])[:READ], language), BODY),
    )
    counted = _Counted()
    for words, worth in parts:
        counted.add(words, worth)
    headline = dict.fromkeys(word.key for word in parts[0][0])
    terms = [counted.term(key, backdrop.share(key, language)) for key in counted.counts]
    terms.sort(key=lambda term: (term.key not in headline, -_telling(term), term.key))
    kept = tuple(terms[:MOST])
    source = "" if seen.source.lower() in _NOBODY else seen.source
    titled = sum(term.key in headline for term in kept)
    return Sketch(seen.id, int(seen.at.timestamp()), source, language, titled, kept)


class _Counted:
    """Terms while the parts of an article are gone through."""

    def __init__(self) -> None:
        self.counts: dict[str, float] = {}
        self._written: dict[str, str] = {}
        self._proper: set[str] = set()

    def add(self, words: list[Token], worth: float) -> None:
        shouted = is_shouted(words)
        for word in words:
            proper = word.number or (word.capital and not shouted and not word.opens)
            self._count(word.key, word.written, worth * (1 + NAMED * proper))
            if proper:
                self._proper.add(word.key)
        for key, written in pairs(words):
            self._count(key, written, worth * PAIRED)

    def _count(self, key: str, written: str, worth: float) -> None:
        self.counts[key] = self.counts.get(key, 0.0) + worth
        self._written.setdefault(key, written)

    def term(self, key: str, share: float) -> Term:
        return Term(key, self.counts[key], share, key in self._proper, self._written[key])


def _telling(term: Term) -> float:
    return (1 + math.log(max(term.amount, 1))) * -math.log(term.share + 1e-4)


def _plain(text: str) -> str:
    return bare(text) if "<" in text or "&" in text else text
