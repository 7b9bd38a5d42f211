"""The one file of an upload: the body itself, or the file of a form (RFC 7578) as a browser sends it."""

from __future__ import annotations

from typing import Any

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from contracts.refusal import Refusal, rule

NOT_ONE = rule("file.not_one", 422, "Kirim tepat satu berkas.", "berkas", source="implicit")
UNREADABLE = rule("file.form", 422, "Formulir unggahan tidak dapat dibaca.", "berkas", source="implicit")

FORM = b"multipart/form-data"
_NOT_CONTROLS = bytes({*range(0x20, 0x100), 0x09} - {0x7F})
MOST_PARTS = 20
MOST_HEADER = 1024  # bytes of one header of a part, name and value


def boundary_of(kind: bytes) -> bytes | None:
    """The boundary of a form by its content type, b"" when it names none; None when the body is no form."""
    name, options = parse_options_header(kind)
    return options.get(b"boundary", b"") if name == FORM else None


def file_of(kind: bytes, body: bytes) -> bytes:
    """The bytes that were uploaded; Refusal 422 for a form that cannot be read or has not exactly one file."""
    return named_file_of(kind, body)[1]


def named_file_of(kind: bytes, body: bytes) -> tuple[str, bytes]:
    """The bytes that were uploaded, and what the form calls the file; no name when the body is the file itself."""
    boundary = boundary_of(kind)
    if boundary is None:
        return "", body
    form = _Form()
    try:
        parser = MultipartParser(boundary, form.callbacks())  # type: ignore[arg-type]
        parser.write(body)
        parser.finalize()
    except (FormParserError, ValueError):
        raise Refusal(UNREADABLE) from None
    if len(form.files) != 1 or not form.ended:
        raise Refusal(NOT_ONE)
    return form.names[0].decode("utf-8", "replace"), bytes(form.files[0])


class _Form:
    """Collects the parts that are files: those whose disposition has a filename."""

    def __init__(self) -> None:
        self.files: list[bytearray] = []
        self.names: list[bytes] = []
        self.ended = False
        self._parts = 0
        self._name = self._value = b""
        self._is_file = False

    def callbacks(self) -> dict[str, Any]:
        names = ("part_begin", "part_data", "header_field", "header_value", "header_end", "end")
        return {f"on_{name}": getattr(self, f"_{name}") for name in names}

    def _part_begin(self) -> None:
        self._is_file = False
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise ValueError("too many parts")

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._check_header(data[start:end])
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._check_header(data[start:end])
        self._value += data[start:end]

    def _check_header(self, more: bytes) -> None:
        if len(self._name) + len(self._value) + len(more) > MOST_HEADER:
            raise ValueError("a header of a part is too long")
        if more.translate(None, _NOT_CONTROLS):
            raise ValueError("a header of a part holds control characters")

    def _header_end(self) -> None:
        said = parse_options_header(self._value)[1] if self._name.lower() == b"content-disposition" else {}
        if b"filename" in said:
            self._is_file = True
            self.files.append(bytearray())
            self.names.append(said[b"filename"])
        self._name = self._value = b""

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if self._is_file:
            self.files[-1] += data[start:end]

    def _end(self) -> None:
        self.ended = True
