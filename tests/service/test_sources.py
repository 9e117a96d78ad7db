"""What a person may type where an address is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.model.errors import DatelineError
from reader.service.sources import address_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org/feed.xml", "https://example.org/feed.xml"),
        ("  https://EXAMPLE.org/Feed.xml ", "https://example.org/Feed.xml"),
        ("example.org/feed", "https://example.org/feed"),
        ("www.example.org", "https://www.example.org/"),
        ("localhost:8080/f.xml", "http://localhost:8080/f.xml"),
        ("127.0.0.1:8080/f.xml", "http://127.0.0.1:8080/f.xml"),
        ("feed://example.org/f.xml", "https://example.org/f.xml"),
        ("feed:https://example.org/f.xml", "https://example.org/f.xml"),
    ],
)
def test_addresses_are_completed(typed: str, address: str) -> None:
    assert address_of(typed).rstrip("/") == address.rstrip("/")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "an empty address"),
        ("what is this", "neither a web address nor a file"),
        ("ftp://example.org/x", "no address that can be asked"),
        ("http://", "no address that can be asked"),
        ("javascript:alert(1)", "neither a web address"),
        ("/no/such/file.xml", "there is no file"),
        ("./missing.txt", "there is no file"),
    ],
)
def test_what_is_no_address_is_said_plainly(typed: str, said: str) -> None:
    with pytest.raises(DatelineError, match=said):
        address_of(typed)


def test_what_is_on_disk_is_meant_as_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "example.org").mkdir()
    (tmp_path / "-rf ä.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert address_of("example.org") == (tmp_path / "example.org").as_uri()
    assert address_of("../" + tmp_path.name + "/-rf ä.txt") == (tmp_path / "-rf ä.txt").as_uri()
