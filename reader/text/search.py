"""The query language: `feed:bbc is:unread (flood or "burst dam") -newer:2d` becomes a condition.

Terms side by side must all hold, `or` binds weaker, `-` leaves out, parentheses group. The same
language serves search, filters, lists on the command line and saved views.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from reader.model.errors import UsageError
from reader.model.query import (
    AllOf,
    AnyOf,
    ArticleQuery,
    Before,
    Field,
    Flag,
    Has,
    InStory,
    Is,
    Not,
    Part,
    Since,
    Words,
)
from reader.text import moments
from reader.text.cells import cell_width
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from reader.model.query import Condition

DEEPEST = 40
"""Parentheses within parentheses; more is a mistake, or meant to break something."""

MOST_TERMS = 200

_FIELDS: dict[str, Field] = {name: name for name in get_args(Field) if name != "any"}
_FLAGS: dict[str, Flag] = {flag: flag for flag in get_args(Flag)}
_PARTS: dict[str, Part] = {part: part for part in get_args(Part)}
FIELD_NAMES = (*_FIELDS, "is", "has", "newer", "older")
"""What stands before a colon in a query."""
_STORY = re.compile(r"s?(\d{1,18})", re.IGNORECASE)

# “ ” „ are what a phone or a text editor makes of a straight quotation mark.
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\)) | (?P<minus>-(?=\S))
      | (?P<key>[^\W\d]+):(?!//)(?P<rest>["“”„][^"“”„]*(?P<shut>["“”„])?|[^\s()"“”„]*)
      | ["“”„](?P<phrase>[^"“”„]*)(?P<end>["“”„])?
      | (?P<word>[^\s()"“”„]+)
    )""",
    re.VERBOSE,
)
_QUOTES = '"“”„'

Kind = Literal["(", ")", "-", "or", "term", "end"]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Kind
    at: int
    key: str = ""
    value: str = ""
    value_at: int = 0
    quoted: bool = False


def parse_query(text: str, now: datetime) -> ArticleQuery:
    """What a query asks for; ages count back from `now`, dates begin in its time zone.

    Raises:
        UsageError: the query cannot be understood. The problem says what was expected, and the
            hint shows the query with a mark under the place.
    """
    return ArticleQuery(_Parser(clean_line(text), now).whole())


