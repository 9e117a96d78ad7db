"""The screen of statistics: % opens it, keys scroll it, and it goes again."""

from __future__ import annotations

import pytest

from tests.tui.conftest import running, screen_text, until


@pytest.mark.parametrize("width", [60, 130])
async def test_the_screen_shows_the_charts_and_leads_back(reader, width) -> None:
    async with running(reader, width, 24) as (app, pilot):
        await pilot.press("percent_sign")
        await until(pilot, lambda: "7 articles" in screen_text(app))
        assert "Articles " in screen_text(app)
        await pilot.press("G")
        await until(pilot, lambda: "Bench" in screen_text(app))
        await pilot.press("q")
        await until(pilot, lambda: "Dam opened" in screen_text(app))
