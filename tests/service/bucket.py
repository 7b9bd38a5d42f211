"""A bucket that speaks S3 over real HTTP: it keeps what is put, and takes nothing that is not signed (SigV4)."""

from __future__ import annotations

import hashlib
import hmac
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

KEY, SECRET, REGION = "kunci-uji", "rahasia-uji", "id-riau-1"
_AUTH = re.compile(r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\S+), ?SignedHeaders=(\S+), ?Signature=([0-9a-f]{64})")


class Bucket:
    """`address` of the endpoint; `kept`: path to bytes; `refused`: how many requests were not signed as they must be."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.refused = 0
        self.address = ""


def _sign(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")


def _is_signed(asked: BaseHTTPRequestHandler, body: bytes) -> bool:
    """Signature Version 4, worked out anew from the request as it came."""
    found = _AUTH.fullmatch(asked.headers.get("authorization", ""))
    stated = asked.headers.get("x-amz-content-sha256", "")
    if found is None or found[1] != KEY or stated not in ("UNSIGNED-PAYLOAD", hashlib.sha256(body).hexdigest()):
        return False
    scope, names = found[2], found[3].split(";")
    headers = "".join(f"{name}:{asked.headers[name].strip()}\n" for name in names)
    path, _, query = asked.path.partition("?")
    canonical = "\n".join((asked.command, path, query, headers, found[3], stated))
    moment = asked.headers["x-amz-date"]
    text = "\n".join(("AWS4-HMAC-SHA256", moment, scope, hashlib.sha256(canonical.encode()).hexdigest()))
    key = f"AWS4{SECRET}".encode()
    for part in scope.split("/"):
        key = _sign(key, part)
    return hmac.compare_digest(_sign(key, text).hex(), found[4])


def listing(kept: dict[str, bytes], bucket: str, prefix: str) -> bytes:
    """What lies in a bucket under a prefix, on one page."""
    keys = {path.removeprefix(f"{bucket.rstrip('/')}/"): content for path, content in kept.items()}
    found = "".join(
        f"<Contents><Key>{escape(key)}</Key><LastModified>2026-01-05T00:00:00.000Z</LastModified>"
        f"<ETag>x</ETag><Size>{len(content)}</Size></Contents>"
        for key, content in sorted(keys.items())
        if key.startswith(prefix)
    )
    return f"<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>".encode()


@contextmanager
def bucket() -> Iterator[Bucket]:
    """A running one, on a free port."""
    made = Bucket()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self, status: int, body: bytes = b"") -> None:
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            self.send_header("etag", '"x"')
            self.send_header("last-modified", "Mon, 05 Jan 2026 00:00:00 GMT")
            self.end_headers()
            self.wfile.write(body)

        def taken(self) -> bytes | None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            if _is_signed(self, body):
                return body
            made.refused += 1
            self.answer(403)
            return None

        def do_PUT(self) -> None:
            body = self.taken()
            if body is not None:
                made.kept[self.path] = body
                self.answer(200)

        def do_GET(self) -> None:
            if self.taken() is None:
                return
            path, _, query = self.path.partition("?")
            asked = parse_qs(query)
            if asked.get("list-type") == ["2"]:
                return self.answer(200, listing(made.kept, path, asked.get("prefix", [""])[0]))
            found = made.kept.get(self.path)
            self.answer(404 if found is None else 200, found or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is written to the test's output."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
