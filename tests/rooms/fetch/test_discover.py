from __future__ import annotations

import pytest

from reader.fetch.discover import candidates
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
