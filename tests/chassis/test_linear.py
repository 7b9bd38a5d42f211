"""What looks at foreign bytes costs twice as much for twice as many, whatever they are: no few bytes cost seconds."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from typing import Any

import pytest

from chassis import attachment, calendar, guard, multipart, sheets
from contracts.refusal import Refusal
from gateway.answer import Rejected
from gateway.guard import check_parts
from gateway.session import cookie_of

SOS = b"\xff\xd8\xff\xc0\x00\x08\x08\x00\x10\x00\x10\x01\xff\xda\x00\x02"
FORM = b"multipart/form-data; boundary=x"


def _directory(members: int) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for n in range(members):
            archive.writestr(f"{n}", b"")
    return packed.getvalue()


def _header(size: int) -> bytes:
    return b"--x\r\ncontent-disposition: form-data; " + b'a=";' * size + b"\r\n\r\nx\r\n--x--"


READINGS: dict[str, tuple[Callable[[Any], Any], Callable[[int], Any]]] = {
    "a JSON string that never ends": (guard.objection, lambda n: b"[" * 33 + b'"' + b'\\"' * n),
    "one that ends in a lone backslash": (guard.objection, lambda n: b"[" * 33 + b'"' + b'\\"' * n + b"\\"),
    "strings that begin and never end": (guard.objection, lambda n: b"[" * 33 + b'"\\' * n),
    "digits": (guard.objection, lambda n: b"e" * n + b"1" * n),
    "exponents": (guard.objection, lambda n: b"e1111x" * n),
    "backslashes": (guard.objection, lambda n: b"\\ud800" + b"\\" * n + b"\\ud800"),
    "half surrogates": (guard.objection, lambda n: b"\\ud83d" * n),
    "dates": (calendar.misdated, lambda n: b'"0001-01-01' * n),
    "members": (calendar.misdated, lambda n: b'"' + b"a" * n + b'":"0001-01-01'),
    "fill bytes of a JPEG": (attachment.examined, lambda n: b"\xff\xd8" + b"\xff" * n),
    "fill bytes in its picture": (attachment.examined, lambda n: SOS + b"\xff" * n),
    "small parts of a JPEG": (attachment.examined, lambda n: b"\xff\xd8" + b"\xff\xe0\x00\x02" * n),
    "marks of a page": (attachment.examined, lambda n: b"%PDF-" + b"<script" * n + b"%%EOF"),
    "cells without a place": (sheets._reaches_far, lambda n: b"<c " * n),
    "cells with a long gap": (sheets._reaches_far, lambda n: b"<c r" + b" " * n),
    "prefixes of cells": (sheets._reaches_far, lambda n: b"<" + b"w" * n),
    "types of a cell": (lambda part: sheets._FAULTY.sub(b"", part), lambda n: b"<c " + b" t" * n + b" " * n),
    "cells of no type": (lambda part: sheets._FAULTY.sub(b"", part), lambda n: b"<c t" * n),
    "zeros of a row": (sheets._reaches_far, lambda n: b' r="A' + b"0" * n),
    "spaces before a place": (sheets._reaches_far, lambda n: b" r" * n + b" " * n),
    "end records of an archive": (sheets.check_archive, lambda n: b"PK\x05\x06" * n),
    "members of an archive": (sheets.sheets_of, _directory),
    "the header of a part": (lambda body: multipart.file_of(FORM, body), _header),
    "parts of a form": (lambda body: multipart.file_of(FORM, body), lambda n: b"--x\r\n\r\n\r\n" * n + b"--x--"),
    "a path": (lambda path: check_parts("GET", path, b"", [(b"host", b"a")]), lambda n: b"/%2e.." * n),
    "a cookie": (lambda raw: cookie_of(raw, "ekinerja"), lambda n: b'a="' + b'\\"' * n),
    "semicolons of a cookie": (lambda raw: cookie_of(raw, "ekinerja"), lambda n: b';"=' * n),
}
TIMES = 8
SIZES = (1_000, 4_000, 16_000, 64_000)
ENOUGH_SECONDS = 0.004


def _seconds(read: Callable[[Any], Any], content: Any) -> float:
    best = 1e9
    for _ in range(4):
        began = time.thread_time()
        with suppress(Refusal, Rejected):
            read(content)
        best = min(best, time.thread_time() - began)
    return best


@pytest.mark.parametrize("what", READINGS)
def test_eight_times_as_many_bytes_cost_eight_times_as_much_not_sixty_four(what: str) -> None:
    read, made = READINGS[what]
    for size in SIZES:
        once = _seconds(read, made(size))
        if once > ENOUGH_SECONDS:
            break
    if (times := _seconds(read, made(size * TIMES))) > ENOUGH_SECONDS * TIMES:
        assert times < once * TIMES * 3, (what, size, once, times)
