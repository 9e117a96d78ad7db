"""Reading documents without storing them, one or a whole list."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

from tests.cli.conftest import FEED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dateline

ENTRY = "id stable_id link title published updated authors content summary enclosures media"

PAGE = """<!doctype html><html lang="en"><head><title>Tower to move · Gazette</title>
<meta property="og:title" content="Tower to move"></head><body><article><h1>Tower to move</h1>
<p>Residents voted on Tuesday to move the clock tower two metres inland, after engineers warned
that the quay beneath it is sinking by four millimetres a year.</p>
<p>The plan will cost an estimated two million pounds and take eleven months to complete.</p>
</article></body></html>"""


def test_a_feed_document_is_read_without_being_kept(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED, "utf-8")
    answer = dateline("parse", tmp_path / "feed.xml", "--url", "https://wire.example/feed")
    feed = answer.object
    assert list(feed) == ["outcome", "title", "link", "language", "entries"]
    assert (feed["outcome"], feed["title"]) == ("feed", "Morning Wire")
    assert list(feed["entries"][0]) == ENTRY.split()
    assert feed["entries"][0]["id"] == "w1"
    assert not dateline.home.exists()


LIVE = """<title>Dam LIVE</title><script type="application/ld+json">
{"@type": "LiveBlogPosting", "headline": "Dam LIVE", "dateModified": "2026-11-02T00:00:00Z",
 "liveBlogUpdate": [
  {"headline": "Sluices opened", "articleBody": "Water &amp; mud.", "datePublished":
   "2026-11-03T12:05:00+01:00"},
  {"headline": "A crack", "articleBody": "In the wall.", "datePublished": "2026-11-03T10:30:00Z"}]}
</script>"""


def test_a_live_blog_is_read_from_its_first_post_to_its_last(
    dateline: Dateline, tmp_path: Path
) -> None:
    (tmp_path / "live.html").write_text(LIVE, "utf-8")
    article = dateline("extract", tmp_path / "live.html").object
    assert (article["outcome"], article["published"]) == ("article", "2026-11-03T10:30:00Z")
    assert article["text"].split("\n\n") == [
        "2026-11-03",
        "10:30 UTC · A crack",
        "In the wall.",
        "11:05 UTC · Sluices opened",
        "Water & mud.",
    ]
    assert "<h3>10:30 UTC · A crack</h3>" in article["html"]


def test_a_batch_answers_every_name_once_whatever_is_wrong(
    dateline: Dateline, tmp_path: Path
) -> None:
    (tmp_path / "feed.xml").write_text(FEED, "utf-8")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "empty.xml").write_bytes(b"")
    cases = [
        {"name": "good", "file": "feed.xml", "url": "https://wire.example/feed"},
        {"name": "good", "file": "feed.xml"},
        {"name": "typed", "file": "feed.xml", "headers": {"Content-Type": "text/xml"}},
        {"name": "page", "file": "page.html"},
        {"name": "empty", "file": "empty.xml"},
        {"name": "missing", "file": "missing.xml"},
        {"name": "folder", "file": "."},
        {"name": "no file"},
    ]
    lines = [*(json.dumps(case) for case in cases), "", "not json"]
    (tmp_path / "list.jsonl").write_text("\n".join(lines), "utf-8")
    answer = dateline("parse", "--batch", tmp_path / "list.jsonl")
    assert answer.code == 1
    outcomes = {each["name"]: each["outcome"] for each in answer.lines}
    assert len(answer.lines) == len(outcomes)
    assert outcomes == {
        "good": "feed",
        "typed": "feed",
        "page": "not_feed",
        "empty": outcomes["empty"],
        "missing": "missing",
        "folder": "directory",
        "line 8": "error",
        "line 10": "error",
    }
    assert outcomes["empty"] in {"not_feed", "error"}
    assert all(each["problem"] for each in answer.lines if each["outcome"] != "feed")


def test_an_article_is_found_in_a_page(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    answer = dateline("extract", tmp_path / "page.html", tmp_path / "none.html")
    assert answer.code == 1
    found = {each.pop("name").rpartition("/")[2]: each for each in answer.lines}
    assert found["page.html"]["outcome"] == "article"
    assert found["page.html"]["title"] == "Tower to move"
    assert found["page.html"]["text"].startswith("Residents voted on Tuesday")
    assert found["none.html"]["outcome"] == "missing"


def test_a_document_can_come_through_a_pipe(dateline: Dateline) -> None:
    assert dateline("parse", "-", stdin=FEED).object["title"] == "Morning Wire"


def test_nothing_to_read_is_a_mistake(dateline: Dateline) -> None:
    assert dateline("parse").code == 2


def test_a_saved_page_is_shown_without_a_store(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    answer = dateline("show", tmp_path / "page.html")
    assert answer.code == 0, answer.err
    assert answer.out.startswith("Tower to move\n")
    assert "Residents voted on Tuesday" in answer.out
    assert not dateline.home.exists()


MAILBOX = """From a@wire.example Tue Nov 18 21:15:02 2025
From: Ines Calloway <news@wire.example>
Subject: Tower to move
Message-ID: <one@wire.example>
Date: Tue, 18 Nov 2025 16:12:00 -0500

