"""What kind of change an edit is: whether whoever read the old text would want to know.

Numbers, names, quotations, corrections, sentences that came, went or were rewritten are material;
spelling, hyphens, capitals, small words and labels are not.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.text.corrections import MENTIONED
from reader.text.diff import diff, words
from reader.text.norm import letters, plainly_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.text.diff import Edit

Kind = Literal["material", "minor", "none"]
What = Literal["headline", "numbers", "names", "quotes", "correction", "text"]
WHAT: tuple[What, ...] = ("headline", "correction", "numbers", "names", "quotes", "text")
"""In the order they are told."""


class Verdict(NamedTuple):
    """A kind of change, and what it touches."""

    kind: Kind = "none"
    what: tuple[What, ...] = ()

    def __or__(self, other: object) -> Verdict:
        if not isinstance(other, Verdict):
            return NotImplemented
        kind = min(self.kind, other.kind, key=("material", "minor", "none").index)
        both = {*self.what, *other.what}
        return Verdict(kind, tuple(each for each in WHAT if each in both))


_IN_WORDS: dict[What, str] = {
    "headline": "another headline",
    "correction": "a correction",
    "numbers": "other numbers",
    "names": "other names",
    "quotes": "other quotations",
    "text": "text rewritten",
}


def in_words(verdict: Verdict) -> str:
    """A verdict as a person reads it, such as "Other numbers, a correction"."""
    if verdict.kind == "none":
        return "No change"
    told = told_in_words(verdict.what)
    return told[:1].upper() + told[1:] if verdict.kind == "material" else f"Small changes: {told}"


def told_in_words(what: Iterable[str]) -> str:
    """What a change touches, in words; names that are not known are left out."""
    known = set(what)
    return ", ".join(words for name, words in _IN_WORDS.items() if name in known)


_LABEL = re.compile(
    r"^(?:(?:live|watch|video|breaking|updated?|exclusive|opinion|analysis|just in|in pictures"
    r"|eil|\+\+\+|liveblog|en direct|directo|速報|独自)\s*(?:[:|–—-]|\+\+\+)\s*)+"
    r"|\s*[(\[](?:updated?|video|photos|live|corrected)[)\]]$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SMALL = re.compile(
    r"an?|the|of|to|in|on|at|by|for|with|and|or|as|is|was|are|were|be|been|its?|this|that|these"
    r"|those|which|who|whom|from|into|than|then|so|also|has|have|had|their|his|her|our|your|s?he"
    r"|they|we|i|der|die|das|den|dem|des|eine?|und|oder|im|am|zu|mit|von|auf|für|l[ea]s?|une?|d[eu]s?"
    r"|et|ou|à|aux?|en|el|los|las|una|y|o|del|al|il|lo|gli|e|di|da|con"
)
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:。！？\n][\"')\]]*)\s*\"?$")
_SEEN = 8
"""Characters before a word that show whether a sentence begins with it."""
_FEW_WORDS = 3
_FEW_SIGNS = 4
"""Words, or characters of a script without spaces, from which what came or went is a statement."""


def judge_title(old: str, new: str) -> Verdict:
    """What became of a headline."""
    if plainly_set(old) == plainly_set(new):
        return Verdict()
    bare_old, bare_new = _unlabelled(old), _unlabelled(new)
    if letters(bare_old) == letters(bare_new):
        return Verdict("minor", ("headline",))
    return judge(bare_old, bare_new) | Verdict("minor", ("headline",))


def judge(old: str, new: str) -> Verdict:
    """What became of a passage; either may be empty, where it came or went."""
    if not old or not new:
        return _whole(old or new, came=bool(new))
    verdict = Verdict()
    before, marks = "", 0
    for edit in diff(old, new):
        if edit.op != "equal":
            verdict |= _edit(edit, before, quoted=marks % 2 == 1)
        said = plainly_set(edit.new) + " " * edit.new.endswith((" ", "\n"))
        before, marks = (before + said)[-_SEEN:], marks + said.count('"')
    return verdict


def _unlabelled(title: str) -> str:
    return _LABEL.sub("", title.strip()).strip() or title


def _whole(text: str, *, came: bool) -> Verdict:
    text = plainly_set(text)
    if came and MENTIONED.search(text):
        return Verdict("material", ("correction",))
    said = [word for word in words(text) if word[0].isalnum()]
    few = _FEW_WORDS if text.isascii() or " " in text else _FEW_SIGNS
    return Verdict("material", ("text",)) if len(said) >= few else Verdict("minor", ("text",))


def _edit(edit: Edit, before: str, *, quoted: bool) -> Verdict:
    old, new = plainly_set(edit.old), plainly_set(edit.new)
    if letters(old) == letters(new):
        return Verdict("minor", ("text",))
    what: set[What] = set()
    if _numbers(old) != _numbers(new):
        what.add("numbers")
    if _names(old, before) != _names(new, before):
        what.add("names")
    if MENTIONED.search(new) and not MENTIONED.search(old):
        what.add("correction")
    rewritten = _is_rewritten(old, new)
    if not what and not rewritten:
        return Verdict("minor", ("text",))
    if rewritten and len(_carrying(old)) + len(_carrying(new)) > _FEW_WORDS:
        what.add("text")
    if quoted or '"' in old + new:
        what.add("quotes")
    return Verdict("material", tuple(each for each in WHAT if each in (what or {"text"})))


def _numbers(text: str) -> Counter[str]:
    return Counter(re.sub(r"[.,](?=\d{3}(?!\d))", "", each) for each in _NUMBER.findall(text))


def _names(text: str, before: str) -> set[str]:
    """Words with a capital where no sentence begins."""
    found = set()
    for word in words(text):
        if word[0].isupper() and not _SENTENCE_ENDS.search(before):
            found.add(letters(word))
        before = before[-3:] + word
    return found


def _is_rewritten(old: str, new: str) -> bool:
    """Whether other things are said: not only spelling, or words that carry nothing."""
    for ones, others in ((_said(old), _said(new)), (_carrying(old), _carrying(new))):
        if len(ones) == len(others) and all(map(_is_spelling, ones, others)):
            return False
    return True


def _said(text: str) -> list[str]:
    return [found for word in words(text) if (found := letters(word))]


def _carrying(text: str) -> list[str]:
    return [word for word in _said(text) if not _SMALL.fullmatch(word)]


def _is_spelling(one: str, other: str) -> bool:
    """Whether two words are one, spelt otherwise: letters swapped, or two of a longer word."""
    if one == other:
        return True
    if one.isdigit() or one[0] != other[0]:
        return False
    if len(one) > 2 and sorted(one) == sorted(other):
        return True
    if min(len(one), len(other)) < 4:
        return False
    first = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    last = 0
    while last < min(len(one), len(other)) - first and one[-1 - last] == other[-1 - last]:
        last += 1
    differ = max(len(one), len(other)) - first - last
    return last > 0 and differ <= 2
