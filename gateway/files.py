"""The files of the pages: only what was found at start is served, so no path leads elsewhere."""

from __future__ import annotations

import gzip
import mimetypes
from hashlib import blake2b
from pathlib import Path

import msgspec

from gateway import assets
from gateway.answer import Rejected, Scope, Send, give, header_of

FOLDER = Path(__file__).resolve().parent / "static"
_TEXT = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html"}


class Asset(msgspec.Struct):
    """A file as it is sent."""

    kind: bytes
    tag: bytes
    plain: bytes
    packed: bytes | None


class Files:
    """Path under /static/ → file; read and packed on first use."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._paths = {f"/static/{p.relative_to(folder).as_posix()}": p for p in folder.rglob("*") if p.is_file()}
        self._read: dict[str, Asset] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._paths

    def asset(self, path: str) -> Asset:
        """Rejected 404 for what was not there at start."""
        if (found := self._read.get(path)) is not None:
            return found
        if (place := self._paths.get(path)) is None:
            raise Rejected(404, "Berkas ini tidak ada.")
        plain = place.read_bytes()
        text = _TEXT.get(place.suffix)
        kind = f"{text}; charset=utf-8" if text else mimetypes.guess_type(place.name)[0] or "application/octet-stream"
        tag = f'"{blake2b(plain, digest_size=12).hexdigest()}"'.encode()
        packed = gzip.compress(plain, 6, mtime=0) if text and len(plain) > 1024 else None
        self._read[path] = Asset(kind.encode(), tag, plain, packed)
        return self._read[path]

    async def give_ours(self, scope: Scope, send: Send, path: str) -> None:
        """A file under a name of its content: for good; by a former or later name of it, for this once."""
        told = assets.found(path)
        if told is None:
            raise Rejected(404, "Berkas ini tidak ada.")
        file, is_current = told
        await self._give_packed(
            scope, send, file, b"public, max-age=31536000, immutable" if is_current else b"no-cache"
        )

    async def give_worker(self, scope: Scope, send: Send) -> None:
        """The service worker: the browser asks each time whether it is still this one."""
        await self._give_packed(scope, send, assets.built()[assets.WORKER], b"no-cache")

    async def _give_packed(self, scope: Scope, send: Send, file: assets.Built, age: bytes) -> None:
        accepted = header_of(scope, b"accept-encoding") or b""
        body, coding = file.plain, b""
        if b"br" in accepted:
            body, coding = file.br, b"br"
        elif b"gzip" in accepted:
            body, coding = file.gz, b"gzip"
        headers = [(b"cache-control", age), (b"vary", b"accept-encoding")]
        headers += [(b"content-encoding", coding)] if coding else []
        await give(send, 200, body, file.kind.encode(), headers)

    async def give(self, scope: Scope, send: Send, path: str, age: int = 3600) -> None:
        asset = self.asset(path)
        headers = [
            (b"etag", asset.tag),
            (b"cache-control", b"public, max-age=%d" % age),
            (b"vary", b"accept-encoding"),
        ]
        if header_of(scope, b"if-none-match") == asset.tag:
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        body = asset.plain
        if asset.packed is not None and b"gzip" in (header_of(scope, b"accept-encoding") or b""):
            body = asset.packed
            headers.append((b"content-encoding", b"gzip"))
        await give(send, 200, body, asset.kind, headers)
