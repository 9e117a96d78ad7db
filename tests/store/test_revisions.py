"""Which changes of an article are told: every edit of the news, none of the page around it."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.model.query import EVERYTHING, ArticleQuery, Has, Is, Words
from reader.parse.identity import content_hash
from reader.service.packing import Packing
from reader.store import articles, feeds, lists, revisions, upkeep, windows
from reader.store.db import Database
from reader.text.html import to_blocks, to_html
from tests.build import NOON, article
from tests.corpora import CORPORA
from tests.noise import ARTICLES, HABITS, Site

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from reader.model.article import Article
    from reader.model.parsed import ParsedArticle
    from reader.store.articles import Merged

FETCHES = 250
"""Of four articles: a thousand re-fetches."""


class Store:
    """A store with one feed."""

    def __init__(self, db: Database, feed_id: int) -> None:
        self.db = db
        self.feed_id = feed_id

    async def merge(self, parsed: Sequence[ParsedArticle]) -> Merged:
        return await self.db.write(articles.merge, self.feed_id, parsed, NOON)

    async def rows(self, query: ArticleQuery = EVERYTHING) -> list[Article]:
        return await self.db.read(lists.rows, await self.db.read(windows.ids, query))

    async def empty(self) -> None:
        def clear(db):
            db.execute("delete from article")
            db.execute("delete from fresh_clue")
            db.execute("update feed set habits = ''")

        await self.db.write(clear)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    db = await Database.open(tmp_path / "store.db")
    made = await db.write(feeds.add, "https://noisy.example/feed", "feed", "", "", NOON)
    yield Store(db, made.feed_id)
    await db.close()


async def test_a_thousand_refetches_of_pages_that_never_stand_still_tell_nothing(
    store: Store,
) -> None:
    site, chance = Site(), Random(4)
    told = [await store.merge(site.parsed(chance)) for _ in range(FETCHES)]
    assert sum(each.new for each in told) == len(ARTICLES)
    assert sum(each.changed for each in told) == 0
    assert await store.rows(ArticleQuery(Is("updated"))) == []
    assert await store.rows(ArticleQuery(Has("revision"))) == []


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, 2**32), st.sets(st.sampled_from(sorted(HABITS)), min_size=1))
def test_whatever_the_page_does_around_the_text_is_no_news(seed: int, habits: set[str]) -> None:
    from reader.text.habits import Document, Habits, Revised, news
    from reader.text.html import stored_blocks
    from reader.text.passages import passages, turns

    site, chance = Site(habits=frozenset(habits)), Random(seed)
    first = [passages(stored_blocks(each.html)) for each in site.parsed(chance)]
    learned = Habits()
    for _ in range(4):
        parsed = site.parsed(chance)
        now = [passages(stored_blocks(each.html)) for each in parsed]
        revised = [
            Revised(number, each.title, old, turns(old, new))
            for number, (each, old, new) in enumerate(zip(parsed, first, now, strict=True))
        ]
        told, learned = news(
            revised, Document(len(parsed), tuple(each.html for each in parsed)), learned
        )
        assert not any(told)


EDITS = (
    (0, 5, "Deaths: 19", "numbers"),
    (1, 4, "Final score: 3-1", "numbers"),
    (0, 3, "At least 19 houses in the lower town stand in water. The school at Mill Lane is a"
     " shelter for 140 people, and the road to Tessel is closed below the second bridge.",
     "numbers"),
    (0, 2, "“We are watching every gauge we have,” said Ines Holloway, who runs the control room.",
     "names"),
    (0, 2, "“We are losing every gauge we have,” said Ines Calloway, who runs the control room.",
     "quotes"),
    (0, 5, "A second siren sounded at six, and the hospital was cleared.", "text"),
    (0, 4, "", "text"),
    (1, 0, "The Slow Ferry Company will not replace the engines of its two ships with batteries.",
     "text"),
    (1, 4, "Correction: an earlier version of this article gave a wrong month.", "correction"),
    (2, 1, "It shows five villages that no other map has, and a harbour where there is marsh."
     " Historians had long suspected a harbour there but had never seen it drawn.", "text"),
    (3, 2, "Wheat bread rises to 3.40. The guild expects the price of rye to fall by summer.",
     "numbers"),
    (3, 1, "The branch to Tessel will be rebuilt, the railway said on Tuesday night.", "text"),
)  # fmt: skip


@pytest.mark.parametrize(("number", "place", "text", "what"), EDITS)
@pytest.mark.parametrize("fetches", [1, 6])
async def test_an_edit_is_found_amid_all_that_noise(
    store: Store, number: int, place: int, text: str, what: str, fetches: int
) -> None:
    site, chance = Site(), Random(7)
    if what == "numbers" and place == len(ARTICLES[number][1]):  # it stood there before
        site = site.edited(number, place, text.replace("19", "12").replace("3-1", "2-1"))
    for _ in range(fetches):
        await store.merge(site.parsed(chance))
    merged = await store.merge(site.edited(number, place, text).parsed(chance))
    assert merged.changed == 1
    (changed,) = await store.rows(ArticleQuery(Is("updated")))
    assert changed.title == ARTICLES[number][0]
    assert what in changed.change


async def test_a_developing_story_is_told_each_time_its_toll_rises(store: Store) -> None:
    site, chance = Site(), Random(8)
    await store.merge(site.parsed(chance))
    for toll in (14, 15, 17, 19, 23, 24, 30):
        told = ARTICLES[0][1][3].replace("12", str(toll))
        site = site.edited(0, 3, told)
        assert (await store.merge(site.parsed(chance))).changed == 1
        assert (await store.merge(site.parsed(chance))).changed == 0


async def test_a_live_article_that_grows_at_its_end_is_told_each_time(store: Store) -> None:
    site, chance = Site(), Random(9)
    await store.merge(site.parsed(chance))
    for hour in range(5, 12):
        place = len(site.articles[0][1])
        site = site.edited(
            0, place, f"At {hour} o'clock the water reached step {hour} of the quay."
        )
        assert (await store.merge(site.parsed(chance))).changed == 1


async def test_a_link_that_was_mended_is_kept_and_not_told(store: Store) -> None:
    old = article(1, html='<p>Read <a href="https://a.example/typo">on</a>.</p>', content_hash="h")
    await store.merge([old])
    await Packing(store.db).finish(most=10)
    mended = replace(old, html=old.html.replace("typo", "there"))
    assert not (await store.merge([mended])).change
    (row,) = await store.rows()
    assert (row.revisions, row.changed_at) == (1, None)
    assert (await store.db.read(articles.body, row.id)).html == mended.html
    await Packing(store.db).finish(most=10)
    assert await store.rows(ArticleQuery(Words("read on"))) == [row]
    assert await store.db.read(upkeep.problems) == ()


async def test_a_change_is_new_until_it_was_looked_at_and_is_so_again(store: Store) -> None:
    site, chance = Site(), Random(1)
    await store.merge(site.parsed(chance))
    for headline in ("Dam above Corvin holds", "Dam above Corvin has broken"):
        site = site.renamed(0, headline)
        await store.merge(site.parsed(chance))
        (changed,) = await store.rows(ArticleQuery(Is("updated")))
        assert not changed.change_seen
        seen = await store.db.write(revisions.see_change, changed.id)
        assert seen.articles == {changed.id}
        assert not await store.db.write(revisions.see_change, changed.id)
        (changed,) = await store.rows(ArticleQuery(Is("updated")))
        assert changed.change_seen


async def test_headlines_are_told_and_kept(store: Store) -> None:
    site, chance = Site(), Random(1)
    await store.merge(site.parsed(chance))
    assert (
        await store.merge(site.renamed(0, "Dam above Corvin holds").parsed(chance))
    ).changed == 1
    (changed,) = await store.rows(ArticleQuery(Is("updated")))
    assert changed.change[0] == "headline"
    kept = await store.db.read(revisions.revisions, changed.id)
    assert [each.title for each in kept] == [ARTICLES[0][0], "Dam above Corvin holds"]


@pytest.mark.parametrize(
    "text",
    [
        "The guild of bakers  said: “rye is dear” - very dear.",
        'The guild of bakers said: "rye is dear" – very dear.',
        "The guild of the bakers said: “rye is dear” – very dear.",
        "The guild of bakers said: “rye is daer” – very dear.",
    ],
)
async def test_spelling_spacing_and_typography_are_not_told(store: Store, text: str) -> None:
    site = Site(habits=frozenset()).edited(
        3, 3, "The guild of bakers said: “rye is dear” – very dear."
    )
    await store.merge(site.parsed(Random(1)))
    merged = await store.merge(site.edited(3, 3, text).parsed(Random(1)))
    assert merged.changed == 0
    assert await store.rows(ArticleQuery(Is("updated"))) == []


async def test_a_spelling_mistake_that_was_mended_keeps_the_older_text(store: Store) -> None:
    site = Site(habits=frozenset()).edited(3, 3, "The goverment said nothing to the bakers.")
    await store.merge(site.parsed(Random(1)))
    await store.merge(
        site.edited(3, 3, "The government said nothing to the bakers.").parsed(Random(1))
    )
    (kept,) = await store.rows(ArticleQuery(Has("revision")))
    assert (kept.revisions, kept.changed_at) == (2, None)


@pytest.mark.parametrize("articles_told", [1, 4])
@pytest.mark.parametrize(
    "page",
    [
        "<div>Ad #{}: buy a lawn mower now!</div>",
        "<p>token={}</p>",
        "<p>Session ID {:016x}</p>",
        "<p>{} people are reading this right now</p>",
        "<p>This article has been viewed {} times.</p>",
        "<p>Page generated in 0.{} seconds</p>",
        "<h4>Related</h4><ul><li>Storm number {} expected</li><li>Goal {} of the season</li></ul>",
        "<p><b>Most read:</b> <a href='/{}'>Storm {}</a></p>",
    ],
)
async def test_what_other_pages_turn_is_known_from_the_first_fetch(
    store: Store, page: str, articles_told: int
) -> None:
    chance = Random(5)
    for _ in range(12):
        said = []
        for number, (title, paragraphs) in enumerate(ARTICLES[:articles_told]):
            value = chance.randrange(10**9, 10**12)
            html = to_html(to_blocks("".join(f"<p>{each}</p>" for each in paragraphs)
                                     + page.format(*[value] * 2)))  # fmt: skip
            hashed = content_hash(title, html)
            said.append(article(number, title=title, html=html, content_hash=hashed))
        assert (await store.merge(said)).changed == 0


async def test_an_advertisement_that_comes_and_goes_is_learned(store: Store) -> None:
    quiet, loud = Site(habits=frozenset()), Site(habits=frozenset({"advert"}))
    told = []
    for number in range(20):
        site = loud if number % 2 else quiet
        told.append((await store.merge(site.parsed(Random(number)))).changed)
    assert sum(told) <= len(ARTICLES)
    assert sum(told[4:]) == 0


async def test_a_text_too_long_to_compare_is_judged_by_its_headline_and_kept(store: Store) -> None:
    long = article(1, html=f"<p>{'word ' * 220_000}</p>", content_hash="a")
    await store.merge([long])
    other = replace(long, html=f"<p>{'other ' * 200_000}</p>", content_hash="b")
    assert (await store.merge([other])).changed == 0
    [row] = await store.rows()
    first, second = await store.db.read(revisions.revisions, row.id)
    assert (first.body.html, second.body.html) == (long.html, other.html)
    assert (await store.merge([replace(other, title="Quite new", content_hash="c")])).changed == 1


@pytest.mark.skipif(CORPORA is None, reason="the corpora are not here")
async def test_every_rewritten_headline_of_the_corpus_is_found_and_classed(store: Store) -> None:
    assert CORPORA is not None
    lines = (CORPORA / "stories" / "revisions.jsonl").read_text("utf-8").splitlines()
    for each in map(json.loads, lines):
        titles = [version["title"] for version in each["versions"]]
        for title in titles:
            said = article(1, guid=each["id"], identity=each["id"], title=title, url=each["url"],
                           url_key=each["url"], content_hash=content_hash(title, ""))  # fmt: skip
            merged = await store.merge([said])
        (row,) = await store.rows(
            ArticleQuery(Is("updated") if merged.changed else EVERYTHING.where)
        )
        assert row.revisions == len(titles)
        # One of them only lost a blank: its older headline is kept, but it is no news.
        assert (merged.changed, row.change[:1]) in [(1, ("headline",)), (0, ())], titles
        assert merged.changed or titles[0].replace(" ", "") == titles[1].replace(" ", "")
        await store.empty()
