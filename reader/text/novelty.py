"""Which sentences of a text are new to somebody, given what they have read in any source.

A sentence is known if a few that were read say together what it says. It is new if it says little
of what they say, or if it brings a number, a name or a quotation that they do not have, however
familiar the rest is. Numbers weigh most, then names; small words weigh nothing.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from math import log2
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.text.memory import MOST, study
from reader.text.words import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.text.judge import What
    from reader.text.memory import Memory, Studied
    from reader.text.terms import Kind, Term

Known = Literal["new", "partly", "known"]

_WEIGHT: dict[Kind, float] = {
    "number": 3.0,
    "name": 2.0,
    "not": 1.5,
    "word": 1.0,
    "when": 0.5,
    "small": 0.0,
}
_KNOWN, _PARTLY = 0.65, 0.5
"""Share of a sentence's weight that was read, from which it is known, or partly so."""
_COMMON = 0.25
"""How much less a term weighs each time that twice as many sentences have it."""
_TOGETHER = 3
"""Sentences that were read which may say together what one says."""
_FOR_ANOTHER = 4
"""Terms a sentence has for each: two that say parts of a short one seldom say it together."""
_LOOKED_AT = 8
_RAREST, _ALWAYS = 10, 3
"""Terms of a sentence that find others; those that do however many have them."""
_FREQUENT = 200
"""Sentences that a term finds, the last that were read; if more have it, others find them."""
_LEAST_SAID = 1.0
"""Weight that a further sentence has to add."""
_QUOTED = 0.6
"""Share of a quotation's shingles from which it was read before."""


class Sentence(NamedTuple):
    """A sentence of a text, where it stands in it, in characters, and how new it is."""

    start: int
    end: int
    known: Known
    words: tuple[Hit, ...] = ()
    """Where its new words stand in the text; none in what is known."""
    what: tuple[What, ...] = ()
    """What they are: numbers, names, quotes, or other text."""
    share: float = 0.0
    """How much of it was read, by weight."""


def novelty(memory: Memory, text: str | Studied) -> list[Sentence]:
    """Each sentence of a text, in order; beyond `LONGEST` characters none is looked at."""
    studied = study(text) if isinstance(text, str) else text
    quotes = [
        (place, memory.share_quoted(shingles) >= _QUOTED) for place, shingles in studied.quotes
    ]
    starts = [place.start for place, _ in quotes]
    judged = []
    for place, some in studied.sentences:
        here = quotes[bisect_left(starts, place.start) : bisect_left(starts, place.end)]
        judged.append(_judged(memory, place, _bare(some), here))
    return judged


def _bare(told: list[Term]) -> list[Term]:
    return [each for each in told if each.kind != "small"]


def _judged(
    memory: Memory, place: Hit, told: list[Term], quotes: list[tuple[Hit, bool]]
) -> Sentence:
    unheard = [quote for quote, heard in quotes if not heard]
    if not unheard and memory.has_read(told):
        return Sentence(*place, "known", share=1.0)
    weights = {each.key: _weight(memory, each) for each in told}
    # Who said what was quoted may stand beside it.
    read = _read(memory, weights, 1 + (len(quotes) > len(unheard)))
    missing = _missing(memory, told, read)
    lost = {each.key for each in missing}
    total = sum(weight for each, weight in weights.items() if each in read or each in lost)
    share = 1 - _sum(lost, weights) / total if total else 1.0
    what = _what(memory, missing, unheard)
    if not what and share >= _KNOWN:
        return Sentence(*place, "known", share=share)
    words = tuple(_joined([*(Hit(each.start, each.end) for each in missing), *unheard]))
    known: Known = "new" if what or share < _PARTLY else "partly"
    return Sentence(*place, known, words, what or ("text",), share)


def _weight(memory: Memory, term: Term) -> float:
    """What a term says about a sentence: less, if many that were read have it."""
    count = len(memory.places(term.key))
    return _WEIGHT[term.kind] / (1 + _COMMON * log2(count)) if count else _WEIGHT[term.kind]


def _missing(memory: Memory, told: list[Term], read: set[int]) -> list[Term]:
    """The terms that were not read.

    Pairs of characters that only join two that were read are none of them, and neither are
    compounds of words that were.
    """
    seen = {at for each in told if each.key in read for at in range(each.start, each.end)}
    return [
        each
        for each in told
        if each.key not in read
        and not (each.start in seen and each.end - 1 in seen)
        and not any(one in memory and other in memory for one, other in each.parts)
    ]


def _read(memory: Memory, weights: dict[int, float], least: int) -> set[int]:
    """Those terms of a sentence that the sentences nearest to it have, one or more of them."""
    scores: defaultdict[int, float] = defaultdict(float)
    known = sorted((len(memory.places(each)), each) for each in weights if each in memory)
    for rank, (count, each) in enumerate(known[:_RAREST]):
        if count <= _FREQUENT or rank < _ALWAYS:
            for place in memory.places(each)[-_FREQUENT:]:
                scores[place] += weights[each]
    most = _LOOKED_AT + len(weights) // MOST
    best = heapq.nlargest(most, scores, key=lambda at: (scores[at], memory.sentence(at)))
    near = [weights.keys() & memory.sentence(place) for place in best]
    read: set[int] = set()
    together = min(least + len(weights) // _FOR_ANOTHER, _TOGETHER) + len(weights) // MOST
    for _ in range(together):
        more = max(near, key=lambda some: _sum(some - read, weights), default=set())
        if _sum(more - read, weights) < _LEAST_SAID:
            break
        read |= more
    return read


def _sum(some: Iterable[int], weights: dict[int, float]) -> float:
    return sum(weights[each] for each in some)


def _what(memory: Memory, missing: list[Term], unheard: list[Hit]) -> tuple[What, ...]:
    """What makes a sentence new, however familiar the rest of it is."""
    numbers = any(each.kind == "number" for each in missing)
    names = any(each.kind == "name" and each.key not in memory for each in missing)
    told: tuple[tuple[What, bool], ...] = (
        ("numbers", numbers),
        ("names", names),
        ("quotes", bool(unheard)),
    )
    return tuple(what for what, is_so in told if is_so)


def _joined(hits: list[Hit]) -> Iterator[Hit]:
    """Places in order, those that touch or overlap made one."""
    start = end = -2
    for hit in sorted(hits):
        if hit.start <= end + 1:
            end = max(end, hit.end)
            continue
        if end > start:
            yield Hit(start, end)
        start, end = hit
    if end > start:
        yield Hit(start, end)
