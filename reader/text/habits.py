"""What changes in a feed's articles without being news, told by rules and learned from habit.

Pure: what was learned goes in and comes out as a value. A turn (see `passages`) is looked past if

- it is a label, or consists of links, or stands in several other articles of the document;
- it has nothing to do with its article: not a word of old and new is found elsewhere in it;
- the same place turned in many articles of the document at once;
- its place between two passages that stay has turned before, and it says little of its article;
- it differs in its numbers only, in the same words as in another article before.

A correction is never looked past.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from reader.text.diff import likeness
from reader.text.judge import judge
from reader.text.masks import is_label, is_short, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.text.passages import Passage, Turn

UNLIKE = 0.8
"""Likeness below which a passage is not another version but another passage."""
MOST_KEPT = 300
"""Places remembered of a feed, those that turned last."""

_TURNED_BEFORE = 2
_IN_ARTICLES = 3
_SHARE_REPLACED, _SHARE_ADDED = 0.25, 0.5
"""Of the articles of a document, in how many a place must turn at once to be no news."""
_BOILERPLATE = 3
_LEAST_BOILERPLATE = 12
_REST_PASSAGES, _REST_WORDS = 2, 25
"""What an article must have besides, to say that a passage has nothing to do with it."""
_STEM = 6
_CONTENT = re.compile("[\u30a0-\u30ff\u4e00-\u9fff]{2}|[^\\W\\d_]{5,}")
_COMMON = re.compile(
    r"about|after|again|their|there|these|those|which|while|where|would|could|should|other|every"
    r"|first|people|years?|before|today|being|under|between|because|through|during|against|still"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:week|month|hour|minute|second)s?|three|seven"
)


class Revised(NamedTuple):
    """An article that a document tells differently."""

    article: int
    title: str
    old: tuple[Passage, ...]
    turns: tuple[Turn, ...]


class Document(NamedTuple):
    """What else the document says."""

    articles: int
    """How many of its articles were known before."""
    texts: tuple[str, ...]
    """The safe HTML of all of them."""


class Habits(NamedTuple):
    """How often which places turned, and in which articles lately."""

    places: tuple[tuple[str, int, tuple[int, ...]], ...] = ()

    @classmethod
    def read(cls, kept: str) -> Habits:
        """What `written` wrote; nothing for nothing."""
        told = json.loads(kept) if kept else []
        return cls(tuple((name, times, tuple(articles)) for name, times, articles in told))

    def written(self) -> str:
        """As JSON, as short as it gets."""
        return json.dumps(self.places, separators=(",", ":")) if self.places else ""


def news(
    revised: Sequence[Revised], document: Document, habits: Habits
) -> tuple[list[tuple[Turn, ...]], Habits]:
    """The turns of each article that are news, and what was learned from the others too."""
    open_turns = [[turn for turn in each.turns if not _by_rule(turn)] for each in revised]
    places = [[_places(turn, alone=len(turns) == 1) for turn in turns] for turns in open_turns]
    at_once = _at_once(places, document)
    known = {name: (times, articles) for name, times, articles in habits.places}
    told = []
    for each, turns, named in zip(revised, open_turns, places, strict=True):
        usual = [
            at_once.intersection(names) | {n for n in names if _is_habit(n, each.article, known)}
            for names in named
        ]
        told.append(
            tuple(
                turn
                for turn, names in zip(turns, usual, strict=True)
                if _is_correction(turn) or not _is_passed_over(turn, names, each, document)
            )
        )
    return told, _learned(revised, places, habits)


def _is_passed_over(turn: Turn, usual: set[str], revised: Revised, document: Document) -> bool:
    if any(name.startswith("count") for name in usual) or _is_boilerplate(turn, document):
        return True
    return (bool(usual) or _may_be_foreign(turn, revised)) and not _is_about(turn, revised, usual)


def _by_rule(turn: Turn) -> bool:
    sides = [side for side in (turn.old, turn.new) if side is not None]
    return all(side.linked or is_label(side.text) for side in sides) and not _is_correction(turn)


def _is_correction(turn: Turn) -> bool:
    old, new = turn.old.text if turn.old else "", turn.new.text if turn.new else ""
    return bool(new) and "correction" in judge(old, new).what


def _is_boilerplate(turn: Turn, document: Document) -> bool:
    """Whether both versions, or what came or went, stand in other articles of the document too."""
    side = turn.new or turn.old
    if side is None or len(side.text) < _LEAST_BOILERPLATE:
        return False
    written = escape(side.text, quote=False)
    return sum(written in text for text in document.texts) > _BOILERPLATE


def _may_be_foreign(turn: Turn, revised: Revised) -> bool:
    """Whether it can be told at once to belong to the page: replaced, amid enough other text."""
    if turn.old is None or turn.new is None or likeness(turn.old.text, turn.new.text) >= UNLIKE:
        return False
    if skeleton(turn.old.text) == skeleton(turn.new.text):  # a toll, a score
        return False
    if any(mark in side.text for side in (turn.old, turn.new) for mark in '“”„"«»'):
        return False
    if is_label(turn.old.text) or is_label(turn.new.text):
        return True
    rest = _rest(turn, revised)
    return len(rest) >= _REST_PASSAGES and sum(each.count(" ") for each in rest) >= _REST_WORDS


def _is_about(turn: Turn, revised: Revised, usual: set[str]) -> bool:
    """Whether it speaks of what its article speaks of, or of what it spoke of before.

    One word may be chance, unless old and new have each one. Where turning is usual, what is said
    again proves nothing: the same advertiser has it in other words.
    """
    topic = _stems(" ".join([revised.title, *_rest(turn, revised)]))
    old, new = (_stems(side.text if side else "") for side in (turn.old, turn.new))
    if not old and not new:
        return not usual
    shared = len(old & topic), len(new & topic)
    return min(shared) > 0 or max(shared) > 1 or (not usual and len(old & new) > 1)


def _rest(turn: Turn, revised: Revised) -> list[str]:
    key = turn.old.key if turn.old else ""
    return [
        each.text
        for each in revised.old
        if each.key != key and not each.linked and not is_label(each.text)
    ]


def _stems(text: str) -> set[str]:
    found = (each for each in _CONTENT.findall(text.casefold()) if not _COMMON.fullmatch(each))
    return {each[:_STEM] for each in found}


def _places(turn: Turn, *, alone: bool) -> tuple[str, ...]:
    """The names of the places it may be a habit of."""
    old, new = turn.old, turn.new
    if old is None or new is None:
        names = [_slot(turn)] if turn.before or turn.after else []
        if alone and _edge(turn):
            names.append(f"{'come' if new else 'gone'} {_edge(turn)}")
        return tuple(names)
    if skeleton(old.text) == skeleton(new.text):
        return (f"count {_digest(skeleton(new.text))}",) if is_short(new.text) else ()
    names = [_slot(turn)] if turn.before or turn.after else []
    if alone and _edge(turn) and likeness(old.text, new.text) < UNLIKE:
        names.append(f"edge {_edge(turn)}")
    lead = new.key.casefold().split()[:2]
    if len(lead) == 2 and lead == old.key.casefold().split()[:2] and is_short(new.text):
        names.append(f"lead {_digest(*lead)}")
    return tuple(names)


def _slot(turn: Turn) -> str:
    return f"slot {_digest(turn.before, turn.after)}"


def _edge(turn: Turn) -> str:
    """A place near the beginning or the end, where pages put what is not the article."""
    if turn.from_end < 3:
        return f"-{turn.from_end + 1}"
    return f"{turn.from_start}" if turn.from_start < 2 else ""


def _at_once(places: list[list[tuple[str, ...]]], document: Document) -> set[str]:
    """Places that turned in so many articles of the document that it is no coincidence."""
    counted = Counter(
        name for named in places for name in {name for names in named for name in names}
    )
    return {
        name
        for name, times in counted.items()
        if times >= _IN_ARTICLES and times >= document.articles * _share(name)
    }


def _share(name: str) -> float:
    return _SHARE_ADDED if name.startswith(("come", "gone")) else _SHARE_REPLACED


def _is_habit(name: str, article: int, known: dict[str, tuple[int, tuple[int, ...]]]) -> bool:
    times, articles = known.get(name, (0, ()))
    match name.partition(" ")[0]:
        case "slot":
            return times >= _TURNED_BEFORE
        case "count":
            return times >= _TURNED_BEFORE and bool(set(articles) - {article})
        case "lead" | "edge":
            return times >= _TURNED_BEFORE and len(set(articles) - {article}) >= _IN_ARTICLES - 1
    return False


def _learned(
    revised: Sequence[Revised], places: list[list[tuple[str, ...]]], habits: Habits
) -> Habits:
    kept = {name: (times, articles) for name, times, articles in habits.places}
    for each, named in zip(revised, places, strict=True):
        for name in _distinct(named):
            times, articles = kept.pop(name, (0, ()))
            others = tuple(one for one in articles if one != each.article)
            kept[name] = (times + 1, (*others, each.article)[-_IN_ARTICLES:])
    newest = list(kept.items())[-MOST_KEPT:]
    return Habits(tuple((name, times, articles) for name, (times, articles) in newest))


def _distinct(named: Iterable[tuple[str, ...]]) -> Iterable[str]:
    return dict.fromkeys(name for names in named for name in names)


def _digest(*texts: str) -> str:
    return hashlib.blake2b("\n".join(texts).encode("utf-8", "replace"), digest_size=6).hexdigest()
