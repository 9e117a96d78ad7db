"""Sites whose feeds can be told from a page's address, without asking for the page. Pure.

Only what the site itself documents or its pages name; addresses are never guessed. Pages that name
their feed themselves and whose address does not give it away (a YouTube @handle, a Mastodon
profile on any instance) are left to `discover`.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlsplit

from reader.text.url import host as host_of


class Rule(NamedTuple):
    """Pages of a kind, and where their feed is. All patterns match whole."""

    hosts: str
    """The host, without `www.` and `m.`."""
    path: str
    """The path, without a slash at its end; its groups fill `{0}`, `{1}`, ... of the feed."""
    feed: str
    """The feed's address; `{host}` and `{path}` are those of the page, `{?name}` a parameter."""
    source: str
    """Who says so."""
    asks: tuple[tuple[str, str], ...] = ()
    """Parameters of the query that have to be there, and what they look like."""


_NAME = r"[\w.-]+"
_VIDEOS = "https://www.youtube.com/feeds/videos.xml"
_REDDIT = r"(?:(?:old|new|np|sh)\.)?reddit\.com"
_SORTED = r"(?:/(?:new|top|rising|hot|controversial|best))?"
_HNRSS = "hnrss.org, README: Hacker News itself has only the feed of its front page"
_MASTODON = r"mastodon\.social|mastodon\.online|mstdn\.social|fosstodon\.org|hachyderm\.io"
_STACK = (
    r"(?:(?:\w+\.)?(?:stackoverflow|serverfault|superuser|askubuntu)\.com"
    r"|mathoverflow\.net|stackapps\.com|(?:[\w-]+\.)+stackexchange\.com)"
)
_STACK_PAGES = "the <link rel=alternate> of its pages"
_GITHUB_PAGES = (
    "about|apps|collections|enterprise|explore|features|login|marketplace|notifications|orgs|"
    "pricing|search|settings|sponsors|stars|topics|trending|users"
)
_REPOSITORY = rf"/(?!(?:{_GITHUB_PAGES})/)({_NAME})/((?!.*\.atom){_NAME})"
_WHATEVER = r".+"

