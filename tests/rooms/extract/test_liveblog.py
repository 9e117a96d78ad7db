"""A page that is a live blog becomes its posts, in the order of time."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from reader.extract.page import read_page
from reader.model.liveblog import LiveBlog, LivePost
from tests.corpora import CORPORA

if TYPE_CHECKING:
    from reader.model.parsed import ExtractedArticle

URL = "https://gazette.example/live/dam"
NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


def update(at: str, title: str, body: str = "", **fields: object) -> dict[str, object]:
    told = {"@type": "BlogPosting", "headline": title, "articleBody": body, "datePublished": at}
    return told | fields


def linked(updates: object, **fields: object) -> str:
    root = {"@type": "LiveBlogPosting", "headline": "Dam LIVE", "liveBlogUpdate": updates, **fields}
    told = json.dumps(root).replace("</", "<\\/")
    return f'<script type="application/ld+json">{told}</script>'


def read(head: str, body: str = "", title: str = "Dam LIVE: all updates") -> ExtractedArticle:
    article = read_page(f"<html><head><title>{title}</title>{head}</head><body>{body}", URL)
    assert article is not None
    return article


def posts(head: str, body: str = "") -> tuple[LivePost, ...]:
    live = read(head, body).live
    assert live is not None
    return live.posts


TWO = [
    update("2026-11-03T12:05:00+01:00", "Sluices opened", "The water &amp; mud <b>flow</b>."),
    update("2026-11-03T10:30:00Z", "A crack", "Line one.\nLine two."),
]


def test_posts_stand_oldest_first_with_times_for_headings() -> None:
    article = read(linked(TWO))
    assert article.text == (
        "2026-11-03\n\n10:30 UTC · A crack\n\nLine one.\n\nLine two.\n\n"
        "11:05 UTC · Sluices opened\n\nThe water & mud flow."
    )
    assert (
        "<h3>11:05 UTC · Sluices opened</h3>\n<p>The water &amp; mud <b>flow</b>.</p>"
        in article.html
    )


def test_posts_of_one_minute_keep_the_order_the_page_tells_them_in() -> None:
    said = [update(f"2026-11-03T{at}:00Z", title) for at, title in (("11:00", "d"), ("10:00", "c"))]
    said += [update("2026-11-03T10:00:00Z", "b"), update("2026-11-03T09:00:00Z", "a")]
    assert [post.title for post in posts(linked(said))] == ["a", "b", "c", "d"]
    assert [post.title for post in posts(linked(said[::-1]))] == ["a", "b", "c", "d"]


def test_one_update_may_be_an_object_and_bodies_may_be_empty() -> None:
    (post,) = posts(linked(update("2026-11-03T10:00:00Z", "It holds")))
    assert (post.title, post.html) == ("It holds", "")
    assert len(posts(linked([*TWO, update("2026-11-03T09:00:00Z", "")]))) == 2


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"url": f"{URL}#p17"}, "p17"),
        ({"@id": f"{URL}#p18", "url": URL}, "p18"),
        ({"@id": "urn:post:19"}, "urn:post:19"),
        ({"url": "/live/dam/20"}, "/live/dam/20"),
        ({"identifier": "21"}, "21"),
    ],
)
def test_a_post_keeps_its_name_when_it_is_rewritten(fields: dict[str, object], named: str) -> None:
    old = update("2026-11-03T10:00:00Z", "Four hurt", "Four people.", **fields)
    new = update("2026-11-03T10:00:00Z", "Six hurt", "Six people.", **fields)
    new["dateModified"] = "2026-11-03T10:20:00Z"
    (before,), (after,) = posts(linked(old, url=URL)), posts(linked(new, url=URL))
    assert before.id == after.id == named
    assert (before.updated_at, after.updated_at) == (None, NOON - timedelta(minutes=100))
    assert after.html == "<p>Six people.</p>"


def test_a_post_without_a_name_is_known_by_time_and_headline() -> None:
    first, again = posts(linked(TWO)), posts(linked(TWO[::-1]))
    assert [post.id for post in first] == [post.id for post in again]
    edited = [TWO[0], TWO[1] | {"articleBody": "Line one, corrected."}]
    assert [post.id for post in posts(linked(edited))] == [post.id for post in first]


def test_a_name_that_all_posts_share_is_none_and_a_post_told_twice_is_one() -> None:
    said = [each | {"url": f"{URL}#live"} for each in [*TWO, TWO[0]]]
    assert len({post.id for post in posts(linked(said))}) == 2


def test_a_post_without_a_time_has_its_neighbour_s() -> None:
    lost = {"headline": "Also", "articleBody": "And so on."}
    assert posts(linked([*TWO, lost]))[0].title == "Also"
    assert read(linked([lost]), f"<p>{'The water rose again. ' * 5}").live is None


def test_authors_that_the_page_names_for_all_are_not_each_post_s() -> None:
    both = [{"name": "Ann Lee"}, {"name": "Bo Ruiz"}]
    said = [TWO[0] | {"author": both}, TWO[1] | {"author": "Cy Orr"}]
    assert [post.author for post in posts(linked(said, author=both))] == ["Cy Orr", ""]


def test_what_the_root_says_of_its_times_is_not_believed() -> None:
    article = read(
        linked(TWO, datePublished="2026-11-04T00:00:00Z", coverageEndTime="2026-11-05T00:00:00Z")
    )
    assert article.live is not None
    assert article.published_at == article.live.starts_at == NOON - timedelta(minutes=90)
    assert article.live.ends_at == NOON - timedelta(minutes=55)


def blog(*hours: float, closed: bool = False) -> LiveBlog:
    told = (LivePost(str(hour), NOON + timedelta(hours=hour)) for hour in hours)
    return LiveBlog(tuple(told), closed)


@pytest.mark.parametrize(
    ("live", "hours"),
    [(blog(0), 4.5), (blog(0, 0.1, 0.2), 3.2), (blog(0, 8, 9), 21), (blog(0, 100), 124)],
)
def test_coverage_lasts_half_as_long_again_as_its_longest_pause(
    live: LiveBlog, hours: float
) -> None:
    over = live.lasts_until(live.ends_at)
    assert over == NOON + timedelta(hours=hours)
    assert live.lasts(over - timedelta(seconds=1))
    assert not live.lasts(over)


def test_a_post_of_the_day_after_tomorrow_keeps_no_coverage_alive() -> None:
    assert not blog(-1, 0, 50).lasts(NOON + timedelta(hours=4))


@pytest.mark.parametrize(
    "said",
    [
        "This live blog is now closed. Thank you for reading.",
        "We’re wrapping up our live coverage here.",
        "Damit beenden wir den Liveblog für heute.",
        "Ce direct est terminé.",
        "Cerramos aquí este directo.",
    ],
)
def test_a_blog_that_says_goodbye_is_closed(said: str) -> None:
    live = read(linked([*TWO, update("2026-11-03T11:50:00Z", "Goodbye", said)])).live
    assert live is not None
    assert not live.lasts(NOON)


MARKED = """
<div itemscope itemtype="https://schema.org/LiveBlogPosting">
<article id="b7" itemprop="liveBlogUpdate">
<time itemprop="datePublished" datetime="2026-11-03T11:20:00+01:00">11.20</time>
<h2>Sirens</h2><p>They sounded twice.</p></article>
<article id="b6" itemprop="liveBlogUpdate">
<time itemprop="datePublished" datetime="2026-11-03T11:00:00+01:00">11.00</time>
<p>The level falls by an inch an hour.</p></article>
</div>
"""


def test_microdata_marks_posts() -> None:
    first, last = posts("", MARKED)
    assert (first.id, first.at, first.title) == ("b6", NOON - timedelta(hours=2), "")
    assert (last.id, last.title, last.html) == ("b7", "Sirens", "<p>They sounded twice.</p>")


TIMED = "".join(
    f'<section id="post-{n}"><div><time datetime="2026-11-03T{9 + n:02}:00:00Z">{n} h</time></div>'
    f"<h3>Report {n}</h3><p>The water stood at {40 - n} metres when it was read.</p></section>"
    for n in range(4, 0, -1)
)
RELATED = '<aside class="related">' + "".join(
    f'<div><time datetime="2026-11-0{n}T10:00:00Z">x</time><p>Another story of the week.</p></div>'
    for n in range(1, 9)
)


def test_neighbours_with_a_time_each_are_the_posts_of_a_live_page() -> None:
    found = posts("", f"<main>{TIMED}</main>{RELATED}</aside>")
    assert [post.id for post in found] == ["post-1", "post-2", "post-3", "post-4"]
    assert found[0].title == "Report 1"
    assert found[0].html == "<p>The water stood at 39 metres when it was read.</p>"


def test_the_same_neighbours_on_another_page_are_not() -> None:
    page = f"<title>The week in pictures</title><main>{TIMED}</main>"
    article = read_page(page, "https://gazette.example/week")
    assert article is not None
    assert article.live is None


TICKER = """
<h1>Dammbruch: der Liveticker</h1><article><p>Am Hollinsee läuft Wasser aus. Hier das Neueste.</p>
<h3>0.15 Uhr: Sirenen in Marsden</h3><p>Die Stadt wird geräumt, alle Bewohner müssen gehen.</p>
<p><b>23.50 Uhr</b></p><p>Die Feuerwehr pumpt das Wasser in den alten Kanal ab.</p>
<p><b>+++ 22:05 Uhr: Erster Riss +++</b></p><p>Ein Ingenieur entdeckt einen Riss in der Mauer.</p>
</article>
"""


def test_times_part_the_text_of_a_ticker_and_midnight_is_a_new_day() -> None:
    head = '<meta property="article:published_time" content="2026-11-02T22:01:00+01:00">'
    article = read_page(
        f"<html><head>{head}<title>Dammbruch: der Liveticker</title></head><body>{TICKER}", URL
    )
    assert article is not None
    assert article.live is not None
    assert [(f"{post.at:%d %H:%M}", post.title) for post in article.live.posts] == [
        ("02 21:05", "Erster Riss"),
        ("02 22:50", ""),
        ("02 23:15", "Sirenen in Marsden"),
    ]
    assert article.text.startswith("Am Hollinsee läuft Wasser aus.")


def test_a_million_updates_are_read_from_both_ends_or_the_head() -> None:
    many = [update("2026-11-03T10:00:00Z", f"Post {n}") for n in range(30_000)]
    found = posts(linked(many))
    assert 1_000 < len(found) <= 3_000


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"LiveBlogPosting","liveBlogUpdate":' + "[" * 100_000,
        '{"@type":"LiveBlogPosting","liveBlogUpdate":' + '{"articleBody":' * 50_000,
        '{"@type":"LiveBlogPosting","liveBlogUpdate":[1,null,"x",[{}],{"headline":{"name":[[]]}}]}',
        '{"@type":["LiveBlogPosting"],"liveBlogUpdate":{"@type":7,"datePublished":[9],"url":{}}}',
        '{"@type":"LiveBlogPosting","liveBlogUpdate":[{"datePublished":' + "9" * 6_000 + "}]}",
    ],
)
def test_junk_is_no_live_blog(script: str) -> None:
    page = (
        f'<script type="application/ld+json">{script}</script><p>{"A sentence of text. " * 9}</p>'
    )
    article = read_page(page, URL)
    assert article is not None
    assert article.live is None


def test_a_broken_script_gives_the_posts_before_the_break() -> None:
    script = linked(TWO).removesuffix("</script>")[:-40] + "</script>"
    assert [post.title for post in posts(script)] == ["Sluices opened"]


def test_nothing_of_a_post_reaches_the_terminal_or_the_disk() -> None:
    said = update(
        "2026-11-03T10:00:00Z",
        "A\x1b]8;;x\x07 &lt;b&gt;crack&lt;/b&gt;",
        '<script>x</script><a href="file:///etc/passwd">here</a> \x1b[2J<img src=x onerror=y>',
        url="javascript:alert(1)",
    )
    (post,) = posts(linked(said))
    shown = f"{post}"
    assert not any(each in shown for each in ("\\x1b", "script", "file:", "onerror"))


def _cases() -> list[Any]:
    places = sorted((CORPORA / "liveblog").glob("*.json")) if CORPORA else []
    return [pytest.param(path, id=path.name) for path in places]


@pytest.mark.parametrize("path", _cases())
def test_real_live_blogs_are_read_whole(path: Any) -> None:
    told = path.read_text("utf-8")
    root = json.loads(told)
    page = f'<script type="application/ld+json">{told}</script>'
    article = read_page(page, root["url"])
    assert article is not None
    assert article.live is not None
    found = article.live.posts
    assert len(found) == len(root["liveBlogUpdate"])
    assert [post.at for post in found] == sorted(post.at for post in found)
    names = {each["url"].rpartition("#")[2] for each in root["liveBlogUpdate"]}
    assert {post.id for post in found} == names
    assert not any("&#" in f"{post.title}{post.html}" for post in found)
    assert article.live.lasts(article.live.ends_at)
    assert not article.live.lasts(article.live.ends_at + timedelta(days=1))
