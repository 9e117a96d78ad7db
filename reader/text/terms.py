"""What a text speaks of, word by word: numbers, names, other words, and whether it denies.

Two terms are the same if their keys are: numbers by their value, words by the beginning of their
stem (which needs no dictionary and serves most languages), a few groups of words by meaning. In
scripts without blanks each two neighbours are a word, as in `words`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple
from zlib import crc32

from reader.text.date_words import MONTHS
from reader.text.news_words import ALIKE, DAYS, GERMAN, NEGATIONS, SMALL
from reader.text.numbers import NAMED, figure, han, scale, shown
from reader.text.sentences import sentences
from reader.text.words import UNPARTED, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["number", "name", "word", "not", "when", "small"]

_STEM = 7
"""Letters of a stem that count."""
_COMPOUND, _SHORTEST_PART = 10, 4
"""Letters from which a word may be a compound, and of the shorter part."""
_GERMAN_SHARE = 0.15
"""Of small German words among all: every noun has a capital there."""
_TITLE_SHARE = 0.6
_CASED = 4
"""Letters from which a word of a headline in Title Case has a capital."""

_TOKEN = re.compile(
    rf"https?://\S+|www\.\S+|@\w+|\d+(?:[.,]\d+)?[万萬億亿]\d{{0,4}}"
    rf"|\d{{1,3}}(?:[.,\u00a0\u202f'’ ]\d{{3}})+(?:[.,]\d{{1,2}})?(?!\d)"
    rf"|\d+(?:[.,:]\d+)*|[\u30a0-\u30fa\u30fc-\u30ff]{{2,}}|[{UNPARTED}]+"
    r"|(?:[dlnsjcmt]|qu|jusqu|lorsqu|dell|nell|all|sull)['’](?=[^\W\d_])"
    rf"|(?:(?![{UNPARTED}\d_])\w)(?:(?![{UNPARTED}])[\w\u0900-\u0963\u0966-\u0dff])*"
    r"(?:['’](?:s|t|re|ve|ll|d|m)\b)?",
    re.IGNORECASE,
)
_HAN_NUMBER = re.compile(
    r"(?P<number>[〇一二三四五六七八九十百千万億亿两]{1,9})"
    r"(?=[人名年月日号時时点分岁歳件棟栋戸户台次回個个位枚メ])"
)
_HIRAGANA = re.compile("[\u3041-\u309f]+")
_PIECE = re.compile("[\u3041-\u309f]+|[^\u3041-\u309f]+")
_HAN_SMALL = frozenset("的了在是和与及也将已被有从对为到上中这个其等就都说")
_ADDRESS = re.compile(r"https?://|www\.|@")
_POSSESSIVE = re.compile(r"['’]s$")
_ENDING = re.compile(
    r"(?<=\w{4})(?:ings?|ungen|ung|ations?|ated|ating|ates?|eds?|[eo]rs?|ern|em|en|es|ies|ied"
    r"|ions?|eurs?|ad[oa]s?|amente|[esnyioa]|[аеиоуыэюяйьм]{1,3})$"
)
_HANGUL = re.compile("[\uac00-\ud7a3]")
_UNSPACED = re.compile(f"[{UNPARTED}]")
_KATAKANA = re.compile("[\u30a0-\u30fa\u30fc-\u30ff]+$")
_MILLION = re.compile(r"(?:m|mn)\b")
_OPENS = re.compile(r"[:\"“„«»(]\s?$")
_CURRENCY = frozenset("£$€")
_QUOTATION = re.compile(
    r"“([^“”]{1,600})”|\"([^\"\n]{1,600})\"|„([^„“”]{1,600})[“”]|«([^«»]{1,600})»"
    r"|»([^«»]{1,600})«|「([^「」]{1,600})」|『([^『』]{1,600})』"
)


class Term(NamedTuple):
    """A term, where it stands in its text, in characters, and the number that it is known by."""

    start: int
    end: int
    key: int
    """32 bits (CRC-32 of its form)."""
    kind: Kind
    parts: tuple[tuple[int, int], ...] = ()
    """Where it may be a compound: the keys of both parts, for each place where they might meet."""


class _Token(NamedTuple):
    start: int
    end: int
    text: str


def terms(text: str) -> list[Term]:
    """The terms of a text, in order, small words and words for when among them."""
    tokens = [_Token(*each.span(), each[0]) for each in _TOKEN.finditer(text)]
    named = _named(text, tokens)
    told: list[Term] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if (value := _value(text, token)) is not None:
            at, term = _scaled(tokens, at, value)
            told.append(term)
            continue
        if _UNSPACED.match(token.text):
            told += _unparted(token)
        else:
            told.append(_word(token, token.start in named))
        at += 1
    return told


def quotations(text: str) -> list[tuple[int, int]]:
    """Where the words within quotation marks start and end."""
    return [each.span(each.lastindex or 0) for each in _QUOTATION.finditer(text)]


def key(form: str) -> int:
    """The number that a form is known by."""
    return crc32(form.encode("utf-8", "replace"))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The form in which a word equals its inflections, as far as its beginning tells."""
    word = _POSSESSIVE.sub("", word.casefold())
    if word in ALIKE:
        return ALIKE[word]
    folded = "".join(words_of(word)) or word
    if _HANGUL.match(folded):  # particles stand at the end
        return folded[: max(2, min(len(folded) - 1, 4))]
    bare = _ENDING.sub("", _ENDING.sub("", folded))
    return bare[:_STEM]


