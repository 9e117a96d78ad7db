"""What the reader opens on: the person's own, or the sample edition where there is none yet."""

from __future__ import annotations

from reader.config.paths import Paths
from reader.model.query import EVERYTHING
from reader.service.reader import Reader
from reader.tui.start import has_begun


async def test_an_empty_store_has_nothing_to_show(tmp_path):
    async with Reader.open(Paths.under(tmp_path)) as reader:
        assert not await has_begun(reader)


async def test_who_follows_nothing_but_starred_an_article_is_shown_it(reader):
    first = (await reader.articles.window(EVERYTHING, limit=1)).places[0].id
    followed = [each.id for each in await reader.feeds.all()]
    await reader.feeds.remove(*followed)
    assert not await has_begun(reader)
    await reader.undo.undo()
    await reader.articles.star([first])
    await reader.feeds.remove(*followed)
    assert await has_begun(reader)
