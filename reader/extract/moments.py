"""Lines of a page that say when it was published."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.extract.wording import words
from reader.text.date_words import MONTHS
from reader.text.dates import parse_date

if TYPE_CHECKING:
    from datetime import datetime

LONGEST = 140
"""Characters; what is longer is a sentence."""

_WORDS = words(
    """
    updated published posted created modified last first originally on at the of by in about ago
    just now today yesterday sec secs second seconds min mins minute minutes hr hrs hour hours
    day days week weeks month months year years an a one two three four five six seven eight
    nine ten s m h d w mo y date time local am pm a.m p.m noon midnight and read listen mon tue
    tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday
    et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest eet eest msk ist jst kst
    hkt sgt aest aedt awst nzst z wib stand aktualisiert veröffentlicht am um uhr zuletzt vor
    stunden minuten tagen montag dienstag mittwoch donnerstag freitag samstag sonntag publié le
    mis à jour modifié il y lundi mardi mercredi jeudi vendredi samedi dimanche heures publicado
    actualizado el de hace horas lunes martes miércoles jueves viernes sábado domingo del
    pubblicato aggiornato il alle ore lunedì martedì mercoledì giovedì venerdì sabato domenica
    опубликовано обновлено в мск назад часов часа минут
    """
)
_UPDATED = re.compile(
    r"\b(?:last\s+)?(?:updated?|modified|aktualisiert|mis\s+à\s+jour|actualizado|aggiornato"
    r"|обновлено)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\b)?|\d+")
_PIECES = re.compile(r"\s*[·•|]\s*|(?<=\d)(?=[A-Z][a-z]{2})|\s+[–—]\s+")
_RELATIVE = re.compile(
    r"\bago\b|\bjust now\b|\byesterday\b|\btoday\b|\bvor \d|\bil y a\b|\bhace\b|\bназад\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]\d\d")


def is_moment(line: str) -> bool:
    """Whether a line says when, and nothing else: a date, a time, `3 hours ago`."""
    if len(line) > LONGEST:
        return False
    tokens = [token.lower() for token in _TOKEN.findall(line)]
    known = all(token.isdigit() or token in _WORDS or token in MONTHS for token in tokens)
    if not tokens or not known:
        return False
    dated = any(map(str.isdigit, tokens)) and len(tokens) > 1
    return dated or bool(_RELATIVE.search(line))


def published(lines: list[str]) -> datetime | None:
    """The moment of publication that lines of dates tell; an update only if there is no other."""
    updates: list[datetime] = []
    for line in lines:
        for piece in _pieces(line):
            at = parse_date(_UPDATED.sub(" ", piece)) if _YEAR.search(piece) else None
            if at and not _UPDATED.search(piece):
                return at
            if at:
                updates.append(at)
    return updates[0] if updates else None


def published_in(line: str) -> datetime | None:
    """The date a line ends with, as in `By Ines Calloway, 18 November 2025`."""
    parts = line.split()
    for at in range(1, len(parts)):
        rest = " ".join(parts[at:])
        if is_moment(rest) and _YEAR.search(rest):
            return published([rest])
    return None


def _pieces(line: str) -> list[str]:
    """A line cut where another date or an update begins."""
    pieces: list[str] = []
    for part in _PIECES.split(line):
        starts = [found.start() for found in _UPDATED.finditer(part) if found.start()]
        bounds = [0, *starts, len(part)]
        pieces += [part[a:b].strip(" ,;()") for a, b in pairwise(bounds)]
    return pieces
