"""Names of files made of what strangers say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.names import LONGEST, file_name, name_of_address, numbered


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://a.example/talk.mp3?x=1", "talk.mp3"),
        ("https://a.example/../../etc/passwd", "passwd"),
        ("https://a.example/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "passwd"),
        ("https://a.example/..%5C..%5Cboot.ini", "boot.ini"),
        ("https://a.example/-rf.mp3", "rf.mp3"),
        ("https://a.example/.bashrc", "file.bashrc"),
        ("https://a.example/CON.mp3", "_CON.mp3"),
        ("https://a.example/nul", "_nul"),
        ("https://a.example/a%00b%0a%1b[31m.mp3", "ab [31m.mp3"),
        ("https://a.example/gnp.%E2%80%AEexe.mp3", "gnp.exe.mp3"),
        ("https://a.example/", "file"),
        ("https://a.example/a:b*c?d.mp3", "a b c"),
        ("https://a.example/x.desktop", "x.desktop"),
    ],
)
def test_no_name_leads_anywhere(url: str, name: str) -> None:
    assert name_of_address(url) == name


def test_what_does_not_say_its_kind_is_given_one() -> None:
    assert name_of_address("https://a.example/play", ".mp3") == "play.mp3"


def test_a_title_keeps_its_words() -> None:
    assert file_name("What “now”? 港町", ".md") == "What “now” 港町.md"
    assert file_name("...", ".md") == "untitled.md"
    assert numbered("talk.mp3", 2) == "talk (2).mp3"


@given(st.text(), st.sampled_from(["", ".md", ".epub"]))
def test_every_name_is_safe_everywhere(text: str, suffix: str) -> None:
    name = file_name(text, suffix)
    assert 0 < len(name.encode()) <= LONGEST
    assert not set(name) & set('/\\:*?"<>|\0')
    assert not name.startswith((".", "-", " ", "~"))
    assert not name.endswith((".", " "))
    assert name.endswith(suffix)
