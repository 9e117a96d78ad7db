"""The few sentences that carry a story, and the headline that stands for it.

Central is what many sources say (the weight of a term is how many independent ones have it, as in
LexRank without its graph: Erkan and Radev 2004); a sentence that repeats what is taken already is
passed over (maximal marginal relevance: Carbonell and Goldstein 1998); newer ones go first.
"""

from __future__ import annotations

from collections import Counter
from math import log2, sqrt
from typing import TYPE_CHECKING, NamedTuple

from reader.text.memory import by_sentence
from reader.text.sentences import sentences
from reader.text.terms import terms
from reader.text.words import Hit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from reader.text.report import Report
    from reader.text.terms import Kind, Term

_LEANING = """
he she it they this that these those but however and also so then there meanwhile er sie es dies
diese dieser das damit aber auch doch il elle ils elles cela mais ce él ella ellos pero esto eso lui
lei ma questo hij zij maar он она они это но
"""

MOST = 4
"""Sentences of a brief."""

_HEAD, _LOOKED_AT = 5_000, 12
"""Characters, and sentences, at the head of each text."""
_SHORTEST, _LONGEST = 5, 45
"""Terms of a sentence that can stand alone."""
_HALF_LIFE = 24.0
"""Hours in which what was said loses half its weight beside what is said now, at least; in a long
story a third of its length."""
_WEIGHT: dict[Kind, float] = {"number": 1.6, "name": 1.4, "word": 1.0, "not": 1.0}
_ALONE = 0.25
"""What a term says that one source alone has."""
_LEAST_SHARED = 2
"""Terms of a sentence that another source has too: without them it may be of another story."""
_SAME_SOURCE = 0.4
"""What a sentence is worth for each that is taken of its source."""
_REPEATED = 0.6
"""Share of a sentence's terms that another has, from which it says the same again."""


class Carried(NamedTuple):
    """A sentence of a brief, where it stands in the text of an article."""

    report: int
    start: int
    end: int
    text: str


class _Candidate(NamedTuple):
    at: datetime
    source: str
    carried: Carried
    keys: frozenset[int]
    worth: float


class _Span(NamedTuple):
    """From the first to the newest article of a story."""

    first: datetime
    newest: datetime

    def fresh(self, at: datetime) -> float:
        """What a moment is worth beside the newest."""
        hours = (self.newest - self.first).total_seconds() / 3600
        age = (self.newest - at).total_seconds() / 3600
        return float(0.5 ** (age / max(_HALF_LIFE, hours / 3)))


def brief(reports: Iterable[Report], most: int = MOST) -> tuple[Carried, ...]:
    """The sentences that carry a story, in the order in which they were told."""
    known = sorted(reports, key=lambda report: (report.at, report.id))
    if not known:
        return ()
    told = [(report, terms(report.text[:_HEAD])) for report in known]
    spread = _spread((report.source, some) for report, some in told)
    span = _Span(known[0].at, known[-1].at)
    shared = _LEAST_SHARED * (len({report.source for report in known}) > 1)
    waiting = [
        each
        for report, some in told
        for each in _candidates(report, some, spread, span)
        if sum(spread[key] > _ALONE for key in each.keys) >= shared
    ]
    taken: list[_Candidate] = []
    while waiting and len(taken) < most:
        sources = Counter(each.source for each in taken)
        taken.append(max(waiting, key=lambda each: _now(each, sources)))
        waiting = [each for each in waiting if not _is_repeated(each, taken)]
    taken.sort(key=lambda each: (each.at, each.carried.report, each.carried.start))
    return tuple(each.carried for each in taken)


def headline(reports: Sequence[Report]) -> int:
    """The id of the article whose headline is central and recent; raises ValueError for none."""
    told = [(report, terms(report.title)) for report in reports]
    spread = _spread((report.source, some) for report, some in told)
    times = [report.at for report in reports]
    span = _Span(min(times), max(times))
    worths = {report.id: _worth(some, spread) * span.fresh(report.at) for report, some in told}
    return max(reports, key=lambda report: (worths[report.id], report.at, -report.id)).id


def _spread(told: Iterable[tuple[str, list[Term]]]) -> dict[int, float]:
    """How much each term says of a story: more, the more sources have it."""
    sources: dict[int, set[str]] = {}
    for source, some in told:
        for each in some:
            if each.kind in _WEIGHT:
                sources.setdefault(each.key, set()).add(source)
    return {key: log2(len(names)) + _ALONE for key, names in sources.items()}


def _worth(told: Sequence[Term], spread: dict[int, float]) -> float:
    """What terms say of a story, those of a long sentence less each."""
    weights = {each.key: _WEIGHT[each.kind] for each in told if each.kind in _WEIGHT}
    total = sum(weight * spread[key] for key, weight in weights.items())
    return total / sqrt(len(weights)) if weights else 0.0


def _candidates(
    report: Report, told: list[Term], spread: dict[int, float], span: _Span
) -> Iterable[_Candidate]:
    text = report.text[:_HEAD]
    parted = zip(sentences(text), by_sentence(text, told), strict=True)
    for place, ((start, end), some) in enumerate(parted):
        if place >= _LOOKED_AT:
            return
        keys = frozenset(each.key for each in some if each.kind in _WEIGHT)
        if not _SHORTEST <= len(keys) <= _LONGEST or _leans(text, Hit(start, end), some):
            continue
        worth = _worth(some, spread) * span.fresh(report.at) * (1 - place / 4 / _LOOKED_AT)
        carried = Carried(report.id, start, end, text[start:end])
        yield _Candidate(report.at, report.source, carried, keys, worth)


def _leans(text: str, place: Hit, told: Sequence[Term]) -> bool:
    """Whether a sentence says nothing without the one before: it answers it, or is cut off."""
    said = text[place.start : place.end]
    first = text[told[0].start : told[0].end].casefold() if told else ""
    return first in _LEANING.split() or said[-1] in ":…" or said[-1].isalnum()


def _now(each: _Candidate, sources: Counter[str]) -> tuple[float, int, int]:
    """What a sentence is worth beside those that were taken; equals are parted by their place."""
    worth = each.worth * _SAME_SOURCE ** sources[each.source]
    return worth, -each.carried.report, -each.carried.start


def _is_repeated(each: _Candidate, taken: list[_Candidate]) -> bool:
    return any(len(each.keys & other.keys) >= _REPEATED * len(each.keys) for other in taken)
