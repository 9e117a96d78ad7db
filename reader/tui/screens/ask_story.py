"""The dialog that takes a story out: where to; the name says in which format."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import Vertical

from reader.model.errors import UsageError
from reader.text.names import file_name
from reader.tui.screens.ask import Ask
from reader.tui.widgets.tick import Tick

if TYPE_CHECKING:
    from reader.model.story import Story
    from reader.service.reader import Reader


class AskStory(Ask[str | None]):
    """Answers what was done, in words."""

    heading = "Export the story"

    def __init__(self, reader: Reader, story: Story) -> None:
        name = str(Path.home() / file_name(story.title or story.query, ".html"))
        label = "A file ending in .html, .epub, .md or .txt, or .atom for a feed of its points"
        super().__init__((("to", label, name),), ())
        self._reader = reader
        self._story = story

    def on_mount(self) -> None:
        super().on_mount()
        replace = Tick("Replace what is there (Space)", False, id="replace")
        self.query_one("#ask", Vertical).mount(replace, before="#ask-note")

    async def accept(self) -> None:
        from reader.service.story_exports import format_of  # noqa: PLC0415 - not needed to ask

        typed = self.value("to")
        if not typed:
            raise UsageError("a place is needed", "Such as ~/story.epub.")
        path = await asyncio.to_thread(Path(typed).expanduser)
        replace = self.query_one("#replace", Tick).value
        self.note("Writing … Esc stops")
        wanted = format_of(path)
        await self._reader.story_exports.to_file(self._story.id, path, wanted, replace=replace)
        self.dismiss(f"Exported the story to {path}")
