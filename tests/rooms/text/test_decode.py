"""Bytes of any encoding become the text that was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.decode import decode

FRENCH = "Les habitants ont voté à une large majorité pour déplacer la tour, menacée par l'érosion."
ENGLISH = "The café’s owner said “no” – again. Prices rose by £3."
GERMAN = "Die Bürger haben für den Turm gestimmt. „Wir müssen handeln“, sagte der Bürgermeister."
POLISH = "Mieszkańcy portu zagłosowali za przeniesieniem wieży o dwa metry w głąb lądu."
CZECH = "Obyvatelé přístavu hlasovali o přesunu věže. Práce začnou v březnu."
TURKISH = "Liman sakinleri saat kulesinin içeri taşınmasına oy verdi, dedi şehir başkanı."
RUSSIAN = "Президент США заявил во вторник, что переговоры продолжатся в марте."
GREEK = "Οι κάτοικοι του λιμανιού ψήφισαν για τη μεταφορά του πύργου."
JAPANESE = "住民投票で移設が承認された。工事は三月に始まり、十一か月かかる見込みだ。"
CHINESE = "港口居民星期二投票决定将钟楼向内陆移动两米。工程将于三月开始。"
KOREAN = "항구 주민들은 화요일 시계탑을 내륙으로 2미터 옮기기로 투표했다."


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (FRENCH, "latin-1"),
        (ENGLISH, "cp1252"),
        (GERMAN, "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (CZECH, "cp1250"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (GREEK, "cp1253"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (CHINESE, "gb18030"),
        (KOREAN, "cp949"),
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (RUSSIAN + "\n", "utf-16-le"),
        (FRENCH, "utf-32"),
    ],
)
def test_an_encoding_nobody_declared_is_found(text: str, codec: str) -> None:
    assert decode(text.encode(codec)) == text


def test_true_utf_8_beats_a_wrong_declaration() -> None:
    assert decode(RUSSIAN.encode(), "windows-1251") == RUSSIAN
    assert decode(RUSSIAN.encode(), "text/html; charset=iso-8859-1") == RUSSIAN


def test_a_declaration_beats_a_guess() -> None:
    assert decode("żółw".encode("iso8859-2"), "iso-8859-2") == "żółw"
    assert decode("żółw".encode("iso8859-2"), "text/html; charset=ISO-8859-2") == "żółw"


def test_a_page_says_its_encoding_itself() -> None:
    page = '<html><head><meta charset="windows-1257"></head><p>ž</p>'
    assert "ž" in decode(page.encode("cp1257"))


def test_latin_1_is_read_as_what_is_meant_by_it() -> None:
    assert decode(b"\x93yes\x94 \xe9t\xe9", "iso-8859-1") == "“yes” été"


def test_one_bad_byte_does_not_change_how_the_rest_is_read() -> None:
    assert (
        decode(b"caf\xc3\xa9 \xff cr\xc3\xa8me br\xc3\xbbl\xc3\xa9e") == "café \ufffd crème brûlée"
    )


@pytest.mark.parametrize(
    "name", ["zip", "hex", "idna", "punycode", "rot13", "utf-7", "unicode_escape", "\0", "x" * 9999]
)
def test_a_codec_that_is_none_of_text_is_never_used(name: str) -> None:
    assert decode(b"5468 + AOk- xn--", name) == "5468 + AOk- xn--"


@given(st.binary(max_size=300), st.text(max_size=20))
def test_no_bytes_are_too_odd(body: bytes, declared: str) -> None:
    assert isinstance(decode(body, declared), str)
