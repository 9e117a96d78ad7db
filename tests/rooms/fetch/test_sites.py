"""The feed of a page of a known site, told from its address; one case, one form of address."""

from __future__ import annotations

import re

import pytest

from reader.fetch.discover import candidates
from reader.fetch.sites import RULES, known_feed

CHANNEL = "UCxxxxxxxxxxxxxxxxxxxxxx"
VIDEOS = "https://www.youtube.com/feeds/videos.xml"
REDDIT = "https://www.reddit.com"
STACK = "https://stackoverflow.com"

FORMS = {
    f"https://www.youtube.com/channel/{CHANNEL}": f"{VIDEOS}?channel_id={CHANNEL}",
    f"https://www.youtube.com/channel/{CHANNEL}/videos": f"{VIDEOS}?channel_id={CHANNEL}",
    f"https://music.youtube.com/channel/{CHANNEL}": f"{VIDEOS}?channel_id={CHANNEL}",
    "http://youtube.com/user/ann": f"{VIDEOS}?user=ann",
    "https://m.youtube.com/playlist?list=PL0123456789": f"{VIDEOS}?playlist_id=PL0123456789",
    "https://www.youtube.com/watch?v=abc&list=PL0123456789": f"{VIDEOS}?playlist_id=PL0123456789",
    "https://www.reddit.com/": f"{REDDIT}/.rss",
    "https://www.reddit.com/r/worldnews/": f"{REDDIT}/r/worldnews/.rss",
    "https://www.reddit.com/r/worldnews+news/new/": f"{REDDIT}/r/worldnews+news/new/.rss",
    "https://old.reddit.com/user/ann": f"{REDDIT}/user/ann/.rss",
    "https://www.reddit.com/u/ann/submitted": f"{REDDIT}/u/ann/submitted/.rss",
    "https://www.reddit.com/user/ann/m/press": f"{REDDIT}/user/ann/m/press/.rss",
    "https://www.reddit.com/domain/bbc.co.uk/": f"{REDDIT}/domain/bbc.co.uk/.rss",
    "https://www.reddit.com/r/news/comments/1abc/the_dam/": (
        f"{REDDIT}/r/news/comments/1abc/the_dam/.rss"
    ),
    "https://www.reddit.com/search/?q=dam+burst&type=link": (
        f"{REDDIT}/search.rss?q=dam%20burst&sort=new"
    ),
    "https://www.reddit.com/r/news/search?q=a%26b": (
        f"{REDDIT}/r/news/search.rss?q=a%26b&restrict_sr=on&sort=new"
    ),
    "https://github.com/a/b": "https://github.com/a/b/releases.atom",
    "https://github.com/a/b.js/": "https://github.com/a/b.js/releases.atom",
    "https://github.com/a/b/releases": "https://github.com/a/b/releases.atom",
    "https://github.com/a/b/releases/latest": "https://github.com/a/b/releases.atom",
    "https://github.com/a/b/releases/tag/v1.0": "https://github.com/a/b/releases.atom",
    "https://github.com/a/b/tags": "https://github.com/a/b/tags.atom",
    "https://github.com/a/b/commits": "https://github.com/a/b/commits.atom",
    "https://github.com/a/b/commits/main": "https://github.com/a/b/commits/main.atom",
    "https://github.com/a/b/commits/main/src/x.py": (
        "https://github.com/a/b/commits/main/src/x.py.atom"
    ),
    "https://codeberg.org/a/b/releases": "https://codeberg.org/a/b/releases.rss",
    "https://news.ycombinator.com/": "https://news.ycombinator.com/rss",
    "https://news.ycombinator.com/news": "https://news.ycombinator.com/rss",
    "https://news.ycombinator.com/newest": "https://hnrss.org/newest",
    "https://news.ycombinator.com/ask": "https://hnrss.org/ask",
    "https://news.ycombinator.com/show": "https://hnrss.org/show",
    "https://news.ycombinator.com/item?id=1": "https://hnrss.org/item?id=1",
    "https://news.ycombinator.com/user?id=pg": "https://hnrss.org/submitted?id=pg",
    "https://news.ycombinator.com/submitted?id=pg": "https://hnrss.org/submitted?id=pg",
    "https://news.ycombinator.com/threads?id=pg": "https://hnrss.org/threads?id=pg",
    "https://lobste.rs/t/python": "https://lobste.rs/t/python.rss",
    "https://mastodon.social/@ann": "https://mastodon.social/@ann.rss",
    "https://mastodon.social/@ann/media": "https://mastodon.social/@ann/media.rss",
    "https://fosstodon.org/tags/linux": "https://fosstodon.org/tags/linux.rss",
    f"{STACK}/": f"{STACK}/feeds",
    f"{STACK}/questions/tagged/c%2b%2b": f"{STACK}/feeds/tag?tagnames=c%2b%2b&sort=newest",
    f"{STACK}/questions/tagged/a+b?tab=Newest": f"{STACK}/feeds/tag?tagnames=a+b&sort=newest",
    f"{STACK}/tags/rss/info": f"{STACK}/feeds/tag?tagnames=rss&sort=newest",
    f"{STACK}/users/22656/ann": f"{STACK}/feeds/user/22656",
    "https://math.stackexchange.com/questions/12/why": (
        "https://math.stackexchange.com/feeds/question/12"
    ),
    "https://unix.meta.stackexchange.com/q/12": (
        "https://unix.meta.stackexchange.com/feeds/question/12"
    ),
    "https://pt.stackoverflow.com/questions/tagged/rss": (
        "https://pt.stackoverflow.com/feeds/tag?tagnames=rss&sort=newest"
    ),
    "https://mathoverflow.net/questions": "https://mathoverflow.net/feeds",
    "https://askubuntu.com/questions/tagged/boot": (
        "https://askubuntu.com/feeds/tag?tagnames=boot&sort=newest"
    ),
    "https://ann.substack.com/": "https://ann.substack.com/feed",
    "https://ann.wordpress.com": "https://ann.wordpress.com/feed/",
    "https://ann.blogspot.com/": "https://ann.blogspot.com/feeds/posts/default",
    "https://ann.tumblr.com/": "https://ann.tumblr.com/rss",
    "https://medium.com/@ann": "https://medium.com/feed/@ann",
    "https://bsky.app/profile/ann.example": "https://bsky.app/profile/ann.example/rss",
    "https://arxiv.org/list/cs.AI/recent": "https://rss.arxiv.org/rss/cs.AI",
}

