"""Command `story`: the timeline of one story, and what of it is new."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import story_shapes
from reader.cli.arguments import command
from reader.cli.output import note
from reader.cli.running import with_reader
from reader.cli.stories import coverage, gathered, story_id
from reader.model.story import said

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.config.paths import Paths
    from reader.model.timeline import Point
    from reader.service.reader import Reader
    from reader.service.story_page import StoryPage

WIDEST = 96


def declare(commands: Commands) -> None:
    """Add the command of this file."""
    more = "What you have read in any of its articles is left out; --all shows it too."
    parser = command(commands, "story", show, "shows a story: its timeline, what is new", more)
    parser.add_argument("id", metavar="ID", type=story_id)
    parser.add_argument("--all", action="store_true", help="also what is known already")
    parser.add_argument(
        "-o", "--output", metavar="PATH", help="writes it to a file: .html, .epub, .atom, .md, .txt"
    )
    parser.add_argument(
        "--format",
        choices=["html", "epub", "atom", "markdown", "text"],
        help="if the name of the file does not say; without a file: to standard output",
    )
    parser.add_argument("--force", action="store_true", help="replace what is there")


def show(asked: Namespace, paths: Paths, output: Output) -> int:
    """Write a story out."""
    if asked.output or asked.format:
        return _export(asked, paths, output)

    async def run(reader: Reader) -> StoryPage:
        await gathered(reader)
        page = await reader.story_pages.page(asked.id)
        await reader.stories.looked(page.story.id)
        return page

    page = with_reader(paths, run)
    if output.as_json:
        output.json(story_shapes.page(page))
    else:
        _set(page, min(output.width or WIDEST, WIDEST), asked.all, output)
    return 0


def _export(asked: Namespace, paths: Paths, output: Output) -> int:
    from reader.service.story_exports import format_of

    to = Path(asked.output).expanduser() if asked.output else None
    wanted = asked.format or format_of(to or Path())

    async def run(reader: Reader) -> bytes:
        await gathered(reader)
        if to is None:
            return await reader.story_exports.made(asked.id, wanted)
        await reader.story_exports.to_file(asked.id, to, wanted, replace=asked.force)
        return b""

    body = with_reader(paths, run)
    if to is None:
        sys.stdout.buffer.write(body)
    elif output.as_json:
        output.json({"path": str(to.absolute())})
    else:
        note(f"{said(asked.id)} is in {asked.output}")
    return 0


def _set(page: StoryPage, width: int, everything: bool, output: Output) -> None:
    from reader.text.cells import wrap_cells

    story = page.story
    output.line((story.title, "bold"))
    sources = f"{story.sources} source{'' if story.sources == 1 else 's'}"
    first = (
        f"first {story.names[0]} {story.first_at.astimezone():%d %B %H:%M}" if story.names else ""
    )
    output.line((" · ".join(filter(None, (coverage(story), sources, first))), "dim"))
    for each in page.timeline.brief:
        output.line()
        for line in wrap_cells(each.text, width):
            output.line(line)
    day = ""
    for point in page.points:
        at = point.at.astimezone()
        if f"{at:%A %d %B}" != day:
            day = f"{at:%A %d %B}"
            output.line()
            output.line((day, "accent"))
        _point(point, f"{at:%H:%M}", width, everything, output)


def _point(point: Point, at: str, width: int, everything: bool, output: Output) -> None:
    from reader.text.cells import wrap_cells

    told = {
        "article": point.title,
        "headline": f"headline: {point.detail} → {point.title}",
        "revision": " · ".join(filter(None, ("changed", point.detail))),
        "correction": "correction",
        "post": point.title or "post",
    }[point.kind]
    echo = f" (the text of {point.echo_of})" if point.echo_of else ""
    weak = " (possibly related)" if point.weak else ""
    output.line(
        (at, "dim"),
        "  ",
        (point.source, "accent"),
        f"  {told}",
        (echo + weak, "dim"),
        (f"  {point.article_id}", "dim"),
    )
    for sentence in point.sentences:
        if everything or sentence.newness != "known":
            known = sentence.newness == "known"
            for line in wrap_cells(sentence.text, width - 7):
                output.line("       ", (line, "dim" if known else ""))
