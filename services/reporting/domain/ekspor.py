"""What of an export is fetched: a whole file, or the piece that a download which broke off asks for. Pure."""

from __future__ import annotations

import re

from contracts.refusal import rule

UNKNOWN = rule("reporting.export.unknown", 404, "Ekspor ini tidak ada.", source="implicit")
NOT_READY = rule("reporting.export.not_ready", 409, "Ekspor ini masih dibuat: {persen} persen.", source="implicit")
GONE = rule(
    "reporting.export.gone", 409, "Berkas ekspor ini sudah dihapus karena masa simpannya lewat; minta lagi.",
    source="value",
)  # fmt: skip
TOO_MANY = rule(
    "reporting.export.too_many", 409, "Masih ada {paling} ekspor Anda yang sedang dibuat; tunggu sampai siap.",
    source="kebijakan",
)  # fmt: skip
MOST_AT_ONCE = 3
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def piece(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a `Range` header; of none, or one that is not understood, the whole file (RFC 9110).

    None: the range begins behind the end (416). `size` is at least 1.
    """
    found = _RANGE.fullmatch(asked.strip())
    if found is None or found[1] == found[2] == "":
        return 0, size - 1
    if found[1] == "":  # the last bytes
        return (max(0, size - int(found[2])), size - 1) if int(found[2]) else None
    first = int(found[1])
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    if found[2] and int(found[2]) < first:
        return 0, size - 1
    return (first, last) if first < size else None
