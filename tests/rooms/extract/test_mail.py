"""Letters, newsletters and mailboxes."""

from __future__ import annotations

import base64
import time

import pytest

from reader.extract.local import read
from reader.model.errors import ParseError
from reader.model.parsed import Collection, ExtractedArticle
from tests.rooms.extract.made import MORE, PIXEL, TEXT, letter, related

URL = "file:///letters/one.eml"


def mail(body: bytes, name: str = "one.eml") -> ExtractedArticle:
    found = read(body, name, url=URL)
    assert isinstance(found, ExtractedArticle)
    return found


def mailbox(body: bytes) -> Collection:
    found = read(body, "wire.mbox", url="file:///letters/wire.mbox")
    assert isinstance(found, Collection)
    return found


def test_a_letter_has_the_title_author_and_date_of_its_head() -> None:
    found = mail(letter("=?utf-8?q?Caf=C3=A9_am_Hafen?=", TEXT))
    assert (found.title, found.byline, found.site) == (
        "Café am Hafen",
        "Ines Calloway",
        "wire.example",
    )
    assert found.published_at is not None
    assert found.published_at.isoformat()[:10] == "2025-11-18"
    assert found.text == TEXT


def test_all_of_a_plain_letter_is_text_also_its_first_line() -> None:
    found = mail(letter("Tower", f"Dear reader,\n\n{TEXT}\n\nYours\nInes\n\n-- \nThe Wire, Ellery"))
    assert found.text.startswith("Dear reader,\n\nResidents")
    assert "The Wire, Ellery" not in found.text


def test_what_a_letter_answers_is_a_quote() -> None:
    found = mail(letter("Re: Tower", f"I agree.\n\n> {TEXT}\n>\n> > Move it!\n\n{MORE}"))
    assert "<blockquote>" in found.html
    assert found.html.count("<blockquote>") == 2
    assert ">" not in found.text


def test_flowed_text_is_put_together() -> None:
    body = "The ferry to Little \nSkerray sailed on \nMonday again.\nIt was late."
    found = mail(letter("F", body, kind="text/plain; format=flowed"))
    assert found.text.startswith("The ferry to Little Skerray sailed on Monday again.")


def test_a_newsletter_loses_its_preheader_its_footer_and_its_spy() -> None:
    body = (
        '<div style="display:none">Inside: towers</div><h1>Tower to move</h1>'
        '<p><a href="https://wire.example/view">View this email in your browser</a></p>'
        f"<p>{TEXT}</p><p>{MORE}</p><p>You are receiving this because you asked. Unsubscribe</p>"
        '<img src="https://track.example/open.gif" width=1 height=1>'
    )
    found = mail(letter("Tower to move", body, kind="text/html"))
    assert found.text == f"{TEXT}\n\n{MORE}"
    assert "track.example" not in found.html


def test_pictures_of_a_letter_are_named_within_its_file() -> None:
    body = related(
        "multipart/related",
        f'<p>{TEXT}</p><img src="cid:tower@wire" alt="The tower">',
        ("Content-ID: <tower@wire>", PIXEL),
        head=("Subject: Tower", "Message-ID: <m@wire>"),
    )
    found = mail(body)
    assert f'<img src="{URL}#embedded=cid%3Atower%40wire" alt="The tower">' in found.html
    piped = read(body, "standard input")
    assert isinstance(piped, ExtractedArticle)
    assert "<img" not in piped.html


def test_an_attached_text_is_not_part_of_the_letter() -> None:
    parts = [
        "Subject: Tower\r\nMessage-ID: <m@wire>\r\nContent-Type: multipart/mixed; boundary=b\r\n",
        f"--b\r\nContent-Type: text/plain\r\n\r\n{TEXT}",
        "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nsecret figures",
        "--b--\r\n",
    ]
    assert mail("\r\n".join(parts).encode()).text == TEXT


