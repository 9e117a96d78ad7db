"""Bytes as a picture, within limits; only ever called in a worker process.

Sizes are read from the head before anything is unpacked. What a format may be is decided by the
bytes, whatever the server calls them; drawings (SVG) are programs and are never read.
"""

from __future__ import annotations

import re
import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError

from reader.model.errors import ParseError
from reader.model.picture import MOST_PIXELS

if TYPE_CHECKING:
    from reader.model.picture import Colour

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:(svg)\b|[?!a-z])", re.IGNORECASE)
_ORIENTATION = 0x0112
"""Where EXIF says how the camera was held; from 5 on it lay on its side."""
_BROKEN = "it is broken, or broke off"
_PLAIN = 40.0
"""Of 255: ink nearer to the paper than this cannot be read on it."""


def size_of(body: bytes) -> tuple[int, int]:
    """Width and height in pixels as they are seen, upright; nothing is unpacked.

    Raises:
        ParseError: it is no picture that may be shown.
    """
    image = _opened(body)
    try:
        turned = image.getexif().get(_ORIENTATION, 1) in {5, 6, 7, 8}
    except Exception as error:  # see `picture`
        raise ParseError(_BROKEN) from error
    return (image.height, image.width) if turned else image.size


def picture(body: bytes, size: tuple[int, int], paper: Colour) -> Image.Image:
    """The picture, its first if it moves, upright and scaled to a size, on a paper.

    Raises:
        ParseError: it is no picture that may be shown, or broken.
    """
    image = _opened(body)
    try:
        # JPEG can be unpacked at a part of its size, which is much less work.
        image.draft("RGB", (2 * max(size), 2 * max(size)))
        image = ImageOps.exif_transpose(_in_colour(image))
        return _on_paper(image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0), paper)
    except MemoryError:
        raise
    except Exception as error:  # nobody can list what four decoders raise at broken bytes
        raise ParseError(_BROKEN) from error


def _opened(body: bytes) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(body), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ParseError("it has more pixels than anybody could see") from error
    except UnidentifiedImageError as error:
        raise ParseError(_strange(body)) from error
    except MemoryError:
        raise
    except Exception as error:  # see `picture`
        raise ParseError(_BROKEN) from error
    if image.width < 1 or image.height < 1:
        raise ParseError("it has no pixels")
    return image


def _strange(body: bytes) -> str:
    """What bytes are that are no picture."""
    if not body.strip():
        return "it is empty"
    if found := _MARKUP.match(body):
        drawing = found[1] or b"<svg" in body[:2000].lower()
        return "it is a drawing (SVG), which is not drawn here" if drawing else "it is a page"
    return "it is no kind of picture known here"


def _in_colour(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # sixteen bits of grey, which would be cut off and not scaled
        return image.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _on_paper(image: Image.Image, paper: Colour) -> Image.Image:
    """Without transparency: black ink on nothing gets white paper where the page is dark."""
    if image.mode != "RGBA":
        return image
    alpha = image.getchannel("A")
    under = Image.new("RGB", image.size, _readable(image, alpha, paper))
    under.paste(image.convert("RGB"), mask=alpha)
    return under


def _readable(image: Image.Image, alpha: Image.Image, paper: Colour) -> Colour:
    weights = alpha.histogram()
    seen = sum(weights[128:])
    if not seen:
        return paper
    ink = image.convert("L").histogram(alpha.point(lambda value: 255 if value > 127 else 0))
    mean = sum(value * count for value, count in enumerate(ink)) / seen
    ground = 0.299 * paper[0] + 0.587 * paper[1] + 0.114 * paper[2]
    if abs(mean - ground) >= _PLAIN:
        return paper
    return (255, 255, 255) if mean < 128 else (0, 0, 0)
