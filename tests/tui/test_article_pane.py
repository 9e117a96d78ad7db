"""The page as it is read: paged, resized, searched, selected and clicked."""

from __future__ import annotations

import subprocess
import sys
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import App
from textual.geometry import Offset
from textual.selection import Selection
from textual.theme import BUILTIN_THEMES

from reader.model.article import Article, ArticleBody
from reader.tui.dress import LINKS, terminal_takes_links
from reader.tui.paint_article import NO_TEXT
from reader.tui.widgets.article_pane import NOTHING_OPEN, ArticlePane

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult
    from textual.pilot import Pilot

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
ARTICLE = Article(1, 1, "Gazette", "Port reopens", published_at=NOW)
LONG = "".join(f"<p>Paragraph {n} says a number of words about the harbour.</p>" for n in range(60))


class Shelf(App[None]):
    """An app with nothing but a pane."""

    CSS: ClassVar[str] = """
    ArticlePane > .page--link { text-style: underline; }
    ArticlePane > .page--hit { background: #123456; color: #fedcba; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[str] = []
        self.progress: list[int] = []

    def compose(self) -> ComposeResult:
        yield ArticlePane()

    def on_article_pane_link_chosen(self, message: ArticlePane.LinkChosen) -> None:
        self.chosen.append(message.url)

    def on_article_pane_scrolled(self, message: ArticlePane.Scrolled) -> None:
        self.progress.append(message.progress)


@asynccontextmanager
async def opened(
    html: str = "", size: tuple[int, int] = (80, 24), article: Article = ARTICLE
) -> AsyncIterator[tuple[ArticlePane, Pilot[None], Shelf]]:
    app = Shelf()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        pane = app.query_one(ArticlePane)
        if html:
            pane.show(article, ArticleBody(html), now=NOW)
            await pilot.pause()
        yield pane, pilot, app


def screen(pane: ArticlePane) -> list[str]:
    return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]


def where(pane: ArticlePane, words: str) -> tuple[int, int]:
    """Column and line of some words on the screen."""
    y = next(y for y, text in enumerate(screen(pane)) if words in text)
    return screen(pane)[y].index(words), y


async def test_nothing_open_says_so_in_the_middle() -> None:
    async with opened() as (pane, _, _app):
        x, y = where(pane, NOTHING_OPEN)
        assert 20 < x < 40
        assert 5 < y < 15
        assert not pane.page_down()
        assert pane.progress == 0
        pane.clear("All read.")
        assert where(pane, "All read.")


async def test_the_column_is_centred_in_a_wide_pane_and_close_to_the_edge_in_a_narrow_one() -> None:
    async with opened(LONG, (140, 24)) as (pane, pilot, _app):
        x, _ = where(pane, "Port reopens")
        assert 30 <= x <= 36
        assert max(len(text) for text in screen(pane)) <= x + 72
        await pilot.resize_terminal(36, 24)
        while pane.size.width != 36:
            await pilot.pause()
        assert where(pane, "Port reopens")[0] == 1


async def test_paging_keeps_two_lines_and_says_when_the_end_was_in_view() -> None:
    async with opened(LONG) as (pane, pilot, _app):
        last = screen(pane)[-2:]
        assert pane.page_down()
        await pilot.pause()
        assert screen(pane)[:2] == last
        pages = 1
        while pane.page_down():
            pages += 1
        assert pages < 12
        await pilot.pause()
        assert any("Paragraph 59" in text for text in screen(pane))
        assert pane.progress == 100
        assert pane.page_up()
        pane.home()
        await pilot.pause()
        assert not pane.page_up()


async def test_an_article_that_fits_needs_no_paging() -> None:
    async with opened("<p>Short.</p>") as (pane, _, _app):
        assert not pane.page_down()
        assert pane.progress == 100


async def test_paging_works_at_once_after_showing() -> None:
    async with opened() as (pane, _, _app):
        pane.show(ARTICLE, ArticleBody(LONG), now=NOW)
        assert pane.page_down()


async def test_the_reading_place_survives_every_width() -> None:
    async with opened(LONG * 2, (100, 24)) as (pane, pilot, _app):
        pane.scroll_to(y=90, animate=False)
        await pilot.pause()
        first = next(text.split()[1] for text in screen(pane) if "Paragraph" in text)
        for width in (40, 130, 28, 61, 100):
            await pilot.resize_terminal(width, 24)
            await pilot.pause()
            assert any(f"Paragraph {first} " in text + " " for text in screen(pane)[:4])


async def test_an_article_shown_while_the_pane_is_hidden_is_there_when_it_comes_back() -> None:
    async with opened(LONG) as (pane, pilot, _app):
        pane.end()
        pane.display = False
        await pilot.pause()
        pane.show(ARTICLE, ArticleBody("<p>Another text.</p>"), now=NOW)
        pane.display = True
        await pilot.pause()
        assert where(pane, "Another text.")
        assert pane.scroll_offset.y == 0
        assert not pane.page_down()


async def test_a_pane_that_comes_back_is_where_it_was() -> None:
    async with opened(LONG) as (pane, pilot, _app):
        pane.page_down()
        await pilot.pause()
        before = screen(pane)
        pane.display = False
        await pilot.pause()
        pane.display = True
        await pilot.pause()
        assert screen(pane) == before


async def test_another_article_begins_at_its_beginning() -> None:
    async with opened(LONG) as (pane, pilot, _app):
        pane.end()
        pane.show(ARTICLE, ArticleBody(LONG), now=NOW)
        await pilot.pause()
        assert pane.scroll_offset.y == 0


async def test_the_screen_is_told_how_far_reading_is() -> None:
    async with opened(LONG) as (pane, pilot, app):
        pane.half_page_down()
        await pilot.pause()
        pane.end()
        await pilot.pause()
        assert app.progress[-1] == 100
        assert sorted(app.progress) == app.progress
        assert app.progress[0] < 50


async def test_finding_goes_from_place_to_place_and_round() -> None:
    async with opened(LONG) as (pane, pilot, _app):
        assert pane.find("paragraph 40 SAYS") == 1
        await pilot.pause()
        assert any("Paragraph 40" in text for text in screen(pane))
        assert pane.find("harbour") == 60
        assert pane.next_hit() > 0
        pane.find("harbour.")
        for _ in range(60):
            pane.previous_hit()
        assert pane.find("nowhere to be found") == 0
        assert pane.next_hit() == 0
        assert pane.find("") == 0


async def test_what_is_found_stands_out() -> None:
    async with opened("<p>First harbour, second harbour.</p>") as (pane, pilot, _app):
        assert pane.find("harbour") == 2
        await pilot.pause()
        _, y = where(pane, "First harbour")
        marked = [part for part in pane.render_line(y) if part.text == "harbour"]
        colours = [part.style.bgcolor.name for part in marked if part.style and part.style.bgcolor]
        assert colours[1] == "#123456"
        pane.find("")
        assert "harbour" not in [part.text for part in pane.render_line(y)]


async def test_a_click_on_a_link_chooses_it() -> None:
    html = '<p>Go to <a href="https://a.example/x">the place</a> now.</p>'
    async with opened(html) as (pane, pilot, app):
        assert pane.links == ("https://a.example/x",)
        x, y = where(pane, "the place")
        await pilot.click(pane, offset=(x + 2, y))
        await pilot.click(pane, offset=(x - 4, y))
        await pilot.pause()
        assert app.chosen == ["https://a.example/x"]


async def test_hostile_text_is_shown_as_text_and_clicks_on_it_do_nothing() -> None:
    title = "Senate [/nope] vote [@click=app.quit]read me[/] \x1b]0;owned\x07"
    html = "<p>[@click=app.quit]body[/] <a href='javascript:alert(1)'>script</a></p>"
    article = Article(1, 1, title, title, authors=(title,), url="javascript:alert(1)")
    async with opened(html, article=article) as (pane, pilot, app):
        x, y = where(pane, "[@click=app.quit]body[/]")
        await pilot.click(pane, offset=(x + 20, y))
        await pilot.click(pane, offset=where(pane, "script"))
        assert app.chosen == []
        assert app.is_running
        assert not any(ord(c) < 32 for text in screen(pane) for c in text)


async def test_text_is_selected_by_the_mouse_and_copied_without_line_breaks() -> None:
    html = "<p>One two three four five six seven eight nine ten eleven twelve.</p>"
    async with opened(html, (40, 24)) as (pane, pilot, app):
        start, end = where(pane, "two three"), where(pane, "twelve.")
        assert end[1] > start[1]
        await pilot.mouse_down(pane, offset=start)
        await pilot.hover(pane, offset=(end[0] + 6, end[1]))
        await pilot.mouse_up(pane, offset=(end[0] + 6, end[1]))
        chosen = app.screen.get_selected_text()
        assert chosen is not None
        assert "\n" not in chosen.strip()
        assert chosen.startswith("two three")
        assert "eleven twelve" in chosen


async def test_a_selection_does_not_outlive_its_article() -> None:
    async with opened(LONG) as (pane, _pilot, app):
        pane.text_select_all()
        assert "Paragraph 59" in (app.screen.get_selected_text() or "")
        pane.clear()
        assert not app.screen.selections


async def test_code_is_coloured_after_the_text_is_there() -> None:
    html = '<pre><code class="language-python">def f(): return 1</code></pre>'
    async with opened(html) as (pane, pilot, _app):
        for _ in range(3):
            await pilot.pause()
        assert "pygments.lexers" in sys.modules
        assert where(pane, "def f(): return 1")


async def test_waiting_shows_the_head_and_says_so() -> None:
    async with opened() as (pane, _, _app):
        pane.show_waiting(ARTICLE, now=NOW)
        assert where(pane, "Port reopens")
        assert where(pane, "Opening…")
        assert pane.article == ARTICLE


async def test_a_text_that_is_missing_gives_way_to_the_summary() -> None:
    article = Article(1, 1, "Gazette", "Port reopens", summary="How it began.")
    async with opened(" ", article=article) as (pane, _, _app):
        assert where(pane, "How it began.")


async def test_an_article_without_any_text_says_so() -> None:
    async with opened(" ") as (pane, _, _app):
        assert where(pane, NO_TEXT)


async def test_every_theme_can_show_it() -> None:
    html = LONG + "<h2>x</h2><pre>code</pre><blockquote>q</blockquote>"
    async with opened(html) as (pane, pilot, app):
        for theme in BUILTIN_THEMES:
            app.theme = theme
            await pilot.pause()
            assert where(pane, "Port reopens")


async def test_the_smallest_terminal_shows_something() -> None:
    html = LONG + "<table><tr><td>a</td><td>b</td></tr></table><ul><li>x</li></ul><pre>code</pre>"
    async with opened(html, (6, 3)) as (pane, pilot, _app):
        for size in ((2, 2), (1, 1), (20, 2)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        pane.page_down()


def test_the_pane_loads_nothing_heavy_when_it_is_imported() -> None:
    heavy = ("pygments", "lxml", "rich.markdown", "textual.widgets._markdown", "httpx")
    code = (
        "import sys, textual.app; before = set(sys.modules); "
        "import reader.tui.widgets.article_pane; "
        f"print([m for m in {heavy} if m in sys.modules and m not in before])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


async def test_links_are_kept_from_the_terminal_if_that_is_wished() -> None:
    html = "<p>See <a href='https://a.example/x'>this</a>.</p>"
    async with opened(html) as (pane, pilot, app):
        y = where(pane, "See this")[1]
        assert any(part.style and part.style.link for part in pane.render_line(y))
        pane.shows_links = False
        pane.notify_style_update()
        assert not any(part.style and part.style.link for part in pane.render_line(y))
        x = where(pane, "this")[0]
        await pilot.click(pane, offset=(x, y))
        assert app.chosen == ["https://a.example/x"]


def test_links_are_switched_off_by_a_variable_and_on_the_console(monkeypatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv(LINKS, raising=False)
    assert terminal_takes_links()
    monkeypatch.setenv(LINKS, "off")
    assert not terminal_takes_links()
    monkeypatch.delenv(LINKS)
    monkeypatch.setenv("TERM", "linux")
    assert not terminal_takes_links()


async def test_lines_are_set_wider_and_narrower_and_stay_at_their_place() -> None:
    async with opened(LONG * 3, (120, 24)) as (pane, pilot, _app):
        pane.scroll_to(y=90, animate=False)
        await pilot.pause()
        first = next(text.split()[1] for text in screen(pane) if "Paragraph" in text)
        for asked, got in ((76, 76), (99, 99), (10, 40)):
            assert pane.set_measure(asked) == got
            await pilot.pause()
            assert max(len(text.strip()) for text in screen(pane)) <= got
            assert any(f"Paragraph {first} " in text for text in screen(pane)[:4])


async def test_a_long_text_is_in_view_before_all_of_it_is_laid_out() -> None:
    async with opened() as (pane, pilot, _app):
        pane.show(ARTICLE, ArticleBody(LONG * 40), now=NOW)
        assert where(pane, "Paragraph 5 ")
        laid = len(pane._page.lines)
        assert laid < 200
        await pilot.pause()
        for _ in range(100):
            if pane._page.lay_out(0):
                break
            await pilot.pause()
        assert pane.virtual_size.height == pane._page.height + 3
        pane.end()
        await pilot.pause()
        assert where(pane, "Paragraph 59 ")
        assert pane.progress == 100


async def test_the_end_of_a_long_text_is_a_key_away_at_once() -> None:
    async with opened() as (pane, pilot, _app):
        pane.show(ARTICLE, ArticleBody(LONG * 40), now=NOW)
        pane.end()
        await pilot.pause()
        await pilot.pause()
        assert where(pane, "Paragraph 59 ")


async def test_text_from_the_right_moves_nothing_beside_it() -> None:
    html = "<p>وقالت الشركة (Emmer Ltd.) إنّ 14 سفينة تنتظر BBC.</p><p>Plain.</p>"
    async with opened(html) as (pane, _, _app):
        y = where(pane, "BBC")[1]
        strip = pane.render_line(y)
        text = strip.text
        assert text.strip()[0] == "\u2067"
        assert text.strip()[-1] == "\u2069"
        assert strip.cell_length == cell_len(text)
        assert "\u2067" not in pane.render_line(where(pane, "Plain.")[1]).text
        pane.screen.selections = {pane: Selection(Offset(0, y - 1), None)}
        copied = pane.get_selection(pane.text_selection)[0]
        assert "BBC" in copied
        assert "\u2067" not in copied
        pane.shows_isolates = False
        pane.notify_style_update()
        assert "\u2067" not in pane.render_line(y).text


async def test_cells_of_a_table_from_the_right_stay_in_their_columns() -> None:
    html = "<table><tr><th>א</th><th>ב</th></tr><tr><td>שלום</td><td>עולם</td></tr></table>"
    async with opened(html) as (pane, _, _app):
        text = pane.render_line(where(pane, "עולם")[1]).text
        assert text.strip() == "\u2067שלום\u2069  \u2067עולם\u2069"
