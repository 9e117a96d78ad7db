"""News in two languages: an event told in both is one story only where names and numbers agree."""

from __future__ import annotations

from reader.stories.days import days
from reader.stories.sketch import sketch
from tests.rooms.stories.articles import BACKDROP, Seen, seen, stories

TOLD = [
    ("en", "ferry", "Ferry Halcyon runs aground off Merrow with 214 aboard", "Captain Olsen"),
    ("de", "ferry", "Fähre Halcyon vor Merrow mit 214 Menschen auf Grund", "Kapitän Olsen"),
    ("en", "ferry", "All 214 rescued from ferry Halcyon, aground off Merrow", "Olsen questioned"),
    ("de", "ferry", "Halcyon: 214 Passagiere der Fähre vor Merrow gerettet", "Olsen befragt"),
    ("en", "vote", "Sandhaven council votes for a tram through the old town", "It opens in June"),
    ("de", "vote-de", "Stadtrat von Sandhaven stimmt für die Straßenbahn", "Start im Juni"),
    ("en", "vote", "Tram through Sandhaven's old town wins council vote", "Work begins soon"),
    ("de", "vote-de", "Sandhaven bekommt Straßenbahn: Stadtrat stimmt zu", "Bau beginnt bald"),
    ("en", "bank", "Kestrel bank cuts its rate to 2 percent", "Inflation has slowed"),
    ("de", "cup", "Kestrel gewinnt den Pokal mit 2 Toren", "Der Verein feiert"),
]


def article(number: int) -> Seen:
    language, _, title, lead = TOLD[number]
    return seen(f"a{number}", title, number, summary=lead, language=language)


def test_languages_are_kept_apart_unless_names_and_numbers_agree() -> None:
    told = stories([article(number) for number in range(len(TOLD))])
    groups: dict[str, set[str]] = {}
    for number, (_, event, _, _) in enumerate(TOLD):
        groups.setdefault(event, set()).add(told[f"a{number}"])
    assert [len(ids) for ids in groups.values()] == [1] * len(groups)
    assert len(set.union(*groups.values())) == len(groups)


def test_days_are_known_by_name_in_each_language() -> None:
    for language, text in (
        ("en", "The vote is on Wednesday"),
        ("de", "Abgestimmt wird am Mittwoch"),
        ("es", "Se vota el miércoles"),
        ("ru", "Голосование в среду"),
    ):
        terms = sketch(seen("a", text, language=language), BACKDROP).terms
        assert len(days({term.key: 1 for term in terms})) == 1, language


def test_an_article_that_names_another_day_is_of_another_event() -> None:
    title = "Senate debates the harbour bill"
    first = seen("first", title, summary="The debate began on Tuesday in Merrow.")

    def later(day: str) -> str:
        lead = f"Ministers met on {day} to save them."
        article = seen("later", "Harbour bill: budget talks stall", 100, summary=lead)
        return stories([first, article])["later"]

    assert later("Tuesday") == "first"
    assert later("Thursday") == "later"
