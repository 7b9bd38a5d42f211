"""What a PDF does by itself or carries along, as its names say, however they are written.

A name may spell any character as `#xx`, and may stand inside an object stream, which is compressed: both are read as a
viewer reads them. What cannot be looked into is told apart from what is harmless.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

MOST_UNPACKED = 64 << 20  # of all object streams, packed and unpacked; those of a large scan are some hundred KB
MOST_STREAMS = 20_000
_ACTIONS = (
    "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "XFA", "SubmitForm", "ImportData", "GoToE",
    "Rendition",
)  # fmt: skip


def _spelled(*names: str) -> bytes:
    """A pattern of names; each character may be spelled as `#xx`, and no name character follows the name."""
    letters = ("".join(f"(?:{c}|#(?i:{ord(c):02x}))" for c in name) for name in names)
    return rf"/(?:{'|'.join(letters)})(?=[\x00\s/<>\[\]()%]|$)".encode()


_ACTIVE = re.compile(_spelled(*_ACTIONS))
_PACKED = re.compile(_spelled("ObjStm"))
_LOCKED = re.compile(_spelled("Encrypt") + rb"\s*+(?:\d|<<)")
_FILTERS = re.compile(_spelled("Filter") + rb"[\s\[]*+(/[A-Za-z0-9#]{1,40})([\s\]]*+)(/[A-Za-z0-9#]{1,40})?")
_FLATE = re.compile(_spelled("FlateDecode", "Fl"))
_STREAM = re.compile(rb"stream\r?\n")
_MOST_DICT = 2048


class Closed(Exception):
    """A part that cannot be looked into: encrypted, or packed in a way that is not known."""


def is_active(content: bytes) -> bool:
    """Whether a PDF does something by itself or carries a file along; Closed where that cannot be seen."""
    if _LOCKED.search(content):
        raise Closed
    return _ACTIVE.search(content) is not None or any(_ACTIVE.search(part) for part in _unpacked(content))


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The object streams of a document, unpacked, one after another; Closed at one that cannot be."""
    left = MOST_UNPACKED
    for n, found in enumerate(_PACKED.finditer(content)):
        if n >= MOST_STREAMS:
            raise Closed
        begins = _STREAM.search(content, found.end(), found.end() + _MOST_DICT)
        if begins is None:
            continue  # bytes of a picture that read like the name
        since = max(found.start() - _MOST_DICT, 0)
        head = content[max(content.rfind(b"obj", since, found.start()), since) : begins.start()]
        end = content.find(b"endstream", begins.end())
        left -= end - begins.end()
        if end < 0 or left <= 0:
            raise Closed
        part = _inflated(head, content[begins.end() : end], left)
        left -= len(part)
        yield part


def _inflated(head: bytes, stream: bytes, most: int) -> bytes:
    filters = _FILTERS.search(head)
    if filters is None:
        return stream
    if not _FLATE.match(filters[1] + b" ") or (filters[3] and b"[" in filters[0]):
        raise Closed
    try:
        packed = zlib.decompressobj()
        part = packed.decompress(stream, most)
    except zlib.error as err:
        raise Closed from err
    if packed.unconsumed_tail and not packed.eof:
        raise Closed
    return part
