"""Where a text says that it was wrong before.

Whoever sees both versions may trust any mention of a correction; in one text alone the word also
means prisons and stock markets, so a notice has to begin a line or to speak of the text itself.
"""

from __future__ import annotations

import re

from reader.text.norm import plainly_set
from reader.text.words import Hit

MENTIONED = re.compile(
    r"\bcorrect(?:ion|ed)\b|\bclarification\b|\beditor's note\b|\ban earlier version\b"
    r"|\bprevious version\b|\b(?:was|has been) amended\b|\bretract(?:ion|ed)\b|\bfor the record\b"
    r"|\b(?:korrektur|berichtigung|richtigstellung|in einer früheren (?:version|fassung))\b"
    r"|\b(?:rectificatif|erratum|corrección|fe de errores|rettifica|rectificatie|oikaisu"
    r"|rättelse|rettelse)\b|исправление|訂正|更正|勘误",
    re.IGNORECASE,
)
"""A correction, in a passage that came between two versions."""

_LONGEST = 2_000
"""Characters of a paragraph that may be a notice."""
_LABEL = re.compile(
    r"[\W_]*(?:(?:correction|clarification|erratum|retraction)s?"
    r"(?: and (?:corrections?|clarifications?))?|for the record"
    r"|(?:berichtigung|korrektur|richtigstellung)(?:s?hinweis)?"
    r"|rectificatif|précision|erratum|mise au point|corrección|rectificación|fe de errores|errata"
    r"|rettifica|correzione|errata corrige|rectificatie|correctie|correção|oikaisu|rättelse"
    r"|rettelse|исправление|поправка|уточнение|訂正|更正|勘误)"
    r"(?:\s?\([^)\n]{0,40}\)|,?\s?[^\W\d]{0,12}\.?\s?\d[^:\n]{0,20})?(?:\s?[:：|]|\s-\s)\s*\S.*",
    re.IGNORECASE | re.DOTALL,
)
_NOTE = re.compile(
    r"[\W_]*(?:editor's note|anmerkung der redaktion|note de la rédaction|nota del editor)s?\s?:"
    r".{0,400}?(?:correct|earlier|previous|original version|amended|changed|clarif|error|wrong"
    r"|misstate|misspell|updated to|korrigiert|fehler|falsch|geändert|früher|corrig|erreur|error)",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    r"\b(?:an? )?(?:earlier|previous|prior|original) versions? of (?:this|the)"
    r" (?:article|story|report|headline|post|piece|caption|column)\b"
    r"|\bthis (?:article|story|report|piece|post|headline)(?: (?:was|has been)|'s headline was)"
    r" (?:amended|corrected|updated to correct|revised to correct)\b"
    r"|\bin einer (?:früheren|vorherigen|ersten) (?:version|fassung) (?:dieses|des|der)\b"
    r"|\bin einer (?:früheren|vorherigen) (?:version|fassung) (?:hieß|stand|hatten)\b"
    r"|\bune (?:première|précédente) version de (?:cet|l')"
    r"|\buna versión (?:anterior|previa) de est[ea]\b|\buna versione precedente di quest"
    r"|\been eerdere versie van dit\b|\bi en tidigare version av\b",
    re.IGNORECASE,
)


def corrections(text: str) -> list[Hit]:
    """Where the notices of correction stand in a text, each a whole paragraph, in its order."""
    found, start = [], 0
    for line in text.split("\n"):
        if is_correction(line):
            begin = start + len(line) - len(line.lstrip())
            found.append(Hit(begin, start + len(line.rstrip())))
        start += len(line) + 1
    return found


def is_correction(paragraph: str) -> bool:
    """Whether a paragraph tells what the text had wrong."""
    if not paragraph.strip() or len(paragraph) > _LONGEST:
        return False
    said = plainly_set(paragraph)
    return bool(_LABEL.match(said) or _NOTE.match(said) or _OF_ITSELF.search(said))