Residents voted on Tuesday to move the clock tower.

From b@wire.example Wed Nov 19 21:15:02 2025
From: Pell Arrowsmith <news@wire.example>
Subject: Second letter
Message-ID: <two@wire.example>
Date: Wed, 19 Nov 2025 16:12:00 -0500

The bells will be removed first.
"""


def test_a_file_of_several_articles_is_told_part_by_part(
    dateline: Dateline, tmp_path: Path
) -> None:
    (tmp_path / "wire.mbox").write_text(MAILBOX, "utf-8")
    told = dateline("extract", tmp_path / "wire.mbox").object
    assert (told["outcome"], told["n"], told["title"]) == ("articles", 2, "wire")
    assert [each["title"] for each in told["articles"]] == ["Tower to move", "Second letter"]
    first = dateline("show", tmp_path / "wire.mbox")
    assert first.out.startswith("Tower to move\n")
    assert "Part 1 of 2; --part N shows another:" in first.err
    assert "  2  Second letter" in first.err
    second = dateline("show", tmp_path / "wire.mbox", "--part", "2")
    assert second.out.startswith("Second letter\nPell Arrowsmith")
    beyond = dateline("show", tmp_path / "wire.mbox", "--part", "3")
    assert beyond.code == 2
    assert "wire.mbox holds 2 articles; there is no part 3" in beyond.err


def test_what_comes_through_a_pipe_is_shown_whatever_it_is(dateline: Dateline) -> None:
    assert dateline("show", "-", stdin=PAGE).out.startswith("Tower to move\n")
    assert dateline("show", "-", stdin=MAILBOX).out.startswith("Tower to move\n")
    assert dateline("show", "-", stdin=FEED).code == 0
    assert "standard input is empty." in dateline("show", "-", stdin="").err


def test_a_list_of_feeds_says_what_to_do_with_it(dateline: Dateline, tmp_path: Path) -> None:
    listed = '<opml><body><outline text="W" xmlUrl="https://wire.example/f"/></body></opml>'
    (tmp_path / "feeds.opml").write_text(listed, "utf-8")
    told = dateline("extract", tmp_path / "feeds.opml").object
    assert told["outcome"] == "opml"
    assert told["feeds"] == [{"url": "https://wire.example/f", "title": "W", "path": []}]
    for command in ("show", "add"):
        refused = dateline(command, tmp_path / "feeds.opml")
        assert refused.code == 1
        assert "`dateline import` subscribes to them." in refused.err
    (tmp_path / "feeds.opml.gz").write_bytes(gzip.compress(listed.encode()))
    assert dateline("import", tmp_path / "feeds.opml.gz").out.startswith("1 feed added")


def test_a_mailbox_a_packed_feed_and_a_folder_are_followed(
    dateline: Dateline, tmp_path: Path
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "wire.mbox").write_text(MAILBOX, "utf-8")
    (folder / "feed.xml.gz").write_bytes(gzip.compress(FEED.encode()))
    (folder / "package.json").write_text("{}")
    assert dateline("add", "--json", folder / "feed.xml.gz").object["kind"] == "feed"
    added = dateline("add", "--json", folder / "wire.mbox").object
    assert (added["kind"], added["title"]) == ("file", "wire")
    assert dateline("add", folder).out.startswith("Added: saved")
    titles = [each["title"] for each in dateline("list", "--json", "feed:saved").lines]
    assert {"Tower to move", "Second letter"} < set(titles)
