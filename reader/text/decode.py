"""Bytes to text, whatever encoding they turn out to be in.

Only encodings of text are ever looked up, and only by names of the table below: Python's codecs
also answer to names such as `zip` and `hex`, which would run on foreign bytes.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# A codec, then the labels that mean it (lower case, "_" as "-"). Where pages say one thing and mean
# a larger one, the larger is taken, as browsers do (WHATWG Encoding, 4.2).
_LABELS = """
utf-8 utf8 unicode-1-1-utf-8
utf-16-le utf-16 utf16 utf-16le unicode ucs-2 iso-10646-ucs-2
utf-16-be utf-16be
utf-32-le utf-32 utf-32le
utf-32-be utf-32be
cp1252 ascii us-ascii ansi-x3.4-1968 latin1 latin-1 l1 iso-8859-1 iso8859-1 iso88591 cp819 ibm819
cp1254 iso-8859-9 iso8859-9 iso88599 latin5 latin-5
iso8859-2 latin2 latin-2
iso8859-3 latin3
iso8859-4 latin4
iso8859-5 cyrillic
iso8859-6 arabic asmo-708
iso8859-7 greek greek8 elot-928
iso8859-8 hebrew iso-8859-8-i iso-8859-8-e logical
iso8859-15 latin9 latin-9
koi8-r koi8 koi koi8r
koi8-u koi8-ru
cp874 tis-620 tis620 iso-8859-11 windows-874
cp866 ibm866 866
mac-roman macintosh mac x-mac-roman
mac-cyrillic x-mac-cyrillic x-mac-ukrainian
gb18030 gbk gb2312 cp936 x-gbk chinese gb-2312-80 euc-cn
big5hkscs big5 big5-hkscs cn-big5 x-x-big5 cp950
cp932 shift-jis sjis shiftjis x-sjis ms-kanji windows-31j
euc_jp euc-jp x-euc-jp eucjp ujis
iso2022_jp iso-2022-jp csiso2022jp
cp949 euc-kr euckr ks-c-5601-1987 ks-c-5601 korean uhc
"""
_CODECS = {
    **{
        label: codec
        for codec, *labels in map(str.split, _LABELS.strip().splitlines())
        for label in (codec, *labels)
    },
    **{
        f"{prefix}125{digit}": f"cp125{digit}"
        for prefix in ("windows-", "windows", "cp", "cp-", "x-cp", "win-")
        for digit in range(9)
    },
    **{
        f"{prefix}{part}": f"iso8859-{part}"
        for prefix in ("iso-8859-", "iso8859-", "iso8859", "iso-8859")
        for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)
    },
}

# What languages in Latin letters add to ASCII, by the codec they are written in; the first that
# explains a text is taken. A detector alone takes one of these codecs for the next.
_LANGUAGES = tuple(
    (codec, frozenset(letters))
    for codec, letters in (
        ("cp1252", "àâæçèéêëîïôœùûüÿ"),  # French
        ("cp1252", "äöüßéèà"),  # German
        ("cp1252", "áéíóúüñªº"),  # Spanish
        ("cp1252", "àáâãçéêíóôõúüªº"),  # Portuguese
        ("cp1252", "àèéìîòóù"),  # Italian
        ("cp1252", "åäöéüàæøôè"),  # Swedish, Danish, Norwegian, Finnish
        ("cp1252", "ëïéèüöáóí"),  # Dutch
        ("cp1252", "àçèéíïòóúü·"),  # Catalan
        ("cp1254", "çğıi̇öşüâîû"),  # Turkish
        ("cp1252", "áðéíóúýþæö"),  # Icelandic
        *(
            (codec, letters)
            for codec in ("cp1250", "iso8859-2")
            for letters in (
                "ąćęłńóśźż",  # Polish
                "áčďéěíňóřšťúůýž",  # Czech
                "áäčďéíĺľňóôŕšťúýž",  # Slovak
                "áéíóöőúüű",  # Hungarian
                "čćđšž",  # Croatian, Slovene
                "ăâîşţ",  # Romanian
            )
        ),
    )
)
_PUNCTUATION = frozenset("“”‘’„–—…«»‹›€£©®™°·¿¡§•²³½¼´ \xa0\xad")
_INSIDE_A_WORD = re.compile(r"(?<=[^\W\d_])[^\w\s.,:;'’‘·@/&()<>«»“”„…–—\xad-](?=[^\W\d_])")
_MOST_FOREIGN = 0.35
"""Of their letters, languages in Latin letters write fewer than this share outside ASCII."""

_GUESSES = [
    *("cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp874"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
]

_CYRILLIC = ("cp1251", "koi8_r")

_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_IN_MARKUP = re.compile(
    rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})"""
    rb"""|^\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_TAGS = re.compile(rb"<[^<>]{0,2000}>")
_HIGH = re.compile(rb"[\x80-\xff]")
_BAD_BYTE = re.compile("[\udc80-\udcff]+")
_PROOF = 262_144
"""Bytes in which sound and broken UTF-8 are weighed."""

_SAMPLE = 16_384
"""Bytes that are looked at to guess; guessing takes far longer than decoding."""


def decode(body: bytes, declared: str = "") -> str:
    """The text of a body; never raises.

    `declared` is a charset's name, or a Content-Type that may hold one. Believed in this order: a
    byte order mark, UTF-16 and UTF-8 that prove themselves, `declared`, what the markup says of
    itself, a guess. What no encoding explains becomes U+FFFD.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    named = [_codec_named(declared)] if declared else []
    inside = _IN_MARKUP.search(body[:4096])
    if inside:
        named.append(_codec_named((inside[1] or inside[2]).decode("ascii", "replace")))
    text = _proven(body, named)
    if text is not None:
        return text
    for codec in named:
        if codec and codec != "utf-8":
            text = body.decode(codec, "replace")
            if text.count("\ufffd") * 50 <= len(text):
                return text
    return _guessed(body)


