"""A photograph without what its camera wrote into it: where, when and by which telephone it was taken.

Of a JPEG the picture, its colours and how it is turned are kept; of a PNG the parts that draw it. Nothing is decoded:
the file is walked through, and what is kept of it are spans of its bytes (docs/decisions/0054).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from chassis.attachment import examined
from chassis.office import examined_document

_UPRIGHT, _TURNED = 1, range(2, 9)
_EOI, _SOS, _APP0, _APP1, _APP2, _APP14, _APP15, _COM = 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_DRAWS = {_APP0: b"JFIF\x00", _APP2: b"ICC_PROFILE\x00", _APP14: b"Adobe"}
_PLAIN_JFIF = 16  # its length without a thumbnail
_MARKER = re.compile(rb"\xff++([^\x00\xd0-\xd7])", re.DOTALL)
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_PNG_HEAD = 8
# Of a PNG besides what every reader must know: colours, transparency, size on paper, movement.
_PNG_DRAWS = frozenset(b"tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs sPLT hIST acTL fcTL fdAT".split())
_ORIENTATION, _MOST_ENTRIES = 0x0112, 200
_CRITICAL = 0x20  # the bit of the first letter that a part has which a reader may leave out


class Kept(Struct, frozen=True):
    """Which bytes of a file are kept, as spans in their order; `turned`: as Exif says it, 1 upright."""

    spans: tuple[tuple[int, int], ...]
    turned: int = _UPRIGHT

    def of(self, content: bytes) -> bytes:
        """The file as it is kept; how a JPEG is turned is said again, by that alone."""
        parts = [content[start:end] for start, end in self.spans]
        if self.turned in _TURNED:
            parts.insert(1, _exif(self.turned))
        return b"".join(parts)


def evidence(content: bytes) -> tuple[str, Kept]:
    """Media type of a photograph or PDF, and what of it is kept; Refusal 422 as `attachment.examined` raises it."""
    kind, size = examined(content)
    return kind, kept_of(kind, content[:size])


def document(content: bytes) -> tuple[str, Kept]:
    """Media type of a document, and what of it is kept; Refusal 422 as `office.examined_document` raises it."""
    kind, size = examined_document(content)
    return kind, kept_of(kind, content[:size])


def kept_of(kind: str, content: bytes) -> Kept:
    """What is kept of a whole file of this kind."""
    if kind == "image/jpeg":
        return _jpeg(content)
    if kind == "image/png":
        return Kept(_joined([(0, _PNG_HEAD), *_png(content)]))
    return Kept(((0, len(content)),))


def _jpeg(content: bytes) -> Kept:
    turned, kept = _UPRIGHT, [(0, 2)]
    for code, start, body, end in _segments(content):
        if code == _APP1 and content.startswith(b"Exif\x00\x00", body):
            turned = _turn(content[body + 6 : end])
        if _is_kept(code, content, body, end):
            kept.append((start, end))
    return Kept(((0, 2), *_joined(kept[1:])), turned)


def _is_kept(code: int, content: bytes, body: int, end: int) -> bool:
    if code == _COM or _APP0 <= code <= _APP15:
        said = _DRAWS.get(code)
        plain = code != _APP0 or end - body + 2 == _PLAIN_JFIF
        return said is not None and plain and content.startswith(said, body)
    return True


def _segments(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Marker, where the part begins, where what it says begins, and where it ends, the scan of a picture with it."""
    at = 2
    while marker := _MARKER.match(content, at):
        code, start, at = marker[1][0], at, marker.end()
        if code == _EOI:
            yield code, start, at, at
            return
        body, at = at + 2, at + int.from_bytes(content[at : at + 2], "big")
        if code == _SOS and (found := _NEXT_MARKER.search(content, at)):
            at = found.start()
        yield code, start, body, at


def _turn(tiff: bytes) -> int:
    """The orientation in an Exif, 1 where it says none."""
    order: Literal["little", "big"] = "little" if tiff[:2] == b"II" else "big"

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)

    first = number(4, 4)
    for n in range(min(number(first, 2), _MOST_ENTRIES)):
        at = first + 2 + 12 * n
        if number(at, 2) == _ORIENTATION:
            return number(at + 8, 2)
    return _UPRIGHT


def _exif(turned: int) -> bytes:
    """An Exif that says how the picture is turned, and nothing else."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + turned.to_bytes(2, "big") + b"\x00\x00"
    said = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01" + entry + b"\x00\x00\x00\x00"
    return b"\xff\xe1" + (len(said) + 2).to_bytes(2, "big") + said


def _png(content: bytes) -> Iterator[tuple[int, int]]:
    at = _PNG_HEAD
    while at < len(content):
        kind, end = content[at + 4 : at + 8], at + 12 + int.from_bytes(content[at : at + 4], "big")
        if not kind[0] & _CRITICAL or kind in _PNG_DRAWS:
            yield at, end
        at = end


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)
