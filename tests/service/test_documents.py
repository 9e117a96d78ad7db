"""Documents that are opened without being kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model.errors import DatelineError
from reader.service.aside import open_aside
from reader.service.documents import Documents
from reader.service.reader import utc_now
from tests.rooms.extract.made import MORE, PIXEL, TEXT, letter, page

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_picture_inside_a_saved_page_is_had_by_its_address(tmp_path: Path) -> None:
    saved = tmp_path / "tower #1.html"
    saved.write_text(page(body=f'<img src="data:image/png;base64,{PIXEL}">'), "utf-8")
    async with Documents.open(utc_now) as documents:
        found = await documents.read(str(saved))
        address = found.body.html.partition('src="')[2].partition('"')[0]
        picture = await documents.picture(address)
        assert (picture.media_type, picture.body[:4]) == ("image/png", b"\x89PNG")
        for none in (saved.as_uri(), "https://a.example/t.png", address.replace("0", "7")):
            with pytest.raises(DatelineError):
                await documents.picture(none)


async def test_a_folder_of_many_kinds_is_opened_and_forgotten(tmp_path: Path) -> None:
    (tmp_path / "tower.html").write_text(page(), "utf-8")
    (tmp_path / "bells.eml").write_bytes(letter("Bells", MORE, "Message-ID: <b@w>"))
    (tmp_path / "ferry.md").write_text(f"# Ferry\n\n{TEXT}", "utf-8")
    (tmp_path / "broken.epub").write_bytes(b"PK\x03\x04")
    async with open_aside(str(tmp_path)) as reader:
        (held,) = await reader.feeds.all()
        assert (held.feed.kind, held.total) == ("folder", 3)
