"""A photograph or PDF that somebody uploads: what it is by its bytes, and that it is nothing else beside.

Nothing is decoded: the parts of the file are walked through, so that a small file which would fill the memory of who
looks at it, one that ends early, and one that is a page or an archive as well (a polyglot) are refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

from chassis import pdfnames
from contracts.refusal import Refusal, rule

OTHER_KIND = rule("evidence.other_kind", 422, "Berkas harus foto (JPEG, PNG) atau PDF.", "berkas", source="kebijakan")
BROKEN = rule(
    "evidence.broken", 422, "Berkas rusak atau terpotong; ambil atau pindai ulang.", "berkas", source="kebijakan"
)
HIDING = rule(
    "evidence.hiding",
    422,
    "Berkas memuat isi lain di dalamnya (halaman, arsip atau program).",
    "berkas",
    source="kebijakan",
)
PIXELS = rule(
    "evidence.pixels", 422, "Gambar lebih dari {megapixels} megapiksel atau kosong.", "berkas", source="kebijakan"
)
LOCKED = rule(
    "evidence.locked",
    422,
    "PDF terkunci atau dikemas sehingga isinya tidak dapat diperiksa; simpan ulang tanpa kata sandi.",
    "berkas",
    source="kebijakan",
)

MOST_PIXELS = 64_000_000  # a telephone's largest picture; more is made to harm
MOST_PARTS = 20_000  # 25 MB in pieces of 8 KB are 3,200
MOST_SCANS = 100  # of a progressive JPEG; a viewer draws the whole picture for each scan
_PNG, _JPEG, _PDF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-"
# What a browser or an archiver takes for its own wherever it stands.
_MARKS = re.compile(rb"<(?:script|html|svg|iframe|!doctype|\?php)[\s/>]|%PDF-|PK\x05\x06", re.IGNORECASE)
_MARKER = re.compile(rb"\xff++([^\x00\xd0-\xd7])", re.DOTALL)
# The same behind its fill bytes: looked for from the last FF, so that a run of them is passed once.
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_EOI, _SOS = 0xD9, 0xDA


def examined(content: bytes) -> tuple[str, int]:
    """Media type, and how many of the bytes are kept; Refusal 422 for what is no whole JPEG, PNG or PDF.

    A telephone may put bytes of its own (a moving picture) behind the end of a JPEG: they are not kept.
    """
    kinds: tuple[tuple[bytes, str, Callable[[bytes], int]], ...] = (
        (_JPEG, "image/jpeg", _jpeg), (_PNG, "image/png", _png), (_PDF, "application/pdf", _pdf),
    )  # fmt: skip
    for magic, kind, look in kinds:
        if content.startswith(magic):
            return kind, look(content)
    raise Refusal(OTHER_KIND)


def _check_size(width: int, height: int) -> None:
    if not 0 < width * height <= MOST_PIXELS:
        raise Refusal(PIXELS, megapixels=MOST_PIXELS // 1000000)


def _jpeg(content: bytes) -> int:
    """Where the picture ends, with its end marker."""
    at, sized, scans, parts = 2, False, 0, 0
    while marker := _MARKER.match(content, at):
        code, at, parts = marker[1][0], marker.end(), parts + 1
        if code == _EOI:
            if not (sized and scans) or _MARKS.search(content, at):
                raise Refusal(HIDING) if sized and scans else Refusal(BROKEN)
            return at
        size = int.from_bytes(content[at : at + 2], "big")
        part = content[at + 2 : at + size]
        if size < 2 or len(part) != size - 2 or code in (0x01, 0xD8) or parts > MOST_PARTS:
            raise Refusal(BROKEN)
        if code in _SIZES:
            _check_size(int.from_bytes(part[3:5], "big"), int.from_bytes(part[1:3], "big"))
            sized = True
        elif _MARKS.search(part):
            raise Refusal(HIDING)
        at += size
        if code == _SOS:
            scans += 1
            end = _NEXT_MARKER.search(content, at)  # the picture itself: nothing in it is a marker
            if end is None or scans > MOST_SCANS:
                raise Refusal(BROKEN)
            at = end.start()
    raise Refusal(BROKEN)


def _png(content: bytes) -> int:
    """The length of a whole picture: every part with its sum, the first its size, the last its end, nothing behind."""
    at, number, has_picture = len(_PNG), 0, False
    while at < len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        part = content[at + 8 : at + 8 + size]
        sum_at = at + 8 + size
        if int.from_bytes(content[sum_at : sum_at + 4], "big") != zlib.crc32(part, zlib.crc32(kind)):
            raise Refusal(BROKEN)
        if (number == 0) != (kind == b"IHDR") or len(part) != size or number > MOST_PARTS:
            raise Refusal(BROKEN)
        if kind == b"IHDR":
            _check_size(int.from_bytes(part[:4], "big"), int.from_bytes(part[4:8], "big"))
        elif kind == b"IDAT":
            has_picture = True
        elif _MARKS.search(part):
            raise Refusal(HIDING)
        at, number = sum_at + 4, number + 1
        if kind == b"IEND":
            if at != len(content):
                raise Refusal(HIDING)
            if has_picture:
                return len(content)
            break
    raise Refusal(BROKEN)


def _pdf(content: bytes) -> int:
    """The length of a whole document: its end in its last kilobyte, nothing done by itself, no file carried along."""
    end = content.rfind(b"%%EOF", -1024)
    if end < 0:
        raise Refusal(BROKEN)
    try:
        active = pdfnames.is_active(content)
    except pdfnames.Closed:
        raise Refusal(LOCKED) from None
    if active or b"PK\x05\x06" in content[-65_600:] or _MARKS.search(content, end):
        raise Refusal(HIDING)
    return len(content)
