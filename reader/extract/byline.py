"""Who wrote it: bylines as news pages write them, and the names in them."""

from __future__ import annotations

import re

from reader.extract.wording import OUTLETS, ROLE, words
from reader.text.clean import clean_line
from reader.text.date_words import MONTHS

LONGEST = 160
"""Characters; what is longer is a sentence."""

_BY = re.compile(
    r"(?:(?:written|words|story|text|analysis|opinion|comment|review|interview|exclusive|posted"
    r"|published|article|a column|column|perspective|essay|profile)\s+by|by|from cnn['’]s"
    r"|author|authors|autor|autora|autore|auteur|von|par|por|di|door|av|автор|текст|от)\b\s*:?\s+",
    re.IGNORECASE,
)
_ENGLISH_BY = re.compile(r"(?:\w+\s+)?by\b", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:[|•·–—]|\s-\s|\bin\s+[A-Z]|\bat\s+[A-Z]|\bfor\s+(?:the\s+)?[A-Z]"
    r"|\bof\s+(?:the\s+)?[A-Z]"
    r"|\d|\((?!\w+\)\s+[A-Z])).*$"
)
_AND = re.compile(
    r"\s*(?:,|;|&|/|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bи\b|\bwith\b|\bmit\b|\bavec\b"
    r"|\bcon\b|\bnach\b)\s+"
)
_SMALL = words(
    """
    de da do dos das del della di du van von der den ter ten la le el al bin ibn bint af av zu y
    e i
    """
)
_NOT_NAMES = words(
    """
    the a an this that these those why how what when who where is are was were new world latest
    in on at  monday tuesday wednesday thursday friday saturday sunday today yesterday
    """
)
_NAME_WORD = re.compile(r"(?:[^\W\d_][\w'’.\-]*)$")


def authors(line: str) -> tuple[str, ...]:
    """The authors a byline names; empty if the line is no byline.

    `By INES CALLOWAY and Pell Arrowsmith, CNN` names Ines Calloway and Pell Arrowsmith.
    """
    line = clean_line(line).strip("*_ ")
    found = _BY.match(line)
    if not found or len(line) > LONGEST:
        return ()
    rest = line[found.end() :]
    names = people(rest)
    if names:
        return names
    outlet = _TAIL.sub("", rest).strip(" ,.")
    is_outlet = outlet.lower() in OUTLETS or bool(ROLE.search(outlet))
    named = _ENGLISH_BY.match(line) and is_outlet and all(map(_is_capital, outlet.split()))
    return (outlet,) if named and len(outlet.split()) <= 5 else ()


def people(text: str) -> tuple[str, ...]:
    """The names in a list of them; empty if it holds anything that is neither name nor office.

    Outlets, offices, places and dates after the names are passed over.
    """
    names: list[str] = []
    for part in _AND.split(text.strip(" ,.;")):
        name = _TAIL.sub("", part).strip(" ,.;:")
        if _is_outlet(part) or _is_outlet(name):
            continue
        name = _without_office(name)
        if not is_name(name):
            if names and (ROLE.search(part) or part[:1].isdigit() or _is_capital(part)):
                continue
            return ()
        names.append(_cased(name))
    return tuple(dict.fromkeys(names))


def is_name(text: str) -> bool:
    """Whether a text looks like one person's name: two to five words, capitals in front."""
    parts = text.split()
    if not 2 <= len(parts) <= 5 or len(text) > 60:
        return False
    if parts[0].lower() in _NOT_NAMES or parts[0].lower() in MONTHS:
        return False
    capitals = [word for word in parts if word.lower() not in _SMALL]
    return (
        len(capitals) >= 2
        and all(_NAME_WORD.match(word) and _is_capital(word) for word in capitals)
        and not any(word.endswith(".") and len(word) > 4 for word in capitals)
    )


def is_office(line: str) -> bool:
    """Whether a line says what somebody is and for whom, such as `Coast correspondent`."""
    return (
        len(line) <= 80
        and not line.endswith((".", "!", "?"))
        and (bool(ROLE.search(line)) or _is_outlet(line))
    )


def listed(names: tuple[str, ...]) -> str:
    """Names as one line: `A, B and C`."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _is_outlet(text: str) -> bool:
    return text.strip(" .,|()").lower() in OUTLETS


def _without_office(name: str) -> str:
    """The name alone of `Ines Calloway Associated Press` and `Ines Calloway Coast editor`."""
    parts = name.split()
    for size in range(2, min(len(parts), 5)):
        rest = " ".join(parts[size:])
        if is_name(" ".join(parts[:size])) and (_is_outlet(rest) or ROLE.search(rest)):
            return " ".join(parts[:size])
    return name


def _is_capital(word: str) -> bool:
    first = word.lstrip("'’\"(")[:1]
    return first.isupper() or (first.isalpha() and first.lower() == first.upper())


def _cased(name: str) -> str:
    """A name in capitals as names are written."""
    if not name.isupper():
        return name
    return " ".join(
        word if re.fullmatch(r"(?:[^\W\d_]\.)+", word) else re.sub(r"[^\W\d_]+", _capitalised, word)
        for word in name.split()
    )


def _capitalised(letters: re.Match[str]) -> str:
    small = letters[0].lower()
    return (
        small if small in _SMALL and letters.start() == 0 and len(small) > 1 else small.capitalize()
    )
