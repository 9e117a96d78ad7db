"""What another reader kept, as the feed itself would have told it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.carried import KeptArticle
from reader.parse.carried import carried
from reader.parse.feed import parse_feed
from tests.newsboat import harbour

BASE = "https://news.example"
FEED = f"{BASE}/harbour.xml"
AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("guid", "url", "identity"),
    [
        ("hp-1", f"{BASE}/ferry?utm_source=a&b=1", "guid:hp-1"),
        ("/noguidMon, 02 Nov 2026 10:00:00 GMT", f"{BASE}/noguid", f"url:{BASE}/noguid"),
        (f"{BASE}/noguidMon, 02 Nov 2026 10:00:00 GMT", f"{BASE}/noguid", f"url:{BASE}/noguid"),
        (f"{BASE}/noguid2026-11-02T10:00:00Z", f"{BASE}/noguid", f"url:{BASE}/noguid"),
        (f"{BASE}/noguid2", f"{BASE}/noguid", f"guid:{BASE}/noguid2"),
    ],
)
def test_ids_that_newsboat_made_up_are_not_taken_for_the_feeds(guid, url, identity):
    (article,) = carried([KeptArticle(guid, url, "A title", published_at=AT)], FEED).articles
    assert article.identity == identity


def test_an_article_is_the_same_whoever_tells_it():
    told = {each.title: each for each in parse_feed(harbour(BASE).encode(), FEED).articles}
    kept = KeptArticle(
        guid="/noguidMon, 02 Nov 2026 10:00:00 GMT",
        url=f"{BASE}/noguid",
        title="No guid & all",
        html='<p>Long <a href="/rel">text</a> here.</p>',
        published_at=AT,
    )
    (article,) = carried([kept], FEED).articles
    same = told["No guid & all"]
    assert (article.identity, article.url_key) == (same.identity, same.url_key)
    assert (article.html, article.published_at) == (same.html, same.published_at)
    assert not article.content_hash


def test_what_is_foreign_is_cleaned():
    kept = KeptArticle(
        "\x1b]0;x\x07",
        "javascript:x()",
        "\x9b2J[/nope]",
        "\x1b[1mJo",
        "<p onclick=x()>Text<script>x()</script></p>",
        enclosure_url="file:///etc/passwd",
    )
    (article,) = carried([kept], FEED).articles
    assert (article.url, article.title, article.authors) == ("", "2J[/nope]", ("[1mJo",))
    assert (article.html, article.enclosures) == ("<p>Text</p>", ())


kept_articles = st.builds(
    KeptArticle,
    guid=st.sampled_from(["", "1", "2"]) | st.text(max_size=8),
    url=st.sampled_from(["", f"{BASE}/1", f"{BASE}/2", f"{BASE}/2?utm_source=x", "/x"])
    | st.text(max_size=8),
    title=st.sampled_from(["", "One", "Two"]) | st.text(max_size=8),
    html=st.text(max_size=20),
    read=st.booleans(),
    starred=st.booleans(),
    deleted=st.booleans(),
)


@given(st.lists(kept_articles, max_size=8))
def test_every_mark_belongs_to_an_article_that_came(kept):
    told = carried(kept, FEED)
    identities = {each.identity for each in told.articles}
    assert len(identities) == len(told.articles)
    assert told.read | told.starred | told.deleted <= identities
    assert any(each.read or each.deleted for each in kept) == bool(told.read)