class _Parser:
    def __init__(self, text: str, now: datetime) -> None:
        self._text = text
        self._now = now
        self._tokens = self._tokenised()
        self._next = 0
        self._depth = 0
        self._keys: dict[str, Callable[[_Token], Condition]] = {
            "is": self._is,
            "has": self._has,
            "newer": lambda term: Since(self._moment(term)),
            "older": lambda term: Before(self._moment(term)),
        }

    def whole(self) -> Condition:
        if self._peek().kind == "end":
            return AllOf()
        found = self._either()
        if self._peek().kind == ")":
            raise self._mistake(self._peek().at, 'there is no "(" before this ")"')
        return found

    def _either(self) -> Condition:
        """Alternatives, parted by `or`."""
        found = [self._together()]
        while self._peek().kind == "or":
            self._take()
            found.append(self._together())
        return found[0] if len(found) == 1 else AnyOf(tuple(found))

    def _together(self) -> Condition:
        """Terms side by side."""
        found = [self._one()]
        while self._peek().kind in {"(", "-", "term"}:
            found.append(self._one())
        return found[0] if len(found) == 1 else AllOf(tuple(found))

    def _one(self) -> Condition:
        negated = False
        while self._peek().kind == "-":
            self._take()
            negated = not negated
        found = self._group() if self._peek().kind == "(" else self._term()
        return Not(found) if negated else found

    def _group(self) -> Condition:
        opened = self._take()
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._mistake(
                opened.at, f"parentheses stand in each other more than {DEEPEST} deep"
            )
        found = self._either()
        self._depth -= 1
        if self._peek().kind != ")":
            raise self._mistake(self._peek().at, 'expected a ")" for the "(" before')
        self._take()
        return found

    def _term(self) -> Condition:
        token = self._peek()
        if token.kind != "term":
            where = {"end": " at the end", "or": ' before "or"', ")": ' before ")"'}[token.kind]
            raise self._mistake(token.at, f"expected a word{where}")
        self._take()
        if not token.value and (token.key or token.quoted):
            wanted = f"{token.key}:" if token.key else "the quotation mark"
            raise self._mistake(
                token.value_at, f"expected {self._example(token.key)} after {wanted}"
            )
        if not token.key:
            return Words(token.value)
        if token.key == "story" and (number := _STORY.fullmatch(token.value)):
            return InStory(int(number[1]))
        if field := _FIELDS.get(token.key):
            return Words(token.value, field)
        return self._keys[token.key](token)

    def _is(self, term: _Token) -> Condition:
        if flag := _FLAGS.get(term.value.lower()):
            return Is(flag)
        raise self._mistake(term.value_at, f"is: expects {_listed(_FLAGS, term.value)}")

    def _has(self, term: _Token) -> Condition:
        if part := _PARTS.get(term.value.lower()):
            return Has(part)
        raise self._mistake(term.value_at, f"has: expects {_listed(_PARTS, term.value)}")

    def _moment(self, term: _Token) -> datetime:
        try:
            return moments.ago(term.value, self._now)
        except ValueError as error:
            problem = str(error)
            wrong = f"{term.key}: expects {moments.EXPECTED}" if "expected" in problem else problem
            raise self._mistake(term.value_at, wrong) from None

    def _example(self, key: str) -> str:
        examples = {"is": _listed(_FLAGS), "has": _listed(_PARTS), "newer": moments.EXPECTED}
        examples["older"] = moments.EXPECTED
        named = {
            "feed": "part of a feed's title",
            "folder": "part of a folder's name",
            "story": "a story's number such as s12, or part of its headline",
            "url": "part of an address",
            "lang": "a language such as de",
        }
        return examples.get(key) or named.get(key) or "a word"

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1]

    def _tokenised(self) -> list[_Token]:
        tokens = []
        for found in _TOKEN.finditer(self._text):
            tokens.append(self._token(found))
            if len(tokens) > MOST_TERMS:
                raise self._mistake(tokens[-1].at, f"a query has {MOST_TERMS} words at most")
        return [*tokens, _Token("end", len(self._text))]

    def _token(self, found: re.Match[str]) -> _Token:
        name = str(found.lastgroup)
        match found.lastgroup:
            case "open" | "close" | "minus":
                kinds: dict[str, Kind] = {"open": "(", "close": ")", "minus": "-"}
                return _Token(kinds[name], found.start(name))
            case "word" if found["word"].lower() == "or":
                return _Token("or", found.start("word"))
            case "word":
                return _Token("term", found.start("word"), "", found["word"], found.start("word"))
            case "phrase" | "end":
                at = found.start("phrase")
                self._closed(found["end"], at - 1)
                return _Token("term", at - 1, "", found["phrase"].strip(), at, quoted=True)
        return self._keyed(found)

    def _keyed(self, found: re.Match[str]) -> _Token:
        at, value_at, rest = found.start("key"), found.start("rest"), found["rest"]
        key = found["key"].lower()
        if key not in FIELD_NAMES:
            near = _nearest(key, FIELD_NAMES)
            keys = ", ".join(f"{known}:" for known in FIELD_NAMES)
            meant = f"did you mean {near}:?" if near else f"there are {keys}"
            raise self._mistake(at, f"{found['key']}: is not known; {meant}")
        if rest[:1] and rest[0] in _QUOTES:
            self._closed(found["shut"], value_at)
        return _Token("term", at, key, rest.strip(_QUOTES).strip(), value_at)

    def _closed(self, shut: str | None, at: int) -> None:
        if not shut:
            raise self._mistake(at, "this quotation mark is never closed")

    def _mistake(self, at: int, problem: str) -> UsageError:
        return UsageError(f"the query stops making sense: {problem}", _pointed(self._text, at))


def _listed(names: Collection[str], near: str = "") -> str:
    *most, last = names
    listed = f"{', '.join(most)} or {last}"
    meant = _nearest(near.lower(), names)
    return f"{listed}; did you mean {meant}?" if meant else listed


def _nearest(word: str, names: Collection[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    return next(iter(get_close_matches(word, names, 1, 0.5)), "")


def _pointed(text: str, at: int) -> str:
    """The query and, on the next line, a mark under a place in it; a long query in part."""
    begin = max(0, at - 50)
    before, after = text[begin:at], text[at : at + 25]
    lead = "…" if begin else ""
    return f"{lead}{before}{after}\n{' ' * cell_width(lead + before)}^"
