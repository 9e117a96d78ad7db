"""A feed whose pages never stand still: what turns at every fetch, and what is edited.

Seeded, so that a thousand re-fetches are the same thousand every time.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING

from reader.parse.feed import parse_feed

if TYPE_CHECKING:
    from random import Random

ARTICLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Dam above Corvin opened after a night of rain",
        (
            "Engineers opened both gates of the dam above Corvin at four in the morning.",
            "The river authority said the reservoir had risen by 3.1 metres since Sunday, more than"
            " in any week since the dam was built, and was still rising by 2 cm an hour.",
            "“We are watching every gauge we have,” said Ines Calloway, who runs the control room.",
            "At least 12 houses in the lower town stand in water. The school at Mill Lane is a"
            " shelter for 140 people, and the road to Tessel is closed below the second bridge.",
            "The opening lowers the reservoir by about a metre in a day, the authority said.",
        ),
    ),
    (
        "Ferry company to run on batteries from spring",
        (
            "The Slow Ferry Company will replace the engines of its two ships with batteries.",
            "The ships cross the sound forty times a day. Charging takes seven minutes at each end,"
            " which is as long as cars need to drive aboard, the company told the harbour board.",
            "It expects to save 900 tonnes of diesel a year and to lower the price of a crossing.",
            "Captain Bo Lindqvist has sailed the route for thirty years. “I shall miss the noise,”"
            " he said, “but not the smell.” The first ship goes into the yard in February.",
        ),
    ),
    (
        "Library finds a map nobody knew of",
        (
            "A librarian in Merrow has found a map of the coast from 1612 in a book's binding.",
            "It shows four villages that no other map has, and a harbour where there is marsh."
            " Historians had long suspected a harbour there but had never seen it drawn.",
            "“It was glue and luck,” said Maud Ferrier, who found it while mending the spine.",
            "The map will be shown from Monday in the reading room, next to the letters.",
        ),
    ),
    (
        "Bakers raise the price of rye again",
        (
            "Bread made of rye costs 4.20 a loaf from today, the guild of bakers announced.",
            "It is the second rise this year. Rye is scarce since two harvests failed in the north,"
            " and millers pay more for transport since the railway closed the branch to Tessel.",
            "Wheat bread stays at 3.10. The guild expects the price of rye to fall by summer.",
            "Paula Oyelaran, who leads the guild, praised yesterday's loaf at half price.",
        ),
    ),
)

ADVERTS = (
    "Sleep deeper on mattress toppers with free delivery!",
    "Cordless drills from 39.99 while stocks endure.",
    "Cruise cabins at half off until Sunday: claim your vouchers tonight",
    "Garden furniture that loves rain. Discover the collection.",
    "Is your pension ready? Compare 40 providers in two minutes",
    "Dentists hate this toothbrush",
    "Meet singles over fifty near you!",
    "Learn Portuguese in three weeks, guaranteed or refunded.",
    "The espresso machine everyone is talking about is back",
    "Solar panels without deposit, installed within ten days",
    "Get 20% off noise-cancelling headphones with code QUIET",
    "Your horoscope for this week is waiting inside",
)
HEADLINES = (
    "Mayor of Tessel resigns",
    "Storm expected on Friday",
    "Goal in the last minute",
    "Seven ways with beetroot",
    "Court hears the tram case",
    "Orchestra names a conductor",
)


@dataclass(frozen=True)
class Site:
    """A site, and which of its habits it has."""

    articles: tuple[tuple[str, tuple[str, ...]], ...] = ARTICLES
    habits: frozenset[str] = field(default_factory=lambda: frozenset(HABITS))

    def edited(self, number: int, place: int, text: str) -> Site:
        """With one paragraph in other words; a place beyond the last adds one."""
        title, paragraphs = self.articles[number]
        told = [*paragraphs, ""][: max(len(paragraphs), place + 1)]
        told[place] = text
        return self._with(number, (title, tuple(each for each in told if each)))

    def renamed(self, number: int, title: str) -> Site:
        return self._with(number, (title, self.articles[number][1]))

    def _with(self, number: int, article: tuple[str, tuple[str, ...]]) -> Site:
        told = list(self.articles)
        told[number] = article
        return replace(self, articles=tuple(told))

    def document(self, chance: Random) -> bytes:
        """What the site answers at one fetch."""
        items = "".join(
            f"<item><title>{escape(title)}</title><guid>a{number}</guid>"
            f"<link>https://noisy.example/{number}</link><description>"
            f"{escape(self._page(paragraphs, chance))}</description></item>"
            for number, (title, paragraphs) in enumerate(self.articles)
        )
        return f"<rss version='2.0'><channel><title>Noisy</title>{items}</channel></rss>".encode()

    def parsed(self, chance: Random):
        return parse_feed(self.document(chance), "https://noisy.example/feed").articles

    def _page(self, paragraphs: tuple[str, ...], chance: Random) -> str:
        told = [f"<p>{escape(each)}</p>" for each in paragraphs]
        for name, habit in HABITS.items():
            if name in self.habits:
                habit(told, chance)
        return "".join(told)


def _fingerprint(page: list[str], chance: Random) -> None:
    page.append(f"<p>Request {chance.getrandbits(64):016x}</p>")


def _pixel(page: list[str], chance: Random) -> None:
    page.append(f'<img src="https://t.example/p.gif?{chance.random()}" width="1" height="1">')


def _counter(page: list[str], chance: Random) -> None:
    page.append(f"<p>{chance.randrange(10, 99_999):,} views</p>")
    page.append(f"<p>{chance.randrange(400)} comments · {chance.randrange(9)} shares</p>")


def _age(page: list[str], chance: Random) -> None:
    page.insert(0, f"<p>Updated {chance.randrange(2, 59)} minutes ago</p>")


def _clock(page: list[str], chance: Random) -> None:
    page.insert(
        0, f"<p>Last updated: {chance.randrange(10, 24)}:{chance.randrange(10, 60)} GMT</p>"
    )


def _advert(page: list[str], chance: Random) -> None:
    page.insert(2, f"<p>{chance.choice(ADVERTS)}</p>")


def _sponsor(page: list[str], chance: Random) -> None:
    page.append(f"<p>Sponsored: {chance.choice(ADVERTS)}</p>")


def _related(page: list[str], chance: Random) -> None:
    links = "".join(
        f'<li><a href="/{chance.randrange(99)}">{each}</a></li>'
        for each in chance.sample(HEADLINES, 3)
    )
    page.append(f"<h3>Related stories</h3><ul>{links}</ul>")


def _unknown_counter(page: list[str], chance: Random) -> None:
    page.append(f"<p>Lukukertoja {chance.randrange(1000)}</p>")


HABITS = {
    "fingerprint": _fingerprint,
    "pixel": _pixel,
    "counter": _counter,
    "age": _age,
    "clock": _clock,
    "advert": _advert,
    "sponsor": _sponsor,
    "related": _related,
    "unknown counter": _unknown_counter,
}
