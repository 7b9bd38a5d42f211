"""One request to the pages: who asks, what was typed, and the way to the services on behalf of that person."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from copy import copy
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

from litestar import Request

from gateway import between
from gateway.pages.ask import Services
from gateway.pages.outcome import Trouble
from gateway.pages.pemda import Pemda
from gateway.pages.problem import Told
from gateway.pages.upload import File, parts_of
from gateway.pool import Pool

MOST_FIELDS = 1200
_FORM = "application/x-www-form-urlencoded"


class Visit:
    """What a screen has in its hands. `typed` and `query`: the last value of each name; `many` gives all of one."""

    def __init__(
        self, request: Request[Any, Any, Any], given: Mapping[str, str], pools: Mapping[str, Pool],
        regencies: Mapping[str, Pemda], body: bytes,
    ) -> None:  # fmt: skip
        headers = request.headers
        self.path: str = request.scope["path"]
        self.method = str(request.method)
        self.given = given
        self.regencies = regencies
        self.accepts = headers.get("accept-encoding", "")
        self.query = dict(_pairs(request.scope.get("query_string", b"")))
        self.kind = headers.get("content-type", "")
        self.body = body
        self._files: dict[str, File] = {}
        self.pairs = _pairs(body) if self.kind.startswith(_FORM) else []
        if self.kind.startswith("multipart/"):
            self.pairs, self._files = parts_of(self.kind, body)
        self.typed = dict(self.pairs)
        self.pools = pools
        self.token = headers.get("authorization", "")
        self.tenant = headers.get(between.TENANT, "")
        self.to_do = headers.get(between.TO_DO, "")
        self.look = headers.get(between.LOOK, "")
        self.host = headers.get(between.HOST, "")
        self.address = headers.get(between.ADDRESS, "-")
        self.proof = bytes.fromhex(headers.get(between.PROOF, ""))
        self.envelope = base64.urlsafe_b64decode(headers.get(between.ENVELOPE, ""))
        self.keeping = base64.urlsafe_b64decode(headers.get(between.KEEPING, ""))
        self._services = Services(pools, self.token, self.address)

    def again(self, path: str, given: Mapping[str, str], body: str, token: str, tenant: str) -> Visit:
        """What was kept, as if it were sent now by the one who has just signed in."""
        fresh = copy(self)
        fresh.path, fresh.given, fresh.body, fresh.token, fresh.tenant = path, given, body.encode(), token, tenant
        fresh.pairs = _pairs(fresh.body)
        fresh.typed = dict(fresh.pairs)
        fresh._services = Services(self.pools, token, self.address)
        return fresh

    def of_nobody(self) -> Visit:
        """The same request without its session: what it shows is the same for everybody."""
        fresh = copy(self)
        fresh.token = fresh.tenant = fresh.to_do = fresh.look = ""
        fresh._services = Services(self.pools, "", self.address)
        return fresh

    async def health(self, service: str) -> bool:
        """Whether a service says that it is ready."""
        return await self._services.ready(service)

    def many(self, name: str) -> list[str]:
        """Every value that was ticked under a name."""
        return [value for found, value in self.pairs if found == name]

    @property
    def key(self) -> str:
        """The Idempotency-Key of the form that was sent; a fresh one for a form that is to be shown."""
        given = self.typed.get("_kunci", "")
        return given if 8 <= len(given) <= 64 and given.isascii() and given.isprintable() else str(uuid4())

    def key_after(self, status: int) -> str:
        """The key of a form that comes back: a new one; after a fault, when nobody knows what was done, the same."""
        return self.key if status >= 500 or status == 429 else str(uuid4())

    def check_proof(self) -> None:
        """Trouble 403 for a form that was not made for this session."""
        if self.token and not between.holds(self.typed.get("_bukti", "").partition(".")[0], self.proof):
            raise Trouble(403, "Formulir ini dibuat untuk sesi yang lain. Muat ulang halaman lalu kirim lagi.")

    async def sign_in(self, given: Mapping[str, str]) -> Told:
        """What identity says to a password, of nobody known: a session that is there already has no part in it."""
        return await self._services.as_nobody().send("identity", "POST", "/login", given, self.key, {})

    def file(self, name: str) -> File | None:
        """The file of a form, by the name of its field."""
        return self._files.get(name)

    async def upload(self, service: str, path: str, file: File, **query: Any) -> Told:
        """Hand a file on as it is, under its name; what it is the service tells by its bytes."""
        return await self.send_file(service, path, file, nama=file.name, **query)

    async def send_file(self, service: str, path: str, file: File, **query: Any) -> Told:
        """The same without its name, where the service asks for none."""
        return await self._services.upload(service, path, file.content, file.kind, self.key, query)

    async def read(self, service: str, path: str, shape: Any, **query: Any) -> Any:
        """The answer of a read, as `shape`; SignedOut, or Trouble with what the service says."""
        return await self._services.read(service, path, shape, query)

    async def send(
        self, service: str, path: str, command: Any = None, *, method: str = "POST", key: str = "", **query: Any
    ) -> Told:
        """What a service answers to a command, refusals too; the key is the form's, so that twice is once."""
        return await self._services.send(service, method, path, command, key or self.key, query)


def _pairs(text: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Trouble(400, "Isian terlalu banyak dalam satu kiriman.") from None
