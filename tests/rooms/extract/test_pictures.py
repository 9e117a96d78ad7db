"""Pictures inside files are had by the names that articles give them."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from reader.extract.local import extract
from reader.extract.pictures import read_picture
from reader.model.errors import ParseError
from tests.rooms.extract.made import PIXEL, TEXT, book, page, related

PNG = b"\x89PNG\r\n\x1a\n"
ENVELOPE = b"From a@b Tue Nov 18 21:15:02 2025\n"
IMAGE = f'<img src="{{}}" alt="Tower"><p>{TEXT}</p>'
MAIL = related(
    "multipart/related",
    IMAGE.format("cid:tower@wire"),
    ("Content-ID: <tower@wire>", PIXEL),
    head=("Subject: Tower", "Message-ID: <m@wire>"),
)
HELD = {
    "a.eml": MAIL,
    "a.mbox": ENVELOPE + b"Subject: One\n\nNothing here.\n\n" + ENVELOPE + MAIL,
    "a.mhtml": related(
        "multipart/related",
        page(body=IMAGE.format("https://a.example/t.png")),
        ("Content-Location: https://a.example/t.png", PIXEL),
        head=("Snapshot-Content-Location: https://a.example/", "Subject: Tower"),
    ),
    "a.html": page(
        body=IMAGE.format("data:image/gif;base64,R0lGODlh")
        + IMAGE.format(f"data:image/png;base64,{PIXEL}")
    ).encode(),
    "a.epub": book({"a.xhtml": IMAGE.format("../i/t%201.png")}, more={"i/t 1.png": PNG}),
}


@pytest.mark.parametrize("name", HELD)
def test_a_picture_is_had_by_the_name_its_article_gives_it(name: str) -> None:
    url = f"file:///saved/{name}"
    article = extract(HELD[name], name, url=url)
    if name == "a.mbox":
        article = extract(MAIL, "a.eml", url=url)
    named = re.findall(rf'<img src="{re.escape(url)}#embedded=([^"]+)"', article.html)
    picture = read_picture(HELD[name], name, unquote(named[-1]))
    assert (picture.media_type, picture.body) == ("image/png", PNG)


@pytest.mark.parametrize("part", ["", "data:9", "data:x", "cid:other", "OEBPS/a.xhtml", "../x"])
@pytest.mark.parametrize("name", HELD)
def test_what_is_no_picture_of_a_file_is_not_had(name: str, part: str) -> None:
    with pytest.raises(ParseError):
        read_picture(HELD[name], name, part)
