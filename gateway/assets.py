"""Our own styles and scripts: small, packed once, under names that change with their content."""

from __future__ import annotations

import gzip
import re
from functools import cache
from hashlib import blake2b
from pathlib import Path

import brotli
import msgspec

FOLDER = Path(__file__).resolve().parent / "aset"
PREFIX = "/static/a/"
SHEETS = ("nilai.css", "dasar.css", "bagian.css", "halaman.css")  # one sheet, in this order
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".webmanifest": "application/json"}
# The service worker, under an address that stays, and what it keeps of ours for when there is no network.
WORKER, WORKER_PATH = "sw.js", "/sw.js"
SHELL = ("gaya.css", "luring.js", "foto.js", "ikon.svg")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
# a space before a colon is a descendant's: `.chip :checked`
_AROUND = re.compile(r"\s*([{};,>])\s*(?![^(]*\))|(?<=:) ")
_NAMED = re.compile(r"([a-z]+)\.[0-9a-f]{12}(\.[a-z]+)")


class Built(msgspec.Struct, frozen=True):
    """A file as it is sent: by its address, plain and packed."""

    address: str
    kind: str
    plain: bytes
    gz: bytes
    br: bytes


def small(css: str) -> str:
    """A style sheet without comments and without spaces that mean nothing."""
    bare = _SPACE.sub(" ", _COMMENT.sub("", css))
    return _AROUND.sub(lambda found: found[1] or "", bare).replace(";}", "}").strip()


@cache
def built() -> dict[str, Built]:
    """Every file by its plain name, made once a process; the same content has the same address everywhere."""
    sheet = small("\n".join((FOLDER / name).read_text() for name in SHEETS)).encode()
    files = {"gaya.css": sheet}
    files |= {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.suffix in (".js", ".svg")}
    ready = {name: _built(name, content) for name, content in files.items() if name != WORKER}
    shell = [ready[name].address for name in SHELL]
    listed = files[WORKER].replace(b"const SHELL = [];", b"const SHELL = " + msgspec.json.encode(shell) + b";")
    return ready | {WORKER: _built(WORKER, listed)}


def _built(name: str, content: bytes) -> Built:
    stem, _, ending = name.rpartition(".")
    mark = blake2b(content, digest_size=6).hexdigest()
    kind = f"{KINDS['.' + ending]}; charset=utf-8"
    return Built(
        f"{PREFIX}{stem}.{mark}.{ending}", kind, content, gzip.compress(content, 9, mtime=0),
        brotli.compress(content, quality=11),
    )  # fmt: skip


def address_of(name: str) -> str:
    """Where the file of a plain name is had."""
    return built()[name].address


def found(path: str) -> tuple[Built, bool] | None:
    """The file of an address, and whether the address is of this very content; None for no file of ours.

    While a new version comes in, a page of it may ask the former gateway: it has the same file in its own words.
    """
    parts = _NAMED.fullmatch(path[len(PREFIX) :])
    file = built().get(parts[1] + parts[2]) if parts else None
    return (file, file.address == path) if file else None
