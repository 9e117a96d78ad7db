"""Files of many kinds, made for tests."""

from __future__ import annotations

import gzip
import io
import zipfile

TEXT = (
    "Residents of Port Ellery voted on Tuesday to move the clock tower two metres inland, after "
    "engineers warned that the quay beneath it is sinking."
)
MORE = "The bells will be removed first and kept in the chapel until the work is finished."
PIXEL = "iVBORw0KGgo="
"""The beginning of a PNG picture, in base64."""

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{}"/></rootfiles></container>'
)


def page(title: str = "Tower to move", body: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<p>{TEXT}</p>{body}<p>{MORE}</p></article></body></html>"
    )


def letter(subject: str, body: str, *fields: str, kind: str = "text/plain") -> bytes:
    head = (
        "From: Ines Calloway <news@wire.example>",
        f"Subject: {subject}",
        "Date: Tue, 18 Nov 2025 16:12:00 -0500",
        "MIME-Version: 1.0",
        f"Content-Type: {kind}; charset=utf-8",
        *fields,
    )
    return "\r\n".join((*head, "", body)).encode()


def related(kind: str, page_: str, *parts: tuple[str, str], head: tuple[str, ...] = ()) -> bytes:
    """A message of a page and of pictures, each with a field that names it."""
    lines = [*head, "MIME-Version: 1.0", f'Content-Type: {kind}; boundary="b"', "", "--b"]
    lines += ["Content-Type: text/html; charset=utf-8", "", page_]
    for named, data in parts:
        lines += ["--b", "Content-Type: image/png", "Content-Transfer-Encoding: base64"]
        lines += [named, "", data]
    return "\r\n".join([*lines, "--b--", ""]).encode()


def book(
    chapters: dict[str, str],
    *,
    contents: dict[str, str] | None = None,
    metadata: str = "",
    more: dict[str, bytes] | None = None,
) -> bytes:
    """An EPUB book of chapters by their file names, with a table of contents if one is given."""
    items = "".join(
        f'<item id="c{at}" href="{name}" media-type="application/xhtml+xml"/>'
        for at, name in enumerate(chapters)
    )
    nav = ""
    if contents is not None:
        items += (
            '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        )
        links = "".join(f'<li><a href="{at}">{title}</a></li>' for at, title in contents.items())
        nav = (
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f'<body><nav epub:type="toc"><ol>{links}</ol></nav></body></html>'
        )
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Quay</dc:title>'
        f"<dc:creator>Ines Calloway</dc:creator>{metadata}</metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    members = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.format("OEBPS/book.opf").encode(),
        "OEBPS/book.opf": package.encode(),
        **({"OEBPS/nav.xhtml": nav.encode()} if nav else {}),
        **{
            f"OEBPS/{name}": f"<html><title>t</title><body>{text}</body></html>".encode()
            for name, text in chapters.items()
        },
        **(more or {}),
    }
    return zipped(members)


def zipped(members: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, body, stored)
    return written.getvalue()


def record(at: str, body: bytes, *fields: str, kind: str = "response", status: int = 200) -> bytes:
    """One record of a WARC archive: an answer of a server."""
    head = (f"HTTP/1.1 {status} OK", "Content-Type: text/html; charset=utf-8", *fields, "", "")
    answer = "\r\n".join(head).encode() + body
    told = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Date: 2025-11-18T21:12:00Z",
        f"WARC-Target-URI: {at}",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(answer)}",
        "",
        "",
    )
    return "\r\n".join(told).encode() + answer + b"\r\n\r\n"


def packed(*parts: bytes) -> bytes:
    """Parts with gzip around each, one after the other."""
    return b"".join(gzip.compress(part) for part in parts)


def pdf(lines: list[str], title: str = "") -> bytes:
    """A PDF file of one page of lines, in Helvetica."""
    shown = "".join(f"({line}) Tj T*\n" for line in lines)
    drawn = f"BT /F 10 Tf 14 TL 50 780 Td\n{shown}ET".encode("latin-1")
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Title({title})/Author(Ines Calloway)/CreationDate(D:20251118161200Z)>>".encode(),
    )
    body, places = b"%PDF-1.4\n", []
    for at, part in enumerate(parts, 1):
        places.append(b"%010d 00000 n \n" % len(body))
        body += b"%d 0 obj%bendobj\n" % (at, part)
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(places)
    trailer = b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return body + table + trailer % len(body)
