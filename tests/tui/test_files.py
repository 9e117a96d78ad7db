"""Files on the screen: what changes in a folder, and files that are only opened."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from reader.service.aside import open_aside
from reader.service.reader import Reader
from reader.tui.app import DatelineApp
from tests.tui.conftest import NOW, screen_text, until

if TYPE_CHECKING:
    from pathlib import Path

    from reader.config.paths import Paths

TEXT = "Residents of Port Ellery voted on Tuesday to move the clock tower two metres inland."
LETTER = "From a@wire.example Tue Nov 18 21:15:02 2025\nSubject: {}\n\n{}\n\n"


async def test_a_file_that_is_dropped_into_a_followed_folder_is_on_the_screen(
    paths: Paths, tmp_path: Path
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "ferry.txt").write_text(f"Ferry sails again\n\n{TEXT}")
    async with Reader.open(paths, now=lambda: NOW) as own:
        await own.feeds.add(str(folder))
        app = DatelineApp(own)
        await app.prepare()
        async with app.run_test(size=(130, 40)) as pilot:
            await until(pilot, lambda: "Ferry sails again" in screen_text(app))
            (folder / "tower.txt").write_text(f"Tower to move\n\n{TEXT}")
            await until(pilot, lambda: "Tower to move" in screen_text(app))


async def test_a_mailbox_is_opened_as_a_list_of_its_letters_and_kept_nowhere(
    paths: Paths, tmp_path: Path
) -> None:
    box = tmp_path / "wire.mbox"
    box.write_text(LETTER.format("Tower to move", TEXT) + LETTER.format("Bells removed", TEXT))
    async with AsyncExitStack() as stack, Reader.open(paths, now=lambda: NOW) as own:

        async def aside(address: str) -> Reader:
            return await stack.enter_async_context(open_aside(address, lambda: NOW))

        app = DatelineApp(own, address=str(box), aside=aside)
        await app.prepare()
        async with app.run_test(size=(130, 40)) as pilot:
            await until(pilot, lambda: "opened without being kept" in screen_text(app))
            await until(pilot, lambda: "Bells removed" in screen_text(app))
            assert "Tower to move" in screen_text(app)
        assert await own.feeds.all() == []


async def test_a_letter_is_opened_as_the_article_it_is(paths: Paths, tmp_path: Path) -> None:
    letter = tmp_path / "tower.eml"
    letter.write_text(f"From: Ines <a@wire.example>\nMessage-ID: <x>\nSubject: Tower\n\n{TEXT}")
    async with Reader.open(paths, now=lambda: NOW) as own:
        app = DatelineApp(own, address=str(letter))
        await app.prepare()
        async with app.run_test(size=(130, 40)) as pilot:
            await until(pilot, lambda: "Residents of Port Ellery" in screen_text(app))
