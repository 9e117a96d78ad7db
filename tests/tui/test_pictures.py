"""Pictures in the article page: in their own room, when they are near; nothing moves by them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest

from reader.config.paths import Paths
from reader.service.reader import Reader
from reader.tui.sight import Sight
from reader.tui.widgets.picture_page import UNASKED
from tests.images import bomb, picture
from tests.server import Server
from tests.tui.conftest import NOW, running, screen_text, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

    from reader.tui.app import DatelineApp

MANY = 1 << 24
HALF = "▀"


def seeing(**how: object) -> Sight:
    """A terminal with colours, and leave to ask servers."""
    return Sight("half", colours=MANY, asks=True, **how)  # type: ignore[arg-type]


def text(number: int) -> str:
    return f"<p>Paragraph {number} of the story, which is long enough for a line or two here.</p>"


def image(path: str, width: int = 600, height: int = 400, alt: str = "A dam") -> str:
    size = f' width="{width}" height="{height}"' if width else ""
    return f'<img src="{path}"{size} alt="{alt}">'


class Wire:
    """A feed on a server of this machine, with one article."""

    def __init__(self, server: Server, reader: Reader) -> None:
        self.server = server
        self.reader = reader

    async def says(self, html: str, title: str = "Dam holds") -> None:
        self.server.serve(
            "/feed.xml",
            f"<rss version='2.0'><channel><title>Wire</title><item><title>{title}</title>"
            f"<guid>{title}</guid><link>{self.server.url('/article')}</link>"
            f"<description>{escape(html)}</description></item></channel></rss>",
        )
        await self.reader.feeds.subscribe(self.server.url("/feed.xml"))
        await self.reader.refresh.run()
        self.server.requests.clear()


@pytest.fixture
async def wire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Wire]:
    monkeypatch.setenv("DATELINE_LOOPBACK_GAP", "0")
    with Server() as server:
        server.serve("/a.png", picture(600, 400))
        async with Reader.open(Paths.under(tmp_path / "home"), now=lambda: NOW) as reader:
            yield Wire(server, reader)


def page(app: DatelineApp) -> list[str]:
    """The lines of the article pane, below its head."""
    strips = app.screen.pane.render_lines(app.screen.pane.size.region)
    lines = ["".join(part.text for part in strip).rstrip() for strip in strips]
    return lines[next(n for n, line in enumerate(lines) if "───" in line) + 1 :]


def paragraphs(app: DatelineApp) -> dict[str, int]:
    """On which line of the screen each paragraph stands."""
    lines = screen_text(app).splitlines()
    return {
        line[line.index("Paragraph") :].split(" of")[0]: n
        for n, line in enumerate(lines)
        if "Paragraph" in line
    }


async def opened(app: DatelineApp, pilot: Pilot[None]) -> None:
    await pilot.press("enter")
    await until(pilot, lambda: app.screen.place == "article")


async def test_a_picture_stands_above_its_caption(wire: Wire) -> None:
    await wire.says(text(1) + image("/a.png") + text(2))
    async with running(wire.reader, first="Dam holds", sight=seeing()) as (app, pilot):
        await opened(app, pilot)
        await until(pilot, lambda: HALF in screen_text(app))
        lines = page(app)
        rows = [n for n, line in enumerate(lines) if HALF in line]
        assert rows == list(range(rows[0], rows[0] + len(rows)))
        assert "Picture" in lines[rows[-1] + 1]
        assert "A dam" in lines[rows[-1] + 1]
        assert "Paragraph 1" in "".join(lines[: rows[0]])
        assert "Paragraph 2" in "".join(lines[rows[-1] :])


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("size", [(600, 400), (300, 900), (1600, 200), (40, 40)])
async def test_no_line_moves_when_a_picture_comes(
    wire: Wire, size: tuple[int, int], told: bool
) -> None:
    wire.server.serve("/a.png", picture(*size))
    hold = wire.server.hold("/a.png")
    shape = size if told else (0, 0)
    await wire.says(text(1) + image("/a.png", *shape) + "".join(map(text, range(2, 40))))
    async with running(wire.reader, first="Dam holds", sight=seeing()) as (app, pilot):
        await opened(app, pilot)
        await until(pilot, hold.arrived.is_set)
        await until(pilot, lambda: "…" in screen_text(app))
        before = paragraphs(app)
        hold.release()
        await until(pilot, lambda: HALF in screen_text(app))
        assert paragraphs(app) == before
        await pilot.press("G")
        await until(pilot, lambda: app.screen.pane.at_end)
        await app.workers.wait_for_complete()
        await pilot.press("g", "g")
        await until(pilot, lambda: HALF in screen_text(app))
        await until(pilot, lambda: _has_its_own_room(app))


def _has_its_own_room(app: DatelineApp) -> bool:
    rows = sum(HALF in line for line in page(app))
    found = paragraphs(app)
    return found["Paragraph 2"] - found["Paragraph 1"] <= rows + 6


async def test_what_is_read_stays_when_a_picture_above_it_comes(wire: Wire) -> None:
    wire.server.serve("/a.png", picture(300, 900))
    hold = wire.server.hold("/a.png")
    await wire.says(image("/a.png", 0, 0) + "".join(map(text, range(1, 40))))
    async with running(wire.reader, first="Dam holds", sight=seeing()) as (app, pilot):
        await opened(app, pilot)
        await until(pilot, hold.arrived.is_set)
        await pilot.press("space")
        before = paragraphs(app)
        assert before
        lines, scrolled = app.screen.pane._page.height, app.screen.pane.scroll_offset.y
        hold.release()
        await until(pilot, lambda: app.screen.pane._page.height != lines)
        await pilot.pause()
        assert paragraphs(app) == before
        assert app.screen.pane.scroll_offset.y != scrolled


@pytest.mark.parametrize(
    ("path", "why"),
    [("/gone.png", "it is not there"), ("/bomb.png", "more pixels"), ("/half.png", "broke off")],
)
async def test_a_picture_that_cannot_be_shown_says_so_and_gives_its_room_up_out_of_view(
    wire: Wire, path: str, why: str
) -> None:
    wire.server.serve("/bomb.png", bomb())
    wire.server.serve("/half.png", picture(600, 400)[:200])
    await wire.says(image(path) + "".join(map(text, range(1, 40))))
    async with running(wire.reader, first="Dam holds", sight=seeing()) as (app, pilot):
        await opened(app, pilot)
        before = paragraphs(app)
        await until(pilot, lambda: "Not shown" in screen_text(app))
        assert why in screen_text(app)
        assert paragraphs(app) == before
        await pilot.press("G")
        await until(pilot, lambda: app.screen.pane.at_end)
        await pilot.press("g", "g")
        await until(pilot, lambda: "Paragraph 1 " in screen_text(app))
        assert "not shown: " in screen_text(app)
        assert paragraphs(app)["Paragraph 1"] < before["Paragraph 1"]


async def test_of_forty_pictures_only_those_near_the_screen_are_asked_for(wire: Wire) -> None:
    html = "".join(text(n) + image(f"/a.png?{n}") for n in range(40))
    for n in range(40):
        wire.server.serve(f"/a.png?{n}", picture(600, 400))
    await wire.says(html)
    async with running(wire.reader, first="Dam holds", sight=seeing()) as (app, pilot):
        await opened(app, pilot)
        await until(pilot, lambda: HALF in screen_text(app))
        await app.workers.wait_for_complete()
        assert 1 <= len(wire.server.requests) <= 5
        await pilot.press("G")
        await until(pilot, lambda: bool(wire.server.asked("/a.png?39")))
        assert not wire.server.asked("/a.png?20")


async def test_an_article_that_is_only_shown_beside_the_list_asks_nobody(wire: Wire) -> None:
    await wire.says(image("/a.png") + text(1))
    async with running(wire.reader, first="Dam holds", sight=seeing()) as (app, pilot):
        await until(pilot, lambda: UNASKED in screen_text(app))
        assert not wire.server.requests
        before = paragraphs(app)
        await opened(app, pilot)
        await until(pilot, lambda: HALF in screen_text(app))
        assert paragraphs(app) == before


async def test_going_on_calls_pictures_off(wire: Wire) -> None:
    hold = wire.server.hold("/a.png")
    await wire.says(image("/a.png") + text(1))
    async with running(wire.reader, first="Dam holds", sight=seeing()) as (app, pilot):
        await opened(app, pilot)
        await until(pilot, hold.arrived.is_set)
        app.screen.pane.clear()
        await until(pilot, lambda: not any(w.group == "pictures" for w in app.workers))
        hold.release()
        await pilot.pause()
        assert HALF not in screen_text(app)


async def test_a_key_shows_captions_alone_and_that_is_remembered(wire: Wire) -> None:
    await wire.says(image("/a.png") + text(1))
    async with running(wire.reader, first="Dam holds", sight=seeing()) as (app, pilot):
        await opened(app, pilot)
        await until(pilot, lambda: HALF in screen_text(app))
        await pilot.press("i")
        await until(pilot, lambda: HALF not in screen_text(app))
        assert "▣ Picture¹  A dam" in screen_text(app)
        assert "i shows them" in screen_text(app)
        await app.workers.wait_for_complete()
        assert await wire.reader.memory.get("pictures") == "off"
        await pilot.press("i")
        await until(pilot, lambda: HALF in screen_text(app))
        assert len(wire.server.asked("/a.png")) == 1


async def test_without_colours_a_key_says_why_there_are_no_pictures(wire: Wire) -> None:
    await wire.says(image("/a.png") + text(1))
    sight = seeing(environment={"NO_COLOR": "1"})
    async with running(wire.reader, first="Dam holds", sight=sight) as (app, pilot):
        await opened(app, pilot)
        assert "▣ Picture¹  A dam" in screen_text(app)
        await pilot.press("i")
        await until(pilot, lambda: "NO_COLOR is set" in screen_text(app))
        assert not wire.server.requests


async def test_offline_there_is_room_only_for_what_is_here(wire: Wire) -> None:
    await wire.says(image("/a.png") + text(1) + image("/b.png") + text(2))
    async with running(wire.reader, first="Dam holds", sight=seeing()) as (app, pilot):
        await opened(app, pilot)
        await until(pilot, lambda: HALF in screen_text(app))
        await app.workers.wait_for_complete()
    wire.server.requests.clear()
    await wire.reader.articles.mark_read([1], False)
    sight = Sight("half", colours=MANY)
    async with running(wire.reader, first="Dam holds", sight=sight) as (app, pilot):
        await opened(app, pilot)
        await until(pilot, lambda: HALF in screen_text(app))
        apart = paragraphs(app)["Paragraph 2"] - paragraphs(app)["Paragraph 1"]
        assert apart < 8
        assert not wire.server.requests


async def test_icons_and_what_counts_readers_is_never_asked_for(wire: Wire) -> None:
    counters = [
        '<img src="/c1.gif" width="1" height="1">',
        '<img src="/c2.gif" style="width: 1px; height: 1px">',
        '<img src="/c3.gif" width="2" height="2">',
        '<img src="/i.png" width="16" height="16" alt="Share this">',
    ]
    await wire.says(text(1) + "".join(counters) + image("/a.png"))
    async with running(wire.reader, first="Dam holds", sight=seeing()) as (app, pilot):
        await opened(app, pilot)
        await until(pilot, lambda: HALF in screen_text(app))
        assert {each.path for each in wire.server.requests} == {"/a.png"}


async def test_a_narrower_window_shows_the_picture_smaller(wire: Wire) -> None:
    await wire.says(image("/a.png", 1200, 800) + "".join(map(text, range(1, 9))))
    wire.server.serve("/a.png", picture(1200, 800))
    async with running(wire.reader, 160, 40, first="Dam holds", sight=seeing()) as (app, pilot):
        await opened(app, pilot)
        await until(pilot, lambda: HALF in screen_text(app))
        wide = screen_text(app).count(HALF)
        await pilot.resize_terminal(70, 40)
        await until(pilot, lambda: 0 < screen_text(app).count(HALF) != wide)
        await until(pilot, lambda: "…" not in screen_text(app))
        assert screen_text(app).count(HALF) < wide
        assert len(wire.server.asked("/a.png")) == 1


async def test_what_is_found_and_copied_is_not_led_astray_by_pictures(wire: Wire) -> None:
    await wire.says(text(1) + image("/a.png") + text(2))
    async with running(wire.reader, first="Dam holds", sight=seeing()) as (app, pilot):
        await opened(app, pilot)
        await until(pilot, lambda: HALF in screen_text(app))
        pane = app.screen.pane
        assert pane.find("paragraph 2") == 1
        copied = pane._page.text((0, 0), (pane._page.height, 0))
        assert "line or two here.\n\n\n▣ Picture  A dam\n\nParagraph 2" in copied