RULES = (
    Rule(
        r"(?:music\.)?youtube\.com",
        r"/channel/(UC[\w-]{22})(?:/.*)?",
        f"{_VIDEOS}?channel_id={{0}}",
        "YouTube Data API, push notifications",
    ),
    Rule(
        r"youtube\.com",
        rf"/user/({_NAME})(?:/.*)?",
        f"{_VIDEOS}?user={{0}}",
        "the same, before channels had ids",
    ),
    Rule(
        r"(?:music\.)?youtube\.com",
        r"/(?:playlist|watch)",
        f"{_VIDEOS}?playlist_id={{?list}}",
        "Miniflux, subscription/finder.go. Mixes (RD), Watch later and Liked are nobody else's",
        (("list", r"(?:PL|UU|FL|OL)[\w-]{8,62}"),),
    ),
    Rule(_REDDIT, "", "https://www.reddit.com/.rss", "Reddit's wiki, page rss"),
    Rule(
        _REDDIT,
        rf"/r/[\w+-]+{_SORTED}|/domain/{_NAME}{_SORTED}",
        "https://www.reddit.com{path}/.rss",
        "Reddit's wiki, page rss: .rss after the address of a list",
    ),
    Rule(
        _REDDIT,
        rf"/u(?:ser)?/{_NAME}(?:/(?:submitted|comments|m/\w+{_SORTED}))?",
        "https://www.reddit.com{path}/.rss",
        "the same, for people and the lists they made",
    ),
    Rule(
        _REDDIT,
        r"/r/\w+/comments/\w+(?:/[\w%-]*)*",
        "https://www.reddit.com{path}/.rss",
        "the same, for a thread",
    ),
    Rule(
        _REDDIT,
        r"(/r/[\w+]+)/search",
        "https://www.reddit.com{0}/search.rss?q={?q}&restrict_sr=on&sort=new",
        "the same, for a search; without restrict_sr it is one of all of Reddit",
        (("q", _WHATEVER),),
    ),
    Rule(
        _REDDIT,
        "/search",
        "https://www.reddit.com/search.rss?q={?q}&sort=new",
        "the same, for a search",
        (("q", _WHATEVER),),
    ),
    Rule(
        r"github\.com",
        rf"{_REPOSITORY}(?:/releases(?:/(?:latest|tag/.+))?)?",
        "https://github.com/{0}/{1}/releases.atom",
        "the <link rel=alternate> of its pages; it lists tags too, so it is what following means",
    ),
    Rule(
        r"github\.com",
        rf"{_REPOSITORY}/tags",
        "https://github.com/{0}/{1}/tags.atom",
        "the <link rel=alternate> of its pages",
    ),
    Rule(
        r"github\.com",
        rf"{_REPOSITORY}/(commits(?:/[^?]*[^/?])?)(?<!\.atom)",
        "https://github.com/{0}/{1}/{2}.atom",
        "the <link rel=alternate> of its pages",
    ),
    Rule(
        r"codeberg\.org",
        rf"(?!.*\.(?:rss|atom)$)/{_NAME}(?:/{_NAME}(?:/(?:releases|tags))?)?",
        "https://codeberg.org{path}.rss",
        "Forgejo's user guide, RSS feeds",
    ),
    Rule(
        r"news\.ycombinator\.com",
        r"(?:/news)?",
        "https://news.ycombinator.com/rss",
        "the <link rel=alternate> of its front page",
    ),
    Rule(
        r"news\.ycombinator\.com",
        r"/(newest|ask|show|jobs|best|newcomments)",
        "https://hnrss.org/{0}",
        _HNRSS,
    ),
    Rule(
        r"news\.ycombinator\.com",
        "/item",
        "https://hnrss.org/item?id={?id}",
        _HNRSS,
        (("id", r"\d+"),),
    ),
    Rule(
        r"news\.ycombinator\.com",
        "/(?:user|submitted)",
        "https://hnrss.org/submitted?id={?id}",
        _HNRSS,
        (("id", r"[\w-]+"),),
    ),
    Rule(
        r"news\.ycombinator\.com",
        "/threads",
        "https://hnrss.org/threads?id={?id}",
        _HNRSS,
        (("id", r"[\w-]+"),),
    ),
    Rule(r"lobste\.rs", "", "https://lobste.rs/rss", "the <link rel=alternate> of its lists"),
    Rule(
        r"lobste\.rs",
        r"/(?:t/[\w,-]+|newest)",
        "https://lobste.rs{path}.rss",
        "the <link rel=alternate> of its lists",
    ),
    Rule(
        _MASTODON,
        r"/(?:@\w+(?:/(?:with_replies|media|tagged/[\w%]+))?|tags/[\w%]+)",
        "https://{host}{path}.rss",
        "Mastodon, config/routes.rb; profiles on other instances name their feed themselves",
    ),
    Rule(_STACK, "(?:/questions)?", "https://{host}/feeds", _STACK_PAGES),
    Rule(
        _STACK,
        r"/(?:questions/tagged|tags)/([^/]+)(?:/info)?",
        "https://{host}/feeds/tag?tagnames={0}&sort=newest",
        _STACK_PAGES,
    ),
    Rule(
        _STACK,
        r"/(?:questions|q)/(\d+)(?:/.*)?",
        "https://{host}/feeds/question/{0}",
        _STACK_PAGES,
    ),
    Rule(_STACK, r"/users/(\d+)(?:/.*)?", "https://{host}/feeds/user/{0}", _STACK_PAGES),
    Rule(
        r"medium\.com",
        r"/@?[\w.-]+",
        "https://medium.com/feed{path}",
        "Medium's help pages, Using RSS feeds",
    ),
    Rule(
        r"bsky\.app",
        r"/profile/[\w.:-]+",
        "https://bsky.app{path}/rss",
        "the <link rel=alternate> of profile pages",
    ),
    Rule(
        r"arxiv\.org",
        r"/(?:list|archive)/([\w.-]+)(?:/(?:recent|new))?",
        "https://rss.arxiv.org/rss/{0}",
        "arXiv's help pages, RSS feeds",
    ),
    # Houses of blogs: every blog has its feed in the same place.
    Rule(r"[\w-]+\.wordpress\.com", "", "https://{host}/feed/", "WordPress, WordPress feeds"),
    Rule(
        r"[\w-]+\.blogspot\.com",
        "",
        "https://{host}/feeds/posts/default",
        "Blogger's help pages, Blogger feed URL",
    ),
    Rule(r"[\w-]+\.substack\.com", "", "https://{host}/feed", "Substack's help pages"),
    Rule(
        r"[\w-]+\.tumblr\.com", "", "https://{host}/rss", "the <link rel=alternate> of every blog"
    ),
)


def known_feed(url: str) -> str | None:
    """The feed of a page of a site that is known; None for others, and for feeds themselves."""
    try:
        parts = urlsplit(url)
        said = parse_qs(parts.query)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    name = host_of(url).removeprefix("www.").removeprefix("m.")
    path = parts.path.rstrip("/")
    for rule in RULES:
        if re.fullmatch(rule.hosts, name) and (found := re.fullmatch(rule.path, path)):
            values = {key: said.get(key, [""])[0] for key, _ in rule.asks}
            if all(re.fullmatch(pattern, values[key]) for key, pattern in rule.asks):
                return _filled(rule.feed, name, path, found.groups(), values)
    return None


def _filled(
    feed: str, name: str, path: str, groups: tuple[str, ...], values: dict[str, str]
) -> str:
    for key, value in values.items():
        feed = feed.replace(f"{{?{key}}}", quote(value, safe=""))
    parts = [quote(each, safe="/+%@:,-.~") for each in groups]
    return feed.format(*parts, host=name, path=quote(path, safe="/+%@:,-.~"))
