from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import url

BASE = "https://example.org/a/b.html?c#d"


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("e", "https://example.org/a/e"),
        ("/e?f#g", "https://example.org/e?f#g"),
        ("//other.org/e", "https://other.org/e"),
        ("../e", "https://example.org/e"),
        ("?q", "https://example.org/a/b.html?q"),
        (" \n HTTP://Other.org/e \t", "http://Other.org/e"),
        ("https://oth\ner.org/e", "https://other.org/e"),
        ('e f"<>', "https://example.org/a/e%20f%22%3C%3E"),
        ("https:\\\\other.org\\e", "https://other.org/e"),
        ("http://münchen.de/ü", "http://münchen.de/ü"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("mailto:a@b.org?subject=x y", "mailto:a@b.org?subject=x%20y"),
    ],
)
def test_a_reference_becomes_an_absolute_address(reference: str, address: str) -> None:
    assert url.resolve(BASE, reference) == address


@pytest.mark.parametrize(
    "reference",
    [
        "",
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://",
        "http://a b/",
        "http://a\x1b[31m/",
        "http://example.org/\u202egpj.exe",
        "http://example.org/\ud800",
        "http://example.org:99999/",
        "http://[::1/",
        "mailto:nobody",
        "x" * 5000,
        "--help",
        "\\\\server\\share",
        "://example.org",
        "JaVa ScRiPt:alert(1)",
    ],
)
def test_an_unsafe_or_broken_reference_is_none(reference: str) -> None:
    assert url.resolve(BASE, reference) == ""


def test_a_file_may_name_its_neighbours_but_a_server_may_not() -> None:
    assert url.resolve("file:///home/me/a.html", "b.jpg") == "file:///home/me/b.jpg"
    assert url.resolve("file:///home/me/a.html", "https://example.org/") == "https://example.org/"
    assert url.resolve("file:///home/me/a.html", "-b 10:30.jpg") == "file:///home/me/-b%2010:30.jpg"
    assert url.resolve("file:///home/me/a.html", "file://server/share") == ""
    assert url.resolve("https://example.org/", "file:///home/me/b.jpg") == ""


def test_without_a_base_only_absolute_addresses_are_taken() -> None:
    assert url.resolve("", "a/b") == ""
    assert url.resolve("", "//example.org/a") == "https://example.org/a"


@pytest.mark.parametrize(
    "same",
    [
        "https://www.example.org/a",
        "http://www.example.org/a/",
        "HTTPS://WWW.Example.org:443/a#top",
        "https://www.example.org/a?utm_source=rss&utm_medium=feed",
        "https://www.example.org/a?fbclid=1&gclid=2&mc_cid=3",
    ],
)
def test_addresses_of_one_article_have_one_normal_form(same: str) -> None:
    assert url.normal_form(same) == "https://www.example.org/a"


def test_what_tells_articles_apart_stays_in_the_normal_form() -> None:
    assert (
        url.normal_form("http://example.org/?p=12&utm_source=x&b=") == "https://example.org?p=12&b="
    )
    assert url.normal_form("http://example.org:8080/a") == "https://example.org:8080/a"
    assert url.normal_form("https://example.org/#!/a") == "https://example.org#!/a"
    assert url.normal_form("tag:example.org,2026:1") == "tag:example.org,2026:1"


def test_secrets_stay_out_of_logs() -> None:
    secret = "https://me:word@example.org/feed?token=abc&user=1&api_key=2&apikey=3#x"
    assert url.without_secrets(secret) == "https://example.org/feed?user=1"
    assert "\x1b" not in url.without_secrets("https://example.org/\x1b[31m")


def test_hosts_are_lower_case_without_port() -> None:
    assert url.host("https://me@WWW.Example.org:80/a") == "www.example.org"
    assert url.host("nonsense") == ""


def test_paths_survive_being_addresses() -> None:
    path = "/home/me/a b/ü #1?.html"
    assert url.path_to_url(path) == "file:///home/me/a%20b/%C3%BC%20%231%3F.html"
    assert url.url_to_path(url.path_to_url(path)) == path
    assert url.url_to_path("file://server/share") == ""
    assert url.url_to_path("https://example.org/") == ""


@pytest.mark.parametrize(
    "text", ["https://a.b", "example.org", "example.org/feed", "a.co.uk:8080/x", "file:///a"]
)
def test_addresses_are_told_from_words(text: str) -> None:
    assert url.looks_like_url(text)


@pytest.mark.parametrize(
    "text", ["flood", "two words", "notes.txt", "./saved.html", "feed:bbc", "-rf.txt", ""]
)
def test_words_and_paths_are_no_addresses(text: str) -> None:
    assert not url.looks_like_url(text)


@given(st.text(), st.text())
def test_no_text_whatever_is_too_much(base: str, text: str) -> None:
    address = url.resolve(base, text)
    home = "file:///" if address.startswith("file:") else ""
    assert url.resolve(home, address) == address
    for ask in (url.is_web, url.host, url.normal_form, url.without_secrets, url.url_to_path):
        ask(text)
        ask(f"http://{text}")
        ask(f"http://[{text}")
    url.looks_like_url(text)
    url.youtube_id(text)
    url.path_to_url(text.encode("utf-8", "ignore").decode())


@given(st.text())
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    form = url.normal_form(f"http://example.org/{text}")
    assert url.normal_form(form) == form