def test_what_a_letter_forwards_follows_what_it_says() -> None:
    parts = [
        "Subject: Look\r\nMessage-ID: <m@wire>\r\nContent-Type: multipart/mixed; boundary=b\r\n",
        "--b\r\nContent-Type: text/plain\r\n\r\nSee below.",
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: Tower\r\n\r\n{TEXT}\r\n--b--\r\n",
    ]
    assert mail("\r\n".join(parts).encode()).text == f"See below.\n\nTower\n\n{TEXT}"


def test_of_alternatives_the_richest_that_says_something_is_read() -> None:
    head = "Subject: L\r\nMessage-ID: <m@w>\r\nContent-Type: multipart/alternative; boundary=b\r\n"
    plain = f"--b\r\nContent-Type: text/plain\r\n\r\n{TEXT}"
    rich = "--b\r\nContent-Type: text/html\r\n\r\n<p>{}</p>\r\n--b--\r\n"
    for html, said in ((MORE, MORE), ("", TEXT)):
        assert mail("\r\n".join((head, plain, rich.format(html))).encode()).text == said


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", "no-such-charset", '"'])
def test_a_letter_in_any_charset_is_read(charset: str) -> None:
    raw = letter("Caf\xe9", "x").decode().encode("latin-1")
    raw = raw.replace(b"charset=utf-8", f"charset={charset}".encode()).replace(
        b"\r\n\r\nx", b"\r\n\r\n" + "Les habitants ont voté à une large majorité.".encode("latin-1")
    )
    found = mail(raw)
    assert (found.title, found.text) == ("Café", "Les habitants ont voté à une large majorité.")


def test_a_mailbox_is_its_letters_each_with_a_name_of_its_own() -> None:
    envelope = b"From news@wire.example Tue Nov 18 21:15:02 2025\n"
    one = letter("One", f"{TEXT}\n>From here on it was quiet.", "Message-ID: <1@w>")
    two = letter("Two", MORE, "Message-ID: <2@w>")
    broken = b"\xff\xfe no letter"
    found = mailbox(b"\n\n".join((envelope + one, envelope + broken, envelope + two)))
    assert [(each.title, each.part) for each in found.articles[:1]] == [("One", "1@w")]
    assert found.articles[-1].title == "Two"
    assert "\nFrom here on it was quiet." in found.articles[0].text
    assert found.title == "wire"


def test_letters_without_an_id_keep_their_names_when_more_come() -> None:
    one = b"From a@b Tue Nov 18 21:15:02 2025\nSubject: %d\n\nText number %d of many.\n\n"
    before, after = mailbox(one % (1, 1)), mailbox(one % (1, 1) + one % (2, 2))
    assert before.articles[0].part == after.articles[0].part != after.articles[1].part


def test_a_sentence_that_begins_with_from_does_not_end_a_letter() -> None:
    body = b"From a@b Tue Nov 18 21:15:02 2025\n" + letter("One", f"{TEXT}\n\nFrom here on: rain.")
    assert len(mailbox(body).articles) == 1


def test_of_a_great_mailbox_the_newest_letters_are_taken() -> None:
    one = b"From a@b Tue Nov 18 21:15:02 2025\nSubject: %d\n\nText number %d of many.\n\n"
    found = mailbox(b"".join(one % (at, at) for at in range(600)))
    assert (len(found.articles), found.left_out) == (500, 100)
    assert found.articles[-1].title == "599"


def test_a_letter_of_endless_parts_is_refused_soon() -> None:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(5000)
    )
    many = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 5000
    began = time.process_time()
    for body in (nested, many):
        with pytest.raises(ParseError):
            read(b"Message-ID: <x>\n" + body, "a.eml")
    assert time.process_time() - began < 5


def test_a_letter_without_text_says_so() -> None:
    picture = base64.b64encode(b"\x89PNG").decode()
    with pytest.raises(ParseError, match="No article text was found"):
        read(letter("P", picture, kind="image/png"), "a.eml")
