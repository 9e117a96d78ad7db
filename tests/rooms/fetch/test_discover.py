from __future__ import annotations

import pytest

from reader.fetch.discover import candidates
from reader.fetch.sites import known_feed
from reader.model.outcome import Candidate

PAGE = "https://a.example/news/today.html"


def urls(html: str) -> list[str]:
    return [found.url for found in candidates(html, PAGE)]


def test_the_feeds_a_page_names_are_found_in_order_and_those_of_comments_last() -> None:
    html = """<!doctype html><head>
      <link rel=alternate type="application/rss+xml" title="Comments" href="/comments/feed">
      <link rel="ALTERNATE feed" type="Application/Atom+XML; charset=utf-8" href="all.atom"
            title="All &amp; sundry">
      <link rel="alternate" type="application/feed+json" href="//cdn.a.example/feed.json">
      <link rel="alternate" type="application/rss+xml" href="/news/all.atom">
      <link rel="feed" href="/bare">
      <link rel="stylesheet" href="style.css"><link rel=alternate hreflang=de href="/de">
      <link rel="alternate" type="application/json+oembed" href="/oembed">
      <link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">
      <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
      <link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">
      <link rel="alternate" type="application/rss+xml" href="">
    </head><body><a href="/other/feed">Feed</a>"""
    found = candidates(html, PAGE)
    assert found[0] == Candidate(
        "https://a.example/news/all.atom", "All & sundry", "application/atom+xml"
    )
    assert [one.url for one in found[1:]] == [
        "https://cdn.a.example/feed.json",
        "https://a.example/bare",
        "https://a.example/comments/feed",
    ]


def test_addresses_are_resolved_against_the_base_of_the_page() -> None:
    html = "<base href=/b/><link rel=alternate type=application/rss+xml href=f>"
    assert urls(html) == ["https://a.example/b/f"]


def test_links_to_plain_feeds_on_the_same_host_are_the_last_resort() -> None:
    html = """<a href="/rss">RSS <b>feed</b></a><a href=/about>About</a><a href="/blog/index.xml">
      </a><a href="https://other.example/feed">theirs</a><a href="feed:https://a.example/x.rss">"""
    found = candidates(html, PAGE)
    assert [one.url for one in found] == [
        "https://a.example/rss",
        "https://a.example/blog/index.xml",
        "https://a.example/x.rss",
    ]
    assert found[0].title == "RSS feed"


@pytest.mark.parametrize(
    "html",
    ["", "\0", "\ud800<link", "<" * 10_000, "<div>" * 50_000, "<link rel=feed href='http://[::1'>"],
)
def test_a_page_past_repair_names_no_feed(html: str) -> None:
    assert candidates(html, PAGE) == ()


def test_titles_of_feeds_cannot_drive_a_terminal() -> None:
    html = "<link rel=feed href=/f title='a&#27;]52;c;x&#7;\u202eb'>"
    assert candidates(html, PAGE)[0].title == "a]52;c;xb"


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        (
            "https://www.youtube.com/channel/UCxxxxxxxxxxxxxxxxxxxxxx/videos",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UCxxxxxxxxxxxxxxxxxxxxxx",
        ),
        (
            "https://m.youtube.com/playlist?list=PL0123456789",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PL0123456789",
        ),
        ("https://youtube.com/@handle", None),
        ("https://www.reddit.com/r/worldnews/", "https://www.reddit.com/r/worldnews/.rss"),
        ("https://old.reddit.com/user/ann", "https://www.reddit.com/user/ann/.rss"),
        ("https://www.reddit.com/r/worldnews/.rss", None),
        ("https://github.com/a/b", "https://github.com/a/b/releases.atom"),
        ("https://github.com/a/b/tags", "https://github.com/a/b/tags.atom"),
        ("https://github.com/a/b/commits/main", "https://github.com/a/b/commits/main.atom"),
        ("https://github.com/a/b/releases.atom", None),
        ("https://github.com/a/b/issues", None),
        ("https://github.com/sponsors/a", None),
        ("https://codeberg.org/a/b/releases", "https://codeberg.org/a/b/releases.rss"),
        ("https://news.ycombinator.com/", "https://news.ycombinator.com/rss"),
        ("https://news.ycombinator.com/item?id=1", None),
        ("https://mastodon.social/@ann", "https://mastodon.social/@ann.rss"),
        ("https://mastodon.social/@ann.rss", None),
        (
            "https://stackoverflow.com/questions/tagged/c%2b%2b",
            "https://stackoverflow.com/feeds/tag?tagnames=c%2b%2b&sort=newest",
        ),
        (
            "https://math.stackexchange.com/questions/12/why",
            "https://math.stackexchange.com/feeds/question/12",
        ),
        ("https://ann.substack.com/", "https://ann.substack.com/feed"),
        ("https://ann.substack.com/p/one", None),
        ("https://medium.com/@ann", "https://medium.com/feed/@ann"),
        ("https://bsky.app/profile/ann.example", "https://bsky.app/profile/ann.example/rss"),
        ("https://arxiv.org/list/cs.AI/recent", "https://rss.arxiv.org/rss/cs.AI"),
        ("https://a.example/@ann", None),
        ("file:///github.com/a/b", None),
        ("http://[::1", None),
        ("", None),
    ],
)
def test_the_feeds_of_known_sites_are_told_from_the_address(page: str, feed: str | None) -> None:
    assert known_feed(page) == feed
