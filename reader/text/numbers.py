"""Numbers as news texts write them, in figures or words, as one value."""

from __future__ import annotations

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen",
    "null - zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
    " sechzehn siebzehn achtzehn neunzehn",
    "zéro - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "cero - dos tres cuatro cinco seis siete ocho nueve diez - doce trece catorce quince dieciséis",
    "zero - - tre quattro cinque - sette otto nove dieci undici dodici tredici",
    "nul - twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien",
    "ноль - два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
)
"""Left out: words that mean something else as often, such as "one", "once" and "sei"."""
_TENS = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "vingt trente quarante cinquante soixante",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
)
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "hundert": 100,
    "thousand": 1_000,
    "tausend": 1_000,
    "mille": 1_000,
    "mil": 1_000,
    "тыс": 1_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "millionen": 1_000_000,
    "mio": 1_000_000,
    "mn": 1_000_000,
    "millón": 1_000_000,
    "millones": 1_000_000,
    "milioni": 1_000_000,
    "miljoen": 1_000_000,
    "млн": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "milliarde": 1_000_000_000,
    "milliarden": 1_000_000_000,
    "mrd": 1_000_000_000,
    "milliard": 1_000_000_000,
    "milliards": 1_000_000_000,
    "miliardi": 1_000_000_000,
    "miljard": 1_000_000_000,
    "млрд": 1_000_000_000,
}
_HAN_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"两": 2}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "萬": 10_000}
_HAN_SCALES |= {"億": 100_000_000, "亿": 100_000_000}

_GROUPED = re.compile(r"(\d{1,3}(?:[.,\u00a0\u202f'’ ]\d{3})+)(?:[.,](\d{1,2}))?")
_SEPARATORS = re.compile(r"[.,\u00a0\u202f'’ ]")
_MYRIADS = re.compile(r"(\d+(?:[.,]\d+)?)([万萬億亿])(\d{0,4})")


def _named() -> dict[str, int]:
    words: dict[str, int] = {}
    for line in _UNITS:
        words |= {word: value for value, word in enumerate(line.split()) if word != "-"}
    for line in _TENS:
        words |= {word: 10 * value for value, word in enumerate(line.split(), 2)}
    units, tens = _UNITS[1].split()[2:10], _TENS[1].split()
    for ten, word in enumerate(tens, 2):
        words |= {f"{unit}und{word}": 10 * ten + one for one, unit in enumerate(units, 2)}
        words[f"einund{word}"] = 10 * ten + 1
    return words


NAMED: dict[str, int] = _named()
"""Casefolded words to what they count, two and more."""


def figure(text: str) -> float | str:
    """The value of figures, separators of thousands and decimal commas understood.

    What is no single number, such as a time of day or a date, is returned as it stands.
    """
    if found := _MYRIADS.fullmatch(text):
        return float(found[1].replace(",", ".")) * _HAN_SCALES[found[2]] + float(found[3] or 0)
    if found := _GROUPED.fullmatch(text):
        return float(f"{_SEPARATORS.sub('', found[1])}.{found[2] or 0}")
    plain = text.replace(",", ".")
    try:
        return float(plain) if len(plain) <= 15 else text
    except ValueError:
        return text


def scale(word: str) -> int:
    """What a word behind a number multiplies it by; 1 for any other word."""
    return _SCALES.get(word, 1)


def han(text: str) -> int | None:
    """The value of a number in Chinese characters; None if it is not one."""
    total = part = digit = 0
    for sign in text:
        if sign in _HAN_DIGITS:
            digit = _HAN_DIGITS[sign]
            continue
        value = _HAN_SCALES.get(sign)
        if value is None:
            return None
        if value < 10_000:
            part, digit = part + (digit or 1) * value, 0
        else:
            total, part, digit = total + (part + digit or 1) * value, 0, 0
    return total + part + digit


def shown(value: float | str) -> str:
    """A value as the same text, however it was written."""
    return value if isinstance(value, str) else f"{value:.12g}"
