"""Files of articles, exports and pipes, with real files, a real server, real programs."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from reader.model.errors import FetchError, NotFound, UsageError
from reader.model.query import EVERYTHING
from reader.service import enclosures
from reader.service.exports import Wish
from reader.service.piping import piped
from tests.build import rss
from tests.pictures import png
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.service.reader import Reader

TALK = b"talk" * 100_000


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("DATELINE_LOOPBACK_GAP", "0")
    with Server() as server:
        yield server


@pytest.fixture
async def talk(opened: Reader, server: Server) -> int:
    """An article with three files: a talk, one that is nowhere, one that is no address."""
    files = "".join(
        f'<enclosure url="{url}" type="audio/mpeg" length="9"/>'
        for url in (server.url("/..%2Ftalk"), server.url("/gone.mp3"), "ftp://x.example/a.mp3")
    )
    document = rss("Dam holds", "Mayor speaks", host=server.url(""))
    server.serve("/feed.xml", document.replace(b"</item>", f"{files}</item>".encode(), 1))
    server.file("/..%2Ftalk", TALK, content_type="audio/mpeg")
    await opened.feeds.subscribe(server.url("/feed.xml"))
    await opened.refresh.run()
    return (await opened.articles.ids(EVERYTHING))[0]


async def test_a_file_is_downloaded_under_a_safe_name_and_replaces_nothing(
    opened: Reader, talk: int, tmp_path: Path
) -> None:
    folder = tmp_path / "loads"
    first = await opened.enclosures.download(talk, 1, folder)
    assert first == folder / "talk.mp3"
    first.write_bytes(b"mine")
    assert (await opened.enclosures.download(talk, 1, folder)).name == "talk (2).mp3"
    assert first.read_bytes() == b"mine"
    assert sorted(path.name for path in folder.iterdir()) == ["talk (2).mp3", "talk.mp3"]


async def test_a_download_that_breaks_off_goes_on_the_next_time(
    opened: Reader, server: Server, talk: int, tmp_path: Path
) -> None:
    server.file("/..%2Ftalk", TALK, content_type="audio/mpeg", breaks=[150_000, 0])
    with pytest.raises(FetchError, match="broke off"):
        await opened.enclosures.download(talk, 1, tmp_path)
    told: list[tuple[int, int | None]] = []
    path = await opened.enclosures.download(
        talk, 1, tmp_path, lambda done, total: told.append((done, total))
    )
    assert path.read_bytes() == TALK
    assert server.requests[-1].header("Range") == "bytes=150000-"
    assert told[-1] == (len(TALK), len(TALK))


async def test_what_is_not_there_is_told(opened: Reader, talk: int, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="404"):
        await opened.enclosures.download(talk, 2, tmp_path)
    with pytest.raises(NotFound, match="no file 9"):
        await opened.enclosures.download(talk, 9, tmp_path)
    assert list(tmp_path.glob("*.mp3")) == []


async def test_a_player_gets_the_address_as_one_argument_and_no_shell(
    opened: Reader, server: Server, talk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    os.mkfifo(said)  # reading it waits for the player
    code = f"import json, sys; open({str(said)!r}, 'w').write(json.dumps(sys.argv[1:]))"
    monkeypatch.setenv(enclosures.PLAYER, f'{sys.executable} -c "{code}" {{}} "$(touch x)"')
    await opened.enclosures.play(talk, 1)
    told = await asyncio.to_thread(said.read_text)
    assert json.loads(told) == [server.url("/..%2Ftalk"), "$(touch x)"]
    monkeypatch.setenv(enclosures.PLAYER, "no-such-player")
    with pytest.raises(UsageError, match="cannot be started"):
        await opened.enclosures.play(talk, 1)


async def test_a_program_at_the_end_of_a_pipe_is_told_of_whole() -> None:
    done = await piped("tr a-z A-Z", "quiet words")
    assert (done.code, done.output) == (0, "QUIET WORDS")
    code = "import sys; print(sys.argv[1:], chr(27) + '[2J'); sys.exit(4)"
    done = await piped(f"{sys.executable} -c \"{code}\" '$(touch x); y'", "text")
    assert done.code == 4
    assert "['$(touch x); y']" in done.output
    assert "\x1b" not in done.output
    assert (await piped("true", "x" * 1_000_000)).code == 0  # it need not read
    for wrong in ("", "'", "no-such-program"):
        with pytest.raises(UsageError):
            await piped(wrong, "text")


async def test_a_view_becomes_an_edition_by_folder(
    opened: Reader, talk: int, tmp_path: Path
) -> None:
    ids = await opened.articles.ids(EVERYTHING)
    path = await opened.exports.to_file(
        ids, tmp_path / "a.epub", Wish("epub", title="Mine", by="feed")
    )
    with zipfile.ZipFile(path) as book:
        assert book.namelist()[0] == "mimetype"
        assert "<dc:title>Mine</dc:title>" in book.read("OEBPS/package.opf").decode()
    assert path.stat().st_size > 1000


async def test_kept_pictures_go_along(
    opened: Reader, server: Server, talk: int, tmp_path: Path
) -> None:
    shown = '<article><p>The dam holds.</p><img src="/a.png">' + "<p>More of it here.</p>" * 60
    server.serve("/dam-holds", shown, content_type="text/html")
    server.serve("/a.png", png(), content_type="image/png")
    await opened.offline.save([talk])
    page = (await opened.exports.made([talk], Wish("html"))).decode()
    assert "data:image/png;base64," in page
    assert "http" not in "".join(part.partition('"')[0] for part in page.split('src="')[1:])


async def test_nothing_is_replaced_without_saying_and_nothing_half_written(
    opened: Reader, talk: int, tmp_path: Path
) -> None:
    ids = await opened.articles.ids(EVERYTHING)
    folder = tmp_path / "out"
    paths = await opened.exports.to_folder(ids, folder, Wish("markdown"))
    assert [path.name for path in paths] == ["Dam holds.md", "Mayor speaks.md"]
    paths[0].unlink()
    with pytest.raises(UsageError, match="is there already"):
        await opened.exports.to_folder(ids, folder, Wish("markdown"))
    assert not paths[0].exists()
    await opened.exports.to_folder(ids, folder, Wish("markdown", replace=True))
    assert paths[0].read_text("utf-8").startswith('---\ntitle: "Dam holds"\n')
    with pytest.raises(UsageError, match="cannot be written"):
        await opened.exports.to_file(ids, folder / "no" / "a.md", Wish("markdown"))
    with pytest.raises(UsageError, match="no article"):
        await opened.exports.to_file([], folder / "b.md", Wish("markdown"))
    assert sorted(path.name for path in folder.iterdir()) == ["Dam holds.md", "Mayor speaks.md"]
