"""The edge of a request: who asks, one transaction, and the same answer to the same Idempotency-Key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl

from sqlalchemy import text

from chassis import telemetry
from chassis.auth import Actor, Archive, Unauthenticated, Verifier, bearer
from chassis.db import Database, Who, Work
from chassis.guard import MOST_PARAMETERS, refuse, send_problem
from chassis.multipart import boundary_of
from chassis.permission import Gate
from chassis.problem import rendered
from chassis.upload import FileReading, read_upload
from contracts.refusal import Refusal, rule

TO_DO = {
    "sandi": "Ganti kata kunci pertama Anda lebih dahulu, lalu masuk lagi.",
    "totp": "Peran Anda memerlukan kode kedua (TOTP); daftarkan lebih dahulu, lalu masuk lagi.",
}
STILL_RUNNING = rule(
    "edge.key.still_running", 409, "Permintaan dengan kunci ini masih dikerjakan; ulangi sebentar lagi.",
    "Idempotency-Key", source="implicit",
)  # fmt: skip
OTHER_BODY = rule(
    "edge.key.other_body", 422, "Kunci ini sudah dipakai untuk permintaan lain.", "Idempotency-Key", source="implicit"
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_KEY = re.compile(r"[\x21-\x7e]{8,128}")
_WHILE_RUNNING = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
# A replay writes: the answer is given only after a commit that the standby has as well.
_REPLAY = text(
    "UPDATE idempotency SET replays = replays + 1 WHERE tenant = :tenant AND actor = :actor AND key = :key"
    " RETURNING fingerprint, status, content_type, body"
)
_IS_KEPT = text("SELECT 1 FROM idempotency WHERE tenant = :tenant AND actor = :actor AND key = :key")
_KEEP = text(
    "INSERT INTO idempotency (tenant, actor, key, fingerprint, status, content_type, body)"
    " VALUES (:tenant, :actor, :key, :fingerprint, :status, :content_type, :body)"
)


def fingerprint(scope: Mapping[str, Any], body: bytes) -> bytes:
    """What makes two requests the same: method, path, query and body.

    A form sent again has another boundary, which the client draws; nothing else of it differs.
    """
    if boundary := boundary_of(next((v for k, v in scope["headers"] if k == b"content-type"), b"")):
        body = body.replace(boundary, b"")
    return fingerprint_of(scope["method"].encode(), scope["path"].encode(), scope.get("query_string", b""), body)


def fingerprint_of(method: bytes, path: bytes, query: bytes, body: bytes) -> bytes:
    """What makes two requests the same, from its parts: SHA-256, 32 bytes."""
    return sha256(b"%s %s?%s\n%s" % (method, path, query, body)).digest()


class Answer:
    """An ASGI response held back until the transaction is over."""

    def __init__(self) -> None:
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        self.body = b""

    async def take(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = list(message["headers"])
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    def content_type(self) -> str:
        return next((v.decode() for k, v in self.headers if k.lower() == b"content-type"), "application/json")

    async def give(self, send: Any) -> None:
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})


class RolledBack(Exception):
    """The answer is a refusal: nothing of the request stays."""


class Authenticate:
    """ASGI: puts the actor at `scope["state"]["actor"]`; without a valid token only open paths go on."""

    def __init__(self, app: Any, verifier: Verifier, open_paths: frozenset[str]) -> None:
        self._app = app
        self._verifier = verifier
        self._open = open_paths

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"] in self._open:
            await self._app(scope, receive, send)
            return
        token = bearer(scope["headers"])
        try:
            if token is None:
                raise Unauthenticated("tidak ada token")
            scope.setdefault("state", {})["actor"] = await self._verifier.actor(token)
        except Unauthenticated as err:
            return await refuse(send, 401, f"Silakan masuk: {err}.", [(b"www-authenticate", b"Bearer")])
        except Exception as err:  # no router stands around this: what it cannot judge is told here
            return await _tell(send, err)
        await self._app(scope, receive, send)


async def _tell(send: Any, err: Exception) -> None:
    told = rendered(err)
    headers = [(name.encode(), value.encode()) for name, value in told.headers.items()]
    await send_problem(send, told.status, told.body, headers)


def key_of(scope: Any) -> str | None:
    """The Idempotency-Key of a request."""
    return next((v.decode("latin-1") for k, v in scope["headers"] if k == b"idempotency-key"), None)


def usable_key(key: str | None) -> bool:
    """Whether a key is one: 8 to 128 printable characters."""
    return key is not None and _KEY.fullmatch(key) is not None


def who_asks(actor: Actor) -> Who:
    """The actor of a request as the author of events; the trace correlates what follows."""
    traceparent = telemetry.current_traceparent()
    return Who(tenant=actor.tenant, actor=str(actor.id), correlation=traceparent[3:35] if traceparent else "")


class UnitOfWork:
    """ASGI inside the router: one request is one transaction. Returning commits, raising rolls back.

    A route opts out with `opt={"work": False}` (it opens its own), or from the key with
    `opt={"idempotent": True}` (doing it twice is doing it once). With `opt={"sealed": True}` nothing of its body is
    kept, not even a hash: a few numbers can be found again from one. `opt={"limited": True}` lets in who must first
    finish signing in. `opt={"file": FileReading(...)}` has the file of the body read before the transaction begins.
    """

    def __init__(self, app: Any, database: Database, gate: Gate | None = None) -> None:
        self._app = app
        self._database = database
        self._gate = gate

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        opt = scope["route_handler"].opt
        actor: Actor | None = scope.get("state", {}).get("actor")
        if scope["type"] != "http" or actor is None:
            await self._app(scope, receive, send)
            return
        if actor.limited and not opt.get("limited"):
            return await refuse(send, 403, TO_DO.get(actor.limited, actor.limited))
        safe = scope["method"] in SAFE
        if actor.archive is not None and not safe and await self._is_closed(scope, actor, actor.archive, send):
            return
        if not opt.get("work", True):
            await self._app(scope, receive, send)
            return
        key = None if safe or opt.get("idempotent") else key_of(scope)
        if not safe and not opt.get("idempotent") and not usable_key(key):
            return await refuse(send, 400, "Sertakan Idempotency-Key (8-128 karakter) pada setiap perubahan.")
        answer = Answer()
        try:
            if reading := opt.get("file"):
                await self._read_file(scope, actor, reading, key, answer)
            async with self._database.work(who_asks(actor), read_only=safe) as work:
                await self._check_permission(scope, actor, work, answer)
                if key is None:
                    await self._ask(scope, receive, work, answer)
                else:
                    await self._ask_once(scope, receive, work, answer, key)
        except RolledBack:
            pass
        await answer.give(send)

    async def _is_closed(self, scope: Any, actor: Actor, archive: Archive, send: Any) -> bool:
        """True if the request was refused because its holder has left the service, also on a route without work."""
        if self._gate is None:
            return False
        async with self._database.work(who_asks(actor), read_only=True) as work:
            no = self._gate.closed(work, archive, scope["route_handler"].fn.__name__)
        if no is not None:
            await _tell(send, no)
        return no is not None

    async def _check_permission(self, scope: Any, actor: Actor, work: Work, answer: Answer) -> None:
        if self._gate and (no := await self._gate.objection(work, actor, scope["route_handler"].fn.__name__)):
            await _tell(answer.take, no)
            raise RolledBack

    async def _read_file(self, scope: Any, actor: Actor, how: FileReading, key: str | None, answer: Answer) -> None:
        """Ask whether the actor may, then have the file read while no transaction is open."""
        query = scope.get("query_string", b"").decode("latin-1")
        asked = dict(parse_qsl(query, max_num_fields=MOST_PARAMETERS)) | scope["path_params"]
        async with self._database.work(who_asks(actor), read_only=True) as work:
            await self._check_permission(scope, actor, work, answer)
            row_key = {"tenant": work.tenant, "actor": work.who.actor, "key": key}
            if (await work.run(_IS_KEPT, row_key)).first():
                return  # answered before: the file is not read again
            await how.before(work, actor, asked)
        kind = next((v for k, v in scope["headers"] if k == b"content-type"), b"")
        body = scope["state"].get("body", b"")
        scope["state"]["file"] = await read_upload(how, asked, kind, body, f"{actor.tenant}/{actor.id}")

    async def _ask(self, scope: Any, receive: Any, work: Work, answer: Answer) -> None:
        scope["state"]["work"] = work
        await self._app(scope, receive, answer.take)
        if answer.status >= 400:
            raise RolledBack

    async def _ask_once(self, scope: Any, receive: Any, work: Work, answer: Answer, key: str) -> None:
        row_key = {"tenant": work.tenant, "actor": work.who.actor, "key": key}
        sealed = scope["route_handler"].opt.get("sealed", False)
        mark = fingerprint(scope, b"" if sealed else scope["state"].get("body", b""))
        name = f"{work.tenant}/{work.who.actor}/{key}"
        if not (await work.run(_WHILE_RUNNING, {"name": name})).scalar_one():
            await _tell(answer.take, Refusal(STILL_RUNNING))
            raise RolledBack
        kept = (await work.run(_REPLAY, row_key)).first()
        if kept is None:
            await self._ask(scope, receive, work, answer)
            await work.run(
                _KEEP,
                {**row_key, "fingerprint": mark, "status": answer.status, "content_type": answer.content_type(),
                 "body": answer.body},
            )  # fmt: skip
        elif bytes(kept.fingerprint) != mark:
            await _tell(answer.take, Refusal(OTHER_BODY))
            raise RolledBack
        else:
            answer.status, answer.body = kept.status, bytes(kept.body)
            answer.headers = [
                (b"content-type", kept.content_type.encode()),
                (b"content-length", str(len(answer.body)).encode()),
                (b"idempotent-replay", b"true"),
            ]
