"""Where the documents lie that a backup copies and a restore brings back: a folder, or a bucket by its URL."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

import obstore
from obstore.exceptions import BaseError, NotFoundError

from chassis.documents import store_at
from ekinerja.refusal import Unable

_PIECE = 1 << 20


class Documents(Protocol):
    """Documents by their name, `<tenant>/<id>`."""

    def check(self) -> None:
        """Unable when the place is not there."""

    def names(self) -> list[str]:
        """Of all that lie there, in order."""

    def pieces(self, name: str) -> Iterator[bytes]:
        """What one holds; FileNotFoundError when it is not there (any more)."""

    def put(self, name: str, source: Path) -> None:
        """Keep a copy of a file."""


def documents_at(place: str | Path) -> Documents:
    """The documents of a folder, or of a bucket (`s3://bucket/prefix`, with its `AWS_*` variables)."""
    return Bucket(str(place)) if "://" in str(place) else Folder(Path(place))


def digest(documents: Documents, name: str) -> str:
    """SHA-256 of a document, empty when it is not there."""
    found = hashlib.sha256()
    try:
        for piece in documents.pieces(name):
            found.update(piece)
    except FileNotFoundError:
        return ""
    return found.hexdigest()


class Folder:
    """Documents in files; what is put is closed to other users."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __str__(self) -> str:
        return str(self.path)

    def check(self) -> None:
        if not self.path.is_dir():
            raise Unable(f"{self.path}, where the documents should be, is not there")

    def names(self) -> list[str]:
        found = (p for p in self.path.rglob("*") if p.is_file() and not p.is_symlink())
        return sorted(str(p.relative_to(self.path)) for p in found)

    def pieces(self, name: str) -> Iterator[bytes]:
        with (self.path / name).open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    def put(self, name: str, source: Path) -> None:
        with source.open("rb") as reading:
            self.write(name, iter(lambda: reading.read(_PIECE), b""))

    def write(self, name: str, pieces: Iterator[bytes]) -> str:
        """Write a new file; returns the SHA-256 of what was written."""
        found, target = hashlib.sha256(), self.path / name
        first = next(pieces, b"")  # one that is not there says so before anything is made
        _folders(target.parent)
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as writing:
            for piece in chain((first,), pieces):
                found.update(piece)
                writing.write(piece)
        return found.hexdigest()


class Bucket:
    """Documents in object storage; one that is away, or refuses, is Unable."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._store: Any = store_at(place)

    def __str__(self) -> str:
        return self._place

    def check(self) -> None:
        self.names()

    def names(self) -> list[str]:
        with _told(self._place):
            return sorted(found["path"] for page in obstore.list(self._store) for found in page)

    def pieces(self, name: str) -> Iterator[bytes]:
        with _told(self._place):
            for piece in obstore.get(self._store, name).stream(min_chunk_size=_PIECE):
                yield bytes(piece)

    def put(self, name: str, source: Path) -> None:
        with _told(self._place):
            obstore.put(self._store, name, source)


@contextmanager
def _told(place: str) -> Iterator[None]:
    try:
        yield
    except NotFoundError as err:
        raise FileNotFoundError(place) from err
    except BaseError as err:
        raise Unable(f"documents in {place} cannot be reached: {type(err).__name__}") from None


def copy(source: Documents, target: Folder) -> dict[str, str]:
    """Copy every document into a folder of its own; returns name to the SHA-256 of what was read."""
    target.path.mkdir(mode=0o700, exist_ok=True)
    copied = {}
    for name in source.names():
        with suppress(FileNotFoundError):  # one that was being written when they were listed: no row names it yet
            copied[name] = target.write(name, source.pieces(name))
    return copied


def _folders(folder: Path) -> None:
    """Every new folder is closed, not only the last of a path."""
    if not folder.exists():
        _folders(folder.parent)
        folder.mkdir(mode=0o700)
