"""newsboat's filter language (its manual, chapter 5) put into the query language."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""\s*(?:(?P<paren>[()]) | (?P<op>=~|!~|==|!=|<=|>=|!\#|[=<>\#]|between\b)
      | "(?P<quoted>(?:[^"\\]|\\.)*)" | (?P<word>[^\s()"=!<>\#]+))""",
    re.VERBOSE,
)
_PLAIN = re.compile(r"[\w\s'’.,:/&@+-]+")
"""What means itself in a regular expression, but for the dot, which may stand for one of those."""

_FIELDS = {
    "title": "title:",
    "author": "author:",
    "content": "",
    "description": "",
    "link": "url:",
    "guid": "url:",
    "feedtitle": "feed:",
    "tags": "folder:",
}
_AGES = {"<": "newer", "<=": "newer", ">": "older", ">=": "older"}


def to_query(expression: str) -> str:
    """A filter as a query.

    Raises:
        ValueError: dateline has no words for a part of it; says which.
    """
    words = [_Word(found) for found in _TOKEN.finditer(expression)]
    if "".join(expression.split()) != "".join("".join(each.text.split()) for each in words):
        raise ValueError("its filter cannot be read")
    said, at = [], 0
    while at < len(words):
        word = words[at]
        said_bare = word.kind != "quoted" and word.value.lower()
        if said_bare in ("(", ")", "and", "or"):
            said.append("" if said_bare == "and" else str(said_bare))
            at += 1
        else:
            if at + 2 >= len(words) or words[at + 1].kind != "op":
                raise ValueError(f"its filter breaks off at {word.value}")
            said.append(_test(word.value.lower(), words[at + 1].value, words[at + 2].value))
            at += 3
    return " ".join(filter(None, said)).replace("( ", "(").replace(" )", ")")


class _Word:
    """A word, a sign or a quoted value of a filter."""

    def __init__(self, found: re.Match[str]) -> None:
        self.kind = str(found.lastgroup)
        self.text = found[0]
        self.value = found[self.kind]
        if self.kind == "quoted":
            self.value = re.sub(r"\\(.)", r"\1", self.value)
        elif self.kind != "word":
            self.text = self.value


def _test(field: str, sign: str, value: str) -> str:
    negated = sign.startswith("!")
    if field == "unread":
        return "is:unread" if (value == "yes") is not negated else "is:read"
    if field in ("enclosure_url", "enclosure_type") and not value:
        return "has:enclosure" if negated else "-has:enclosure"
    if field == "flags":
        return _flags(sign, value)
    if field == "age":
        return _age(sign, value)
    if field not in _FIELDS or sign in _AGES or sign == "between":
        raise ValueError(f"dateline has no words for its {field} {sign}")
    words = _words(value)
    terms = [f"{_FIELDS[field]}{_quoted(word)}" for word in words]
    found = terms[0] if len(terms) == 1 else f"({' or '.join(terms)})"
    return f"-{found}" if negated else found


def _flags(sign: str, value: str) -> str:
    """Any flag became a star; which letter it was is not kept."""
    if value or sign not in ("=", "==", "!="):
        raise ValueError("dateline has one star instead of flags with letters")
    return "is:starred" if sign == "!=" else "-is:starred"


def _age(sign: str, value: str) -> str:
    low, _, high = value.partition(":")
    if sign == "between" and low.isdecimal() and high.isdecimal():
        ages = [f"older:{int(low)}d"] if int(low) else []
        return " ".join([*ages, f"newer:{int(high) + 1}d"])
    if sign not in _AGES or not value.isdecimal():
        raise ValueError(f"dateline has no words for its age {sign} {value}")
    return f"{_AGES[sign]}:{int(value)}d"


def _words(value: str) -> list[str]:
    """The plain words a regular expression means, if it is nothing but some of them."""
    bare = value.removeprefix("^").removesuffix("$").removeprefix(".*").removesuffix(".*")
    if bare[:1] == "(" and bare[-1:] == ")":
        bare = bare[1:-1]
    words = [" ".join(word.split()) for word in bare.replace("\\b", "").split("|")]
    if not all(_PLAIN.fullmatch(word) for word in words):
        raise ValueError(f"its pattern {value} is more than words")
    return words


def _quoted(word: str) -> str:
    return f'"{word}"' if re.search(r"[\s:-]", word) or word.lower() == "or" else word
