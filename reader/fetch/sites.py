"""Sites whose feeds can be told from a page's address, without asking for the page. Pure.

Only what the site itself documents or its pages name; addresses are never guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

from reader.text.url import host as host_of

if TYPE_CHECKING:
    from collections.abc import Callable

_NAME = r"[\w.-]+"


def known_feed(url: str) -> str | None:
    """The feed of a page of a site that is known; None for others, and for feeds themselves."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    name = host_of(url).removeprefix("www.").removeprefix("m.")
    path = parts.path.rstrip("/")
    if rule := _RULES.get(name):
        return rule(path, parts.query)
    for suffix, rule_of in _FAMILIES.items():
        if name.endswith(suffix):
            return rule_of(name, path)
    return None


def _youtube(path: str, query: str) -> str | None:
    # YouTube Data API, "push notifications", names channel_id; Miniflux (subscription/finder.go)
    # uses playlist_id; `user` is of the same age. Pages of @handles name their feed themselves.
    feed = "https://www.youtube.com/feeds/videos.xml"
    if found := re.match(r"/channel/(UC[\w-]{22})(?:$|/)", path):
        return f"{feed}?channel_id={found[1]}"
    if found := re.match(rf"/user/({_NAME})(?:$|/)", path):
        return f"{feed}?user={found[1]}"
    playlist = parse_qs(query).get("list", [""])[0]
    if path in ("/playlist", "/watch") and re.fullmatch(r"[\w-]{10,64}", playlist):
        return f"{feed}?playlist_id={playlist}"
    return None


def _reddit(path: str, _: str) -> str | None:
    # Reddit's wiki, page "rss": ".rss" after the address of a list or a thread.
    if path == "":
        return "https://www.reddit.com/.rss"
    if re.fullmatch(rf"/(r/[\w+]+|u(ser)?/{_NAME})(/(new|top|rising|hot))?", path):
        return f"https://www.reddit.com{path}/.rss"
    if re.match(r"/r/\w+/comments/\w+", path) and not path.endswith(".rss"):
        return f"https://www.reddit.com{path}/.rss"
    return None


def _github(path: str, _: str) -> str | None:
    # The <link rel="alternate"> of the pages for releases, tags and commits. "releases" also
    # lists tags, so it is what following a project means.
    found = re.fullmatch(rf"/({_NAME})/({_NAME})(?:/(releases|tags|commits(?:/.+)?))?", path)
    if found is None or path.endswith(".atom") or found[1] in _GITHUB_PAGES:
        return None
    return f"https://github.com/{found[1]}/{found[2]}/{found[3] or 'releases'}.atom"


_GITHUB_PAGES = frozenset(
    ("about", "apps", "collections", "explore", "features", "login", "marketplace", "orgs")
) | frozenset(("settings", "sponsors", "topics"))


def _codeberg(path: str, _: str) -> str | None:
    # Forgejo's user guide, "RSS feeds": ".rss" after user, repository, releases and tags.
    if path.endswith((".rss", ".atom")):
        return None
    matches = re.fullmatch(rf"/{_NAME}(/{_NAME}(/(releases|tags))?)?", path)
    return f"https://codeberg.org{path}.rss" if matches else None


def _hacker_news(path: str, _: str) -> str | None:
    # The <link rel="alternate"> of its front page; the other lists have none.
    return "https://news.ycombinator.com/rss" if path in ("", "/news") else None


def _lobsters(path: str, _: str) -> str | None:
    # The <link rel="alternate"> of its lists.
    if path == "":
        return "https://lobste.rs/rss"
    return f"https://lobste.rs{path}.rss" if re.fullmatch(r"/(t/[\w,.-]+|newest)", path) else None


def _medium(path: str, _: str) -> str | None:
    # Medium's help pages, "Using RSS feeds": /feed/ before the path.
    return f"https://medium.com/feed{path}" if re.fullmatch(r"/@?[\w.-]+", path) else None


def _bluesky(path: str, _: str) -> str | None:
    # The <link rel="alternate"> of profile pages.
    return f"https://bsky.app{path}/rss" if re.fullmatch(r"/profile/[\w.:-]+", path) else None


def _arxiv(path: str, _: str) -> str | None:
    # arXiv's help pages, "RSS feeds".
    found = re.fullmatch(r"/(?:list|archive)/([\w.-]+)(?:/(?:recent|new))?", path)
    return f"https://rss.arxiv.org/rss/{found[1]}" if found else None


def _mastodon(name: str) -> Callable[[str, str], str | None]:
    def feed(path: str, _: str) -> str | None:
        # Mastodon's routes (config/routes.rb): accounts and tags answer in the format "rss". Other
        # instances are not guessed: their profile pages name the feed.
        matches = re.fullmatch(r"/(@\w+|tags/\w+)", path)
        return f"https://{name}{path}.rss" if matches else None

    return feed


def _stack_exchange(name: str) -> Callable[[str, str], str | None]:
    def feed(path: str, _: str) -> str | None:
        # The <link rel="alternate"> of its pages.
        if path in ("", "/questions"):
            return f"https://{name}/feeds"
        if found := re.fullmatch(r"/questions/tagged/([^/]+)", path):
            return f"https://{name}/feeds/tag?tagnames={quote(found[1], safe='+%')}&sort=newest"
        if found := re.match(r"/questions/(\d+)(?:$|/)", path):
            return f"https://{name}/feeds/question/{found[1]}"
        found = re.match(r"/users/(\d+)(?:$|/)", path)
        return f"https://{name}/feeds/user/{found[1]}" if found else None

    return feed


def _blog(feed: str) -> Callable[[str, str], str | None]:
    """Houses of blogs: every blog has its feed in the same place."""

    def of(name: str, path: str) -> str | None:
        return f"https://{name}{feed}" if path == "" else None

    return of


_RULES: dict[str, Callable[[str, str], str | None]] = {
    "youtube.com": _youtube,
    "reddit.com": _reddit,
    "old.reddit.com": _reddit,
    "github.com": _github,
    "codeberg.org": _codeberg,
    "news.ycombinator.com": _hacker_news,
    "lobste.rs": _lobsters,
    "medium.com": _medium,
    "bsky.app": _bluesky,
    "arxiv.org": _arxiv,
}
for _host in (
    "mastodon.social",
    "mastodon.online",
    "mstdn.social",
    "fosstodon.org",
    "hachyderm.io",
):
    _RULES[_host] = _mastodon(_host)
for _host in ("stackoverflow.com", "serverfault.com", "superuser.com", "askubuntu.com"):
    _RULES[_host] = _stack_exchange(_host)

_FAMILIES: dict[str, Callable[[str, str], str | None]] = {
    # WordPress documentation, "WordPress feeds".
    ".wordpress.com": _blog("/feed/"),
    # Blogger's help pages, "Blogger feed URL".
    ".blogspot.com": _blog("/feeds/posts/default"),
    # Substack's help pages, "Is there an RSS feed for my publication?"
    ".substack.com": _blog("/feed"),
    # The <link rel="alternate"> of every blog.
    ".tumblr.com": _blog("/rss"),
    ".stackexchange.com": lambda name, path: _stack_exchange(name)(path, ""),
}
