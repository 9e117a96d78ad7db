"""Commands on what is kept for reading offline: save, unsave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import shapes
from reader.cli.arguments import command
from reader.cli.articles import LANGUAGE, meant, tell_changed
from reader.cli.output import complain_of, note
from reader.cli.running import with_reader
from reader.model.errors import DatelineError
from reader.text.kept import kept_in_words, size_in_words

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.config.paths import Paths
    from reader.model.offline import Offline
    from reader.service.reader import Reader


def declare(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = command(
        commands,
        "save",
        save,
        "keeps articles for reading offline: text, page and pictures",
        "Any address can be saved, whether a feed has it or not. Without any, what is saved or "
        "starred and not all there yet is gone on with.",
    )
    parser.add_argument("what", metavar="ID|URL", nargs="*")

    parser = command(
        commands, "unsave", unsave, "keeps articles no more; their files go after a week", LANGUAGE
    )
    parser.add_argument("query", metavar="QUERY|ID", nargs="+")


def save(asked: Namespace, paths: Paths, output: Output) -> int:
    """Keep articles, each whole before the next."""

    async def run(reader: Reader) -> int:
        worst = 0
        given: list[str] = asked.what or [str(each) for each in await reader.offline.waiting()]
        for what in given:
            try:
                worst = max(worst, await _save_one(reader, what, output))
            except DatelineError as error:
                if len(given) == 1:
                    raise
                complain_of(error)
                worst = 1
        if freed := await reader.offline.tidy():
            note(f"Files that nothing needs are gone: {size_in_words(freed)}.")
        if not given and not output.as_json:
            output.line("Everything that is saved or starred is kept.")
        return worst

    return with_reader(paths, run)


async def _save_one(reader: Reader, what: str, output: Output) -> int:
    from reader.cli.progress import ProgressLine

    with ProgressLine() as line:
        if what.isdecimal():
            article_id = (await reader.articles.article(int(what))).id
            if article_id not in await reader.offline.states([article_id]):
                await reader.offline.mark([article_id])
        else:
            line.show(f"Fetching {what} …")
            article_id = await reader.offline.save_page(what)
        state = (await reader.offline.gather([article_id], line.gathered))[article_id]
    article = await reader.articles.article(article_id)
    if output.as_json:
        output.json(shapes.saved(article, state))
    else:
        output.line((str(article_id), "dim"), "  ", (article.headline, "bold"))
        output.line(("    " + kept_in_words(state), "dim"))
    return _told(state)


def _told(state: Offline) -> int:
    """Say what is missing; answers the exit code."""
    if state.problem:
        note(f"    {state.problem}")
    if not state.done:
        note("    It is gone on with by itself, or with `dateline save`.")
    return 0 if state.done else 1


def unsave(asked: Namespace, paths: Paths, output: Output) -> int:
    """Keep the articles of some ids or of a query no more."""

    async def run(reader: Reader) -> int:
        ids = await meant(reader, asked.query)
        change = await reader.offline.mark(ids, saved=False)
        await reader.offline.tidy()
        return len(change.articles.intersection(ids))

    changed = with_reader(paths, run)
    said = f"{changed} article{'' if changed == 1 else 's'} no longer saved."
    tell_changed(output, changed, said if changed else "Nothing to do.")
    return 0