LEFT_ALONE = (
    "https://youtube.com/@handle",
    "https://www.youtube.com/c/Name",
    "https://www.youtube.com/watch?v=abc",
    "https://www.youtube.com/watch?v=abc&list=RDabc0123456789",
    "https://www.youtube.com/playlist?list=WL",
    f"https://www.youtube.com/channel/{CHANNEL[:-1]}",
    f"{VIDEOS}?channel_id={CHANNEL}",
    f"https://youtube.com.evil.example/channel/{CHANNEL}",
    f"https://notyoutube.com/channel/{CHANNEL}",
    "https://www.reddit.com/r/worldnews/.rss",
    "https://www.reddit.com/r/worldnews/wiki/index",
    "https://www.reddit.com/user/ann/saved",
    "https://www.reddit.com/search",
    "https://www.reddit.com/settings/feeds",
    "https://github.com/",
    "https://github.com/a",
    "https://github.com/a/b/releases.atom",
    "https://github.com/a/b/commits/main.atom",
    "https://github.com/a/b/issues",
    "https://github.com/sponsors/a",
    "https://github.com/orgs/a/repositories",
    "https://gist.github.com/a/b",
    "https://github.com.evil.example/a/b",
    "https://news.ycombinator.com/rss",
    "https://news.ycombinator.com/item?id=x",
    "https://news.ycombinator.com/item",
    "https://news.ycombinator.com/login",
    "https://mastodon.social/@ann.rss",
    "https://mastodon.social/@ann@elsewhere.example",
    "https://mastodon.social/@ann/112233",
    "https://a.example/@ann",
    f"{STACK}/feeds/tag?tagnames=rss",
    f"{STACK}/tags",
    "https://stackexchange.com/questions",
    "https://ann.substack.com/p/one",
    "file:///github.com/a/b",
    "http://[::1",
    "",
)


@pytest.mark.parametrize(("page", "feed"), FORMS.items())
def test_the_feed_of_a_known_site_is_told_from_the_address(page: str, feed: str) -> None:
    assert known_feed(page) == feed
    assert known_feed(feed) is None  # a feed is a feed, and is not led elsewhere


@pytest.mark.parametrize("page", LEFT_ALONE)
def test_an_address_that_only_looks_similar_is_left_alone(page: str) -> None:
    assert known_feed(page) is None


def test_every_rule_says_who_says_so_and_has_a_form_here() -> None:
    assert all(rule.source for rule in RULES)
    hosts = {re.sub(r"^\w+://(?:www\.|m\.)?|/.*", "", page) for page in FORMS}
    assert not [r for r in RULES if not any(re.fullmatch(r.hosts, name) for name in hosts)]


def test_pages_that_name_their_own_feed_need_no_rule() -> None:
    named = (
        f'<link rel="alternate" type="application/rss+xml" href="{VIDEOS}?channel_id={CHANNEL}">'
    )
    (found,) = candidates(f"<html><head>{named}</head>", "https://www.youtube.com/@handle")
    assert found.url == f"{VIDEOS}?channel_id={CHANNEL}"
    named = "<link href='https://toot.example/@ann.rss' rel='alternate' type='application/rss+xml'>"
    (found,) = candidates(f"<html><head>{named}</head>", "https://toot.example/@ann")
    assert found.url == "https://toot.example/@ann.rss"
