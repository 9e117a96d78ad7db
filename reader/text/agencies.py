"""News agencies, and which of them an article credits."""

from __future__ import annotations

import re

_AGENCIES = {
    "Reuters": r"reuters|rtr",
    "AP": r"(?:the )?associated press|ap news|AP",
    "AFP": r"agence france[- ]presse|AFP",
    "dpa": r"(?:deutsche presse-agentur|dpa(?:-afx|-infocom)?)",
    "UPI": r"united press international|UPI",
    "Bloomberg": r"bloomberg(?: news)?",
    "PA": r"pa media|(?:the )?press association|pa news agency",
    "APA": r"austria presse agentur|APA",
    "sda": r"keystone-sda(?:-ats)?|sda(?:-ats)?|ATS",
    "epd": r"evangelischer pressedienst|epd",
    "KNA": r"KNA",
    "EFE": r"(?:agencia )?efe",
    "Europa Press": r"europa press",
    "ANSA": r"ansa",
    "Lusa": r"lusa",
    "Belga": r"belga",
    "ANP": r"ANP",
    "TT": r"tt nyhetsbyrån",
    "NTB": r"NTB",
    "Ritzau": r"ritzau",
    "STT": r"STT",
    "TASS": r"tass|тасс",
    "RIA Novosti": r"ria novosti|риа новости",
    "Interfax": r"interfax|интерфакс",
    "Ukrinform": r"ukrinform|укринформ",
    "PAP": r"PAP",
    "CTK": r"ČTK|CTK",
    "Anadolu": r"anadolu(?: agency| ajansı)?",
    "Xinhua": r"xinhua|新华社|新華社",
    "CNS": r"中新社|中新网",
    "Kyodo": r"kyodo(?: news)?|共同通信(?:社)?|共同",
    "Jiji": r"jiji(?: press)?|時事通信(?:社)?|時事",
    "Yonhap": r"yonhap|연합뉴스",
    "PTI": r"press trust of india|PTI",
    "ANI": r"ANI",
    "AAP": r"australian associated press|AAP",
    "CP": r"the canadian press|canadian press",
    "IANS": r"IANS",
}
_NAMES = f"({'|'.join(_AGENCIES.values())})"
_FORMS = {name: re.compile(form, re.IGNORECASE) for name, form in _AGENCIES.items()}
_SHORT = 3
"""Letters of a name that is only believed as it is written: AP, not ap."""

_SOURCE = re.compile(rf"{_NAMES}(?:\s+(?:news|world|top news|latest))?", re.IGNORECASE)
_CREDIT = re.compile(
    rf"(?:^|[(/,;|©]|\b(?:by|von|par|por|di|source|quelle|via|with|mit|avec|con|from|and|und)\b:?)"
    rf"\s*{_NAMES}(?=\s*(?:$|[)/,;|.—–-]|\b(?:in|and|und|staff|contributed)\b))",
    re.IGNORECASE,
)
_HEAD = re.compile(
    rf"[^\n]{{0,60}}?\((?:[\w./ -]{{0,12}}/)?{_NAMES}(?:/[\w. -]{{0,12}})?\)"
    rf"|[^\n.]{{0,40}}?{_NAMES}\s*(?:—|–|--|-(?=\s)|：)"
    rf"|【{_NAMES}】|{_NAMES}\S{{1,20}}?[电電]",
    re.IGNORECASE,
)
_END = re.compile(
    rf"(?:[(\[©/]|\b(?:quelle|source|fuente|fonte|bron)\s*:)\s*(?:[\w.-]{{1,10}}/)?{_NAMES}"
    r"(?:/[\w.-]{1,10})?\s*[)\]]?\W*$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}(?:, [A-Z][a-zé]{2,8}\.? \d{1,2})?"
    r" \(([A-ZÀ-Þ][\w.&’' -]{1,30})\) ?[-–—]"
)
"""What agencies' texts begin with, whoever the agency is: "KESTREL VALLEY, Nov 3 (Meridian) -"."""
_ENDS = 120
"""Characters in which a closing credit stands."""


def agency(text: str = "", credit: str = "", source: str = "") -> str:
    """The agency an article is from, by its source's name, its credits, or its text's ends."""
    found = (
        _SOURCE.fullmatch(source.strip())
        or _HEAD.match(text[:200].lstrip())
        or _CREDIT.search(credit[:500])
        or _END.search(text[-_ENDS:].rstrip())
    )
    if found:
        return _name(found)
    unknown = _DATELINE.match(text[:120].lstrip())
    return unknown[1].strip() if unknown else ""


def _name(found: re.Match[str]) -> str:
    """The agency's usual name."""
    told = next(filter(None, found.groups()))
    name = next(name for name, form in _FORMS.items() if form.fullmatch(told))
    written = told.isupper() or told == name or len(told) > _SHORT or not told.isascii()
    return name if written else ""