def _value(text: str, token: _Token) -> float | str | None:
    """What a token counts; None if it counts nothing."""
    if token.text[0].isdigit():
        value = figure(token.text)
        money = text[max(token.start - 1, 0) : token.start] in _CURRENCY
        if money and isinstance(value, float) and _MILLION.match(text, token.end):
            value *= 1_000_000
        return value
    return NAMED.get(token.text.casefold())


def _scaled(tokens: list[_Token], at: int, value: float | str) -> tuple[int, Term]:
    """A number with the words behind it that multiply it, and the place after them."""
    first = last = tokens[at]
    at += 1
    while at < len(tokens) and tokens[at].start - last.end <= 1 and not isinstance(value, str):
        word = tokens[at].text.casefold()
        unit = NAMED.get(word, 0)
        if (times := scale(word)) > 1:
            value *= times
        elif 20 <= value < 100 and not value % 10 and 0 < unit < 10:  # twenty-two
            value += unit
        else:
            break
        last = tokens[at]
        at += 1
    return at, Term(first.start, last.end, key(f"={shown(value)}"), "number")


def _word(token: _Token, named: bool) -> Term:
    word = token.text.casefold().replace("’", "'")
    bare = _POSSESSIVE.sub("", word)
    kind: Kind = "name" if named else "word"
    if _ADDRESS.match(word):
        return Term(token.start, token.end, key(word), "small")
    if word in NEGATIONS:
        return Term(token.start, token.end, key("not"), "not")
    if bare in SMALL or word[-1] == "'" or (len(bare) == 1 and not named):
        kind = "small"
    elif bare in DAYS or (bare in MONTHS and len(bare) > 3):
        kind = "when"
    parts = _parts(word) if kind == "word" and len(word) >= _COMPOUND else ()
    return Term(token.start, token.end, key(stem(word)), kind, parts)


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[tuple[int, int], ...]:
    """The parts that a long word may be a compound of, perhaps with an "s" between them."""
    ends = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    heads = [key(stem(word[:at].removesuffix("s"))) for at in ends]
    return tuple(zip(heads, (key(stem(word[at:])) for at in ends), strict=True))


def _unparted(token: _Token) -> Iterator[Term]:
    """The terms of a run without blanks: numbers, borrowed words, and pairs of characters."""
    at = 0
    for found in [*_HAN_NUMBER.finditer(token.text), None]:
        end = found.start() if found else len(token.text)
        for piece in _PIECE.finditer(token.text, at, end):
            yield from _pairs(token.start + piece.start(), piece[0])
        if found:
            value = han(found[1])
            start = token.start + found.start()
            yield Term(start, token.start + found.end(), key(f"={value}"), "number")
            at = found.end()


def _pairs(start: int, piece: str) -> Iterator[Term]:
    if _HIRAGANA.match(piece):
        yield Term(start, start + len(piece), key(piece), "small")
    elif len(piece) == 1 or _KATAKANA.match(piece):
        small = piece in _HAN_SMALL
        yield Term(start, start + len(piece), key(piece), "small" if small else "word")
    else:
        for at, (one, other) in enumerate(pairwise(piece), start):
            small = one in _HAN_SMALL or other in _HAN_SMALL
            yield Term(at, at + 2, key(one + other), "small" if small else "word")


def _named(text: str, tokens: list[_Token]) -> set[int]:
    """Where the names of a text start, by their capitals."""
    small = sum(token.text in GERMAN for token in tokens)
    german = small > _GERMAN_SHARE * len(tokens)
    titled = [] if german else _titled(text)
    begun = _begun(text, tokens)
    candidates = [
        token
        for token in tokens
        if token.text[0].isupper()
        and token.text.casefold() not in SMALL
        and not _within(token.start, titled)
    ]
    certain: set[int] = set()
    for at, token in enumerate(candidates):
        before, after = candidates[at - 1 : at] if at else [], candidates[at + 1 : at + 2]
        begins = token.start in begun
        joined = any(after.start - token.end == 1 for after in after)
        if german or begins:
            joined = joined and not (german and begins)  # Minister Albers, Schäfer Lüders
            joined = joined or (not begins and any(token.start - one.end == 1 for one in before))
            sign = len(token.text) > 1 and token.text.isupper()
            if joined or sign:
                certain.add(token.start)
        else:
            certain.add(token.start)
    known = {stem(token.text) for token in candidates if token.start in certain}
    return {token.start for token in candidates if stem(token.text) in known}


def _within(place: int, stretches: list[tuple[int, int]]) -> bool:
    at = bisect_right(stretches, place, key=itemgetter(0)) - 1
    return at >= 0 and place < stretches[at][1]


def _begun(text: str, tokens: list[_Token]) -> set[int]:
    """Where the first words of sentences start, and those after a colon or a quotation mark."""
    starts = iter([start for start, _ in sentences(text)])
    following = next(starts, -1)
    begun = set()
    for token in tokens:
        if 0 <= following <= token.start or _OPENS.search(text, token.start - 2, token.start):
            begun.add(token.start)
            while 0 <= following <= token.start:
                following = next(starts, -1)
    return begun


def _titled(text: str) -> list[tuple[int, int]]:
    """The lines that are in Title Case, where a capital says nothing."""
    found, start = [], 0
    for line in text.split("\n"):
        long = [word for word in line.split() if len(word) >= _CASED]
        capitals = sum(word[0].isupper() for word in long)
        headline = len(long) > 2 and not line.rstrip().endswith((".", "!", "?", '"', "”"))
        if headline and capitals > _TITLE_SHARE * len(long):
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found
