"""A reader that keeps an article until it is killed: `python -m tests.faults.saver HOME ID`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from reader.config.paths import Paths
from reader.service.reader import Reader


async def main(home: str, article_id: str) -> None:
    async with Reader.open(Paths.under(Path(home))) as reader:
        await reader.offline.save([int(article_id)])


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
