"""Place, date and agency that a news text opens with."""

from __future__ import annotations

import re

LONGEST = 90
"""Characters a dateline takes at most."""

_DASH = r"\s*(?:—|–|―|--+|-(?=\s))\s*"
_AGENCY = r"[A-ZÀ-ÞА-ЯЁa-z][\w.&/’'À-ÿ -]{1,40}"
_CAPITALS = r"[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ'’.\-]*(?:[ /-][A-ZÀ-ÞА-ЯЁ'’.\-]+){0,4}"
_PLACE = r"[A-ZÀ-ÞА-ЯЁ][\w'’.\-]*(?:[ /][\w'’.\-]+){0,4}"
_MORE = r"(?:,\s*[A-ZÀ-Þ0-9][\w'’. ]{1,25}){0,3}"
_DATE = (
    r"(?:,?\s*(?:\d{1,2}\.?\s*(?:de\s+)?[^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.?\s*\d{1,2})"
    r"(?:,?\s*\d{4})?)?"
)

_FORMS = tuple(
    re.compile(form)
    for form in (
        # PORT ELLERY, Nov 18 (Reuters) - | Port Ellery (AFP) – | PARIS, 3 novembre (AFP) —
        rf"(?P<line>{_PLACE}{_MORE}{_DATE}\s*\((?P<agency>{_AGENCY})\)){_DASH}",
        # (CNN) — | (CNN) Residents ...
        rf"(?P<line>\((?P<agency>[A-Z]{{2,6}}|[A-Z]{{2,8}}[ /][\w ]{{2,20}}|Reuters"
        rf"|Bloomberg)\))(?:{_DASH}|\s+(?=[A-Z\"“'‘]))",
        rf"(?P<line>[^\W\d_]{{3,5}}\.?\s\d{{1,2}}\s\((?P<agency>{_AGENCY})\)){_DASH}",
        # CNN — | London CNN —
        r"(?P<line>(?:[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3},? )?(?P<agency>CNN|AP|AFP|Reuters"
        r"|BBC|UPI))\s*[—–]\s*",
        # WASHINGTON — | ATLANTA, Ga. — | LONDON, Nov. 3 —
        rf"(?P<line>{_CAPITALS}{_MORE}{_DATE})\s*(?:—|–|--+|\s-\s)\s*",
        # МОСКВА, 3 ноя - РИА Новости. | МОСКВА, 3 ноября. /ТАСС/.
        r"(?P<line>[А-ЯЁ][А-ЯЁ -]+, \d{1,2} [а-я]{3,9}\.?\s*[-–—/]\s*(?:РИА Новости|ТАСС/?"
        r"|Интерфакс)[\w. ]{0,20}?)\.\s+",
        r"(?P<line>(?:新华社|中新社|共同社)\S{1,20}?电)\s*(?:[（(][^）)]{1,30}[）)])?\s*",
    )
)
_ALONE = re.compile(r"\(?(CNN|AP|AFP|Reuters|UPI)\)?\s*[—–-]*")


def split(text: str) -> tuple[str, str]:
    """A paragraph as its dateline (empty if it has none), without the dash, and the rest."""
    head = text[: LONGEST + 10]
    for form in _FORMS:
        found = form.match(head)
        if found and _is_dateline(found) and _is_text(text[found.end() :]):
            return found["line"].strip(" ,"), text[found.end() :]
    return "", text


def agency_alone(line: str) -> str:
    """The agency, if a line holds nothing else, as CNN's pages part it from the text."""
    found = _ALONE.fullmatch(line)
    return found[1] if found else ""


def _is_dateline(found: re.Match[str]) -> bool:
    line = found["line"]
    if len(line) > LONGEST:
        return False
    agency = found.groupdict().get("agency")
    if agency is None:
        # Capitals alone also begin shouted sentences ("NOT NOW - said ..."): a name has no more.
        return len(line.split(",")[0].split()) <= 4 and len(line) > 3
    return agency[0].isupper() or agency in {"dpa", "ots", "epd", "kna", "apa", "sda", "afp", "ap"}


def _is_text(rest: str) -> bool:
    """A sentence begins: `NATO - which was founded ...` is no dateline."""
    first = rest.lstrip("\"'“‘«„([")[:1]
    begins = first.isupper() or first.isdigit() or first.lower() == first.upper()
    return begins and (len(rest.split()) >= 3 or len(rest) >= 12)
