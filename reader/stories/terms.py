"""What counts as a term of an article: words by their stems, names, numbers, pairs of names."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.text.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGLISH = "en"
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)+|\w+(?:['’]\w+)?")
"""Initials (U.S.), numbers with points, words."""
_ENDS_SENTENCE = re.compile(r"[.!?:|\n\"“”‘„«»]")
_LETTERS = 7
"""Of a word in an inflected language: a prefix stands for its forms (McNamee 2004)."""
_SHOUTED = 0.6
"""Share of capitalised words from which a line is set in title case and names no names."""


class Token(NamedTuple):
    """A word of a text."""

    key: str
    """What it is compared by."""
    written: str
    capital: bool
    opens: bool
    """It opens a sentence, where a capital says nothing."""
    number: bool
    after: str
    """What stands between it and the word before."""


def tokens(text: str, language: str) -> list[Token]:
    """The words of a text."""
    found = []
    end = 0
    for match in _TOKEN.finditer(text):
        written = match[0]
        gap = text[end : match.start()]
        opens = end == 0 or _ENDS_SENTENCE.search(gap) is not None
        end = match.end()
        first = written[0]
        capital, number = first.isupper(), first.isdigit()
        found += [
            Token(key, written, capital, opens, number, gap) for key in _keys(written, language)
        ]
    return found


def is_shouted(words: list[Token]) -> bool:
    """Whether most words are capitalised, so that capitals tell no names."""
    return sum(word.capital for word in words) > _SHOUTED * len(words)


def pairs(words: list[Token]) -> Iterator[tuple[str, str]]:
    """Capitalised words that follow each other, as key and as written: `las vegas`."""
    for one, next_ in pairwise(words):
        if one.capital and next_.capital and not next_.after.strip():
            yield f"{one.key} {next_.key}", f"{one.written} {next_.written}"


def primary(language: str) -> str:
    """The language of a tag, without its region: `de-AT` is `de`."""
    return re.split("[-_]", language.strip().lower(), maxsplit=1)[0]


@lru_cache(maxsize=65_536)
def _keys(written: str, language: str) -> tuple[str, ...]:
    """The keys of a word; several where a script is written without blanks."""
    written = written.replace("’", "'")
    if written[-1] == ".":
        written = written.replace(".", "")
    if not written.isascii():
        return tuple(stem(key, language) for key in words_of(written))
    return (stem(written.lower(), language),)


def stem(word: str, language: str) -> str:
    """What the forms of a word have in common."""
    if language in {ENGLISH, ""} and word.isascii():
        return _english(word)
    return word[:_LETTERS]


def _english(word: str) -> str:
    """Less than Porter (1980) takes away: plurals, possessives, -ing, -ed, -ly."""
    word = _singular(word.removesuffix("'s"))
    if len(word) < 5 or not word.isalpha():
        return word
    for ending in ("ingly", "edly", "ing", "ed", "ly"):
        if word.endswith(ending):
            rest = word.removesuffix(ending)
            if len(rest) >= 3 and not set(rest).isdisjoint("aeiouy"):
                doubled = len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz"
                word = rest[:-1] if doubled and ending != "ly" else rest
            break
    if word.endswith("e") and len(word) > 4:
        return word[:-1]
    return word[:-1] + "y" if word.endswith("i") else word


def _singular(word: str) -> str:
    if len(word) <= 3 or word[-1] != "s" or word[-2] in "sui":
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")) and len(word) > 4:
        return word[:-2]
    return word[:-1]
