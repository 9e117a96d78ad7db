"""Who else worked on it: closing lines that name contributors."""

from __future__ import annotations

import re

from reader.extract.byline import is_name

LONGEST = 400
"""Characters; what is longer is text."""

_CLOSING = re.compile(
    r".{3,300}\bcontribut(?:ed|ing|es)\s+(?:(?:additional|further)\s+)?(?:to\s+(?:this"
    r"|the)\s+(?:report|story|article)|reporting|research)\b.{0,80}"
    r"|(?:with\s+)?(?:additional|further|extra)\s+(?:reporting|research|editing|production"
    r"|contributions?|files)\b.{2,300}"
    r"|(?:reporting|reported|writing|written|compiled|edited|editing|produced|research)\s+(?:by"
    r"|from)\s*:?\s+.{2,300}"
    r"|edited\s+by\s*:\s*.{2,80}|with\s+(?:contributions|reporting|files|material|information"
    r"|inputs?|additional reporting)\s+(?:by|from)\b.{2,200}"
    r"|(?:this|the)\s+(?:report|article|story)\s+(?:was\s+)?(?:(?:originally\s+)?(?:written"
    r"|translated|produced|compiled)|includes\s+(?:reporting|material)|uses\s+material)\b.{2,160}"
    r"|(?:by\s+)?[\w' ’-]{2,60}\s+(?:with|and)\s+(?:afp|ap|reuters|dpa|epd|kna|agencies"
    r"|wires)(?:,\s*\w+)*"
    r"|source\s*:\s*(?!https?:).{2,80}",
    re.IGNORECASE,
)
_ROLES = re.compile(
    r"(?P<role>additional reporting|further reporting|with reporting|reporting|reported|writing"
    r"|written|compiled"
    r"|contributions|with contributions)\s+(?:by|from)\s*:?\s+(?P<names>[^;()]+)",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"(?:the\s+)?[\w'’ ]{0,40}?(?:CNN|Associated Press|AP|BBC|Reuters|AFP"
    r"|NBC News)(?:['’]s?)?\s+(?:(?:video\s*|staff\s+)?(?:writers?|journalists?|reporters?"
    r"|correspondents?|producers?)\s+)?"
)
_PLACE = re.compile(r"\s+(?:in|from|at|on)\s+.*$")
_VERB = re.compile(r"\s*\b(?:also\s+)?contribut(?:ed|ing)\b.*$", re.IGNORECASE | re.DOTALL)
_AND = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+")


def is_credit(text: str) -> bool:
    """Whether a line names those who worked on the article."""
    bare = text.strip("()[]*_ \t")
    return len(bare) <= LONGEST and bool(_CLOSING.fullmatch(bare))


def contributors(credit: str) -> tuple[str, ...]:
    """The people a closing line names, editors left out."""
    credit = credit.strip("()[]*_ \t")
    found = [name for role in _ROLES.finditer(credit) for name in _names(role["names"])]
    if not found and _VERB.search(credit):
        found = _names(_DESK.sub("", _VERB.sub("", credit), count=1))
    return tuple(dict.fromkeys(found))


def reporters(credit: str) -> tuple[str, ...]:
    """Those a line such as `Reporting by A and B; Editing by C` names as the authors."""
    found = re.match(r"\(?(?:reporting|reported|written)\s+by\s+([^;()]+)", credit, re.IGNORECASE)
    return tuple(dict.fromkeys(_names(found[1]))) if found else ()


def _names(text: str) -> list[str]:
    parts = (_PLACE.sub("", _DESK.sub("", part)).strip(" .,") for part in _AND.split(text))
    return [part for part in parts if is_name(part)]
