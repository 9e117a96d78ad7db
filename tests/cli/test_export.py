"""Articles and their files taken out by a script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dateline
    from tests.server import Server


def test_articles_go_where_they_are_told_in_the_format_that_is_named(
    filled: Dateline, tmp_path: Path
) -> None:
    book = tmp_path / "a.epub"
    answer = filled("export", "folder:news", "-o", book, "--json")
    assert answer.object == {"path": str(book), "articles": 3}
    assert book.read_bytes().startswith(b"PK")
    again = filled("export", "3", "-o", book)
    assert again.code == 2
    assert "already" in again.err
    told = filled("export", "3", "--format", "json").out
    assert [each["id"] for each in json.loads(told)] == [3]
    assert "Harbour wall" in filled("export", "-is:read", "--format", "text", "-o", "-").out
    markdown = filled("export", "1").out
    assert markdown.startswith('---\ntitle: "Flood ')
    assert "\x9b" not in markdown
    assert "\u202e" not in markdown


def test_a_folder_gets_a_file_an_article(filled: Dateline, tmp_path: Path) -> None:
    answer = filled("export", "is:unread", "--format", "html", "-o", f"{tmp_path}/out/", "--json")
    assert answer.object["articles"] == 3
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert len(names) == 3
    assert "Harbour wall gives way.html" in names
    assert filled("export", "99", "-o", tmp_path / "b.md").code == 2
    assert filled("export", "1", "-o", tmp_path / "b.doc").code == 2
    assert filled("export").code == 2


def test_a_file_of_an_article_is_downloaded(
    dateline: Dateline, server: Server, tmp_path: Path
) -> None:
    file = f'<enclosure url="{server.url("/talk.mp3")}" type="audio/mpeg" length="9"/>'
    item = f"<item><guid>1</guid><title>A talk</title>{file}</item>"
    feed = f"<rss version='2.0'><channel><title>T</title>{item}</channel></rss>"
    server.serve("/talk.xml", feed)
    server.file("/talk.mp3", b"x" * 1000)
    assert dateline("add", server.url("/talk.xml")).code == 0
    answer = dateline("download", "1", "-o", tmp_path, "--json", DATELINE_LOOPBACK_GAP="0")
    assert answer.object == {"id": 1, "path": str(tmp_path / "talk.mp3"), "bytes": 1000}
    assert dateline("download", "1", "2", "-o", tmp_path).code == 2