def _codec_named(declared: str) -> str:
    """The codec a charset's name or a Content-Type means; empty if it means none of text."""
    found = _CHARSET.search(declared)
    label = (found[1] if found else declared).strip(" \t\"'").lower().replace("_", "-")
    return _CODECS.get(label, "")


def _proven(body: bytes, named: list[str]) -> str | None:
    """The text, if the bytes themselves leave no doubt."""
    wide = _wide(body[:4096])
    if wide:
        return body.decode(wide, "replace")
    escapes = b"\x1b" in body
    if "iso2022_jp" in named or (escapes and (b"\x1b$B" in body or b"\x1b$@" in body)):
        try:
            return body.decode("iso2022_jp")
        except UnicodeDecodeError:
            pass
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    piece = body[:_PROOF].decode("utf-8", "surrogateescape")
    broken = sum(map(len, _BAD_BYTE.findall(piece)))
    sound = sum(1 for character in piece if character > "\x7f") - broken
    return body.decode("utf-8", "replace") if sound > 2 * broken else None


def _wide(head: bytes) -> str:
    """UTF-16 or UTF-32 without a mark: every second or every fourth byte of most text is NUL."""
    if len(head) < 4 or b"\0" not in head:
        return ""
    size = len(head) // 4
    quarters = [head[at::4].count(0) / size for at in range(4)]
    if quarters[1] > 0.9 and quarters[2] > 0.9:
        return "utf-32-le" if quarters[3] > 0.9 else "utf-32-be" if quarters[0] > 0.9 else ""
    even, odd = (quarters[0] + quarters[2]) / 2, (quarters[1] + quarters[3]) / 2
    if odd > 0.15 and even < 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > 0.15 and odd < 0.02 else ""


def _guessed(body: bytes) -> str:
    sample = _sample(body)
    codec = _wide_script(body) or _latin(sample) or _detected(sample)
    return body.decode(codec, "replace")


def _sample(body: bytes) -> bytes:
    """A piece that holds what is to be explained, without tags, cut between words."""
    first = _HIGH.search(body)
    start = first.start() if first else 0
    begin = max(body.rfind(b" ", 0, start), body.rfind(b"\n", 0, start), 0)
    piece = body[begin : begin + 4 * _SAMPLE]
    if len(body) > begin + len(piece):
        piece = piece[: max(piece.rfind(b" "), piece.rfind(b"\n"))] or piece
    return (_TAGS.sub(b" ", piece) if b"<" in piece else piece)[:_SAMPLE]


def _wide_script(body: bytes) -> str:
    """UTF-16 of a script beyond Latin, which no other text holds NUL bytes for."""
    head = body[: _SAMPLE & ~1]
    nuls = {at % 2 for at, byte in enumerate(head) if not byte}
    if len(nuls) != 1 or len(body) % 2:
        return ""
    codec = "utf-16-le" if nuls == {1} else "utf-16-be"
    text = head.decode(codec, "replace")
    letters = sum(1 for character in text if character.isalpha())
    return codec if letters * 2 > len(text) and "\ufffd" not in text[:-1] else ""


def _latin(sample: bytes) -> str:
    """The codec in which the text keeps to the letters of one language; empty if there is none."""
    for codec in ("cp1252", "cp1254", "cp1250", "iso8859-2"):
        text = sample.decode(codec, "replace")
        letters = sum(1 for character in text if character.isalpha())
        foreign = [character for character in text if character > "\x7f"]
        if len(foreign) > _MOST_FOREIGN * letters or _INSIDE_A_WORD.search(text):
            continue
        own = set("".join(foreign).lower()) - _PUNCTUATION
        if any(own <= language for name, language in _LANGUAGES if name == codec):
            return codec
    return ""


def _detected(sample: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - most bodies prove themselves

    best = from_bytes(sample, steps=5, threshold=0.2, cp_isolation=_GUESSES).best()
    codec = best.encoding if best else "cp1252"
    if codec in _CYRILLIC:
        # The two swap capitals and small letters; text has more of the small ones.
        codec = max(
            _CYRILLIC, key=lambda name: sum(map(str.islower, sample.decode(name, "replace")))
        )
    return codec
