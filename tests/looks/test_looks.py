"""What the screens look like, as text, on the sample edition at a moment that stands still.

`DATELINE_LOOKS=write pytest tests/looks` writes the pictures anew; look at the difference before
it is kept.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.service.edition import open_edition
from reader.tui.app import DatelineApp
from tests.tui.conftest import screen_text, until

AS_OF = datetime(2026, 11, 3, 18, 0, tzinfo=UTC)
HERE = Path(__file__).parent
LOOKS = [
    ("list", 60, ""),
    ("list", 100, ""),
    ("list", 160, ""),
    ("article", 60, "j enter"),
    ("article", 100, "j enter"),
    ("article", 160, "j enter"),
    ("sidebar", 60, "h"),
    ("sidebar", 100, "h"),
    ("changes", 60, "g 4 slash l a n d s l i p enter j enter d"),
    ("changes", 100, "g 4 slash l a n d s l i p enter j enter d"),
    ("changes", 160, "g 4 slash l a n d s l i p enter j enter d"),
    ("search", 100, "g 4 slash d a m enter"),
    ("starred", 100, "g 3"),
    ("marked", 160, "m j s"),
    ("help", 100, "question_mark"),
    ("add", 100, "a"),
    ("feeds", 60, "f"),
    ("feeds", 100, "f j"),
    ("feeds", 160, "f j"),
    ("settings", 100, "f e"),
]


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(("name", "width", "keys"), LOOKS)
async def test_the_screen_looks_as_it_did(name, width, keys):
    async with open_edition(lambda: AS_OF) as reader:

        async def sample():
            return reader

        await reader.stories.gather()  # or the sidebar would have them as soon as nobody looks
        app = DatelineApp(None, sample)
        async with app.run_test(size=(width, 30)) as pilot:
            await until(pilot, lambda: getattr(app.screen, "side", None) is not None)
            await until(pilot, lambda: app.screen.list.current is not None)
            if width >= 80:
                await until(pilot, lambda: app.screen.shown is not None)
            for key in keys.split():
                await pilot.press(key)
                await settled(app, pilot)
            await settled(app, pilot)
            text = "\n".join(line.rstrip() for line in screen_text(app).splitlines()) + "\n"
    picture = HERE / f"{name}-{width}.txt"
    if os.environ.get("DATELINE_LOOKS") == "write":
        picture.write_text(text, "utf-8")
    assert text == picture.read_text("utf-8")


async def settled(app, pilot) -> None:
    """Wait until no work is going on and the screen says the same twice."""
    await app.workers.wait_for_complete()
    before = ""
    for _ in range(50):
        await pilot.pause()
        if (now := screen_text(app)) == before and not any(w.is_running for w in app.workers):
            return
        before = now
