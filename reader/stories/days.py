"""Days of the week by name: what happened on Tuesday is not what happened on Friday."""

from __future__ import annotations

from reader.stories.terms import tokens

_NAMES = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "ru": "понедельник вторник среда среду четверг пятница пятницу суббота воскресенье",
}
DAYS = frozenset(
    token.key for language, names in _NAMES.items() for token in tokens(names, language)
)
"""The terms that name a day, in any of these languages."""


def days(terms: dict[str, int]) -> frozenset[str]:
    """The days that an article names."""
    return DAYS.intersection(terms)
