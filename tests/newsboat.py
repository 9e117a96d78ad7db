"""A home of newsboat as its 2.21 makes it: the schema word for word, and rows as it writes them.

The rows are those of a run against two feeds, `HARBOUR` (RSS) and `GAZETTE` (Atom): the second
article of the first has no id, so that newsboat made one up of its link and date.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = """
CREATE TABLE rss_feed (  rssurl VARCHAR(1024) PRIMARY KEY NOT NULL,  url VARCHAR(1024) NOT NULL,
  title VARCHAR(1024) NOT NULL , lastmodified INTEGER(11) NOT NULL DEFAULT 0,
  is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT "");
CREATE TABLE rss_item (  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,  guid VARCHAR(64) NOT NULL,
  title VARCHAR(1024) NOT NULL,  author VARCHAR(1024) NOT NULL,  url VARCHAR(1024) NOT NULL,
  feedurl VARCHAR(1024) NOT NULL,  pubDate INTEGER NOT NULL,  content VARCHAR(65535) NOT NULL,
  unread INTEGER(1) NOT NULL , enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
  enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0,
  base VARCHAR(128) NOT NULL DEFAULT "");
CREATE TABLE google_replay (  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  guid VARCHAR(64) NOT NULL,  state INTEGER NOT NULL,  ts INTEGER NOT NULL );
CREATE INDEX idx_rssurl ON rss_feed(rssurl);
CREATE INDEX idx_guid ON rss_item(guid);
CREATE INDEX idx_feedurl ON rss_item(feedurl);
CREATE INDEX idx_lastmodified ON rss_feed(lastmodified);
CREATE INDEX idx_deleted ON rss_item(deleted);
CREATE TABLE metadata (  db_schema_version_major INTEGER NOT NULL,
  db_schema_version_minor INTEGER NOT NULL );
INSERT INTO metadata VALUES (2, 11);
"""

_ITEM = """
insert into rss_item (guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url,
    enclosure_type, flags, deleted)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def urls(base: str) -> str:
    """Its list of feeds."""
    return (
        f'{base}/harbour.xml news sea "~My Harbour"\n'
        f"{base}/gazette.xml world\n"
        '"query:Ferries:title =~ \\"ferry\\" and unread = \\"yes\\""\n'
        '"query:Later:flags # \\"l\\""\n'
        "exec:/usr/bin/news.sh local\n"
        '"filter:/bin/tidy:https://www.example/feed"\n'
    )


def harbour(base: str) -> str:
    """The RSS feed whose articles are in the cache."""
    return f"""<?xml version="1.0"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour Post</title>
<link>{base}/</link><description>x</description>
<item><title>Ferry late</title><link>{base}/ferry?utm_source=a&amp;b=1</link>
<guid isPermaLink="false">hp-1</guid><pubDate>Tue, 03 Nov 2026 10:00:00 GMT</pubDate>
<author>ines@x.example (Ines Calloway)</author>
<description>&lt;p&gt;The ferry is &lt;b&gt;late&lt;/b&gt;. It waits.&lt;/p&gt;</description></item>
<item><title>No guid &amp; all</title><link>/noguid</link>
<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate><description>short</description>
<content:encoded>&lt;p&gt;Long &lt;a href="/rel"&gt;text&lt;/a&gt; here.&lt;/p&gt;</content:encoded>
</item>
<item><title>No date</title><link>{base}/nodate</link><description>undated</description></item>
<item><title>Deleted one</title><link>{base}/del</link><guid>hp-del</guid>
<description>gone</description></item>
</channel></rss>"""


def make_home(folder: Path, base: str, *, with_list: bool = True) -> Path:
    """A home with a list and a cache: `base` is where its feeds are."""
    folder.mkdir(parents=True, exist_ok=True)
    if with_list:
        (folder / "urls").write_text(urls(base), "utf-8")
    feed, gazette, old = (f"{base}/{name}.xml" for name in ("harbour", "gazette", "old"))
    link, dated = f"{base}/noguid", "/noguidMon, 02 Nov 2026 10:00:00 GMT"
    ferry, long = "<p>The ferry is <b>late</b>.</p>", '<p>Long <a href="/rel">text</a> here.</p>'
    opens = '<div xmlns="http://www.w3.org/1999/xhtml"><p>It <em>opens</em>.</p></div>'
    rows = (
        ("hp-del", "Deleted one", "", f"{base}/del", feed, 1795589879, "gone", 1, None, 1),
        (f"{base}/nodate", "No date", "", f"{base}/nodate", feed, 1795589879, "undated", 0, None,
         0),
        (dated, "No guid & all", "", link, feed, 1793613600, long, 1, None, 0),
        ("hp-1", "Ferry late", "Ines Calloway", f"{base}/ferry?utm_source=a&b=1", feed, 1793700000,
         ferry, 0, "s", 0),
        ("urn:b2", "Second", "", f"{base}/second", gazette, 1793610000, "A summary.", 1, "", 0),
        ("urn:b1", "Bridge \x1b]0;x\x07opens", "Jo Bell", f"{base}/bridge", gazette, 1793696400,
         opens, 1, "ls", 0),
        ("o1", "Kept for good", "", f"{base}/old/1", old, 1600000000, "<p>Old.</p>", 0, "s", 0),
        ("o2", "Forgotten", "", f"{base}/old/2", old, 1600000000, "<p>Older.</p>", 0, None, 0),
    )  # fmt: skip
    with closing(sqlite3.connect(folder / "cache.db")) as db:
        db.executescript(SCHEMA)
        titles = ((feed, "Harbour Post"), (gazette, "Atom Gazette"), (old, "Old Times"))
        db.executemany("insert into rss_feed (rssurl, url, title) values (?, '', ?)", titles)
        db.executemany(_ITEM, [(*row[:8], "", "", *row[8:]) for row in rows])
        db.commit()
    return folder
