"""A multipart form (RFC 7578): its fields and files, with bounds on parts, headers and fields."""

from __future__ import annotations

from typing import Any

import msgspec
from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from gateway.pages.outcome import Trouble

MOST_PARTS = 20
MOST_FIELD = 8 << 10
MOST_HEADER = 2 << 10
MOST_NAME = 100
_UNREADABLE = "Formulir unggahan tidak dapat dibaca. Pilih berkasnya sekali lagi."


class File(msgspec.Struct, frozen=True):
    """A file as the browser names it."""

    name: str
    kind: str
    content: bytes


class _Parts:
    """Collects the parts of a form as they are read."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []
        self.files: dict[str, File] = {}
        self._count = 0
        self._headers: dict[bytes, bytes] = {}
        self._name = self._value = b""
        self._data = bytearray()

    def callbacks(self) -> dict[str, Any]:
        names = ("part_begin", "part_data", "part_end", "header_field", "header_value", "header_end")
        return {f"on_{name}": getattr(self, name) for name in names}

    def part_begin(self) -> None:
        self._count += 1
        self._headers, self._data = {}, bytearray()
        if self._count > MOST_PARTS:
            raise ValueError("too many parts")

    def header_field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        if len(self._name) + len(self._value) > MOST_HEADER:
            raise ValueError("a header of a part is too long")

    def header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def _said(self) -> dict[bytes, bytes]:
        return parse_options_header(self._headers.get(b"content-disposition", b""))[1]

    def part_data(self, data: bytes, start: int, end: int) -> None:
        self._data += data[start:end]
        if len(self._data) > MOST_FIELD and b"filename" not in self._said():
            raise ValueError("a field is too long")

    def part_end(self) -> None:
        said = self._said()
        name = said.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" not in said:
            self.pairs.append((name, self._data.decode("utf-8", "replace")))
            return
        kind = self._headers.get(b"content-type", b"").decode("latin-1").strip()
        called = said[b"filename"].decode("utf-8", "replace").replace("\\", "/").rpartition("/")[2][-MOST_NAME:]
        self.files[name] = File(called or "berkas", _plain(kind), bytes(self._data))


def _plain(kind: str) -> str:
    """A content type that cannot carry anything else with it."""
    ok = len(kind) < 100 and all(c.isalnum() or c in "/.+-" for c in kind) and kind.isascii() and "/" in kind
    return kind if ok else "application/octet-stream"


def parts_of(kind: str, body: bytes) -> tuple[list[tuple[str, str]], dict[str, File]]:
    """Fields and files; Trouble 422 for what is no form."""
    boundary = parse_options_header(kind.encode("latin-1", "replace"))[1].get(b"boundary", b"")
    parts = _Parts()
    try:
        parser = MultipartParser(boundary, parts.callbacks())  # type: ignore[arg-type]
        parser.write(body)
        parser.finalize()
    except (FormParserError, ValueError):
        raise Trouble(422, _UNREADABLE) from None
    return parts.pairs, parts.files
