"""Command `story`: the timeline of one story, and what of it is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import story_shapes
from reader.cli.arguments import command
from reader.cli.running import with_reader
from reader.cli.stories import coverage, gathered, story_id

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


def show(asked: Namespace, paths: Paths, output: Output) -> int:
    """Write a story out."""

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
