"""The short way to the few routes that carry the load: from the guarded body straight to the handler.

A route here is also an ordinary route of its service. What is well formed takes the short way; whatever is not
goes on to the ordinary one, which says what is wrong. Both end in the same function, and refusals read the same.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import msgspec

from chassis.auth import Actor
from chassis.edge import fingerprint, key_of, usable_key
from chassis.problem import MEDIA_TYPE, rendered

_JSON = b"application/json"


class Asked(msgspec.Struct, frozen=True):
    """A well-formed command of somebody known, with the key that makes it happen once."""

    actor: Actor
    key: str
    fingerprint: bytes
    command: Any


class Told(msgspec.Struct, frozen=True):
    """The answer: JSON, and whether it is the one given before to the same key."""

    body: bytes
    replayed: bool
    status: int = 201


Handle = Callable[[Any, Asked], Awaitable[Told]]


class HotRoute(msgspec.Struct, frozen=True):
    """A POST whose body is `command`; `handle` gets the runtime and what was asked."""

    path: str
    command: type[msgspec.Struct]
    handle: Handle


class HotDoor:
    """ASGI, behind guard and authentication, in front of the router."""

    def __init__(self, app: Any, prefix: str, routes: Sequence[HotRoute], runtime: Any) -> None:
        self._app = app
        self._runtime = runtime
        self._routes = {f"{prefix}{r.path}": (msgspec.json.Decoder(r.command).decode, r.handle) for r in routes}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        found = self._routes.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "POST" else None
        asked = _asked(scope, found[0]) if found else None
        if found is None or asked is None:
            await self._app(scope, receive, send)
            return
        try:
            told = await found[1](self._runtime, asked)
        except Exception as err:
            problem = rendered(err)
            headers = [(k.encode(), v.encode()) for k, v in problem.headers.items()]
            return await _give(send, problem.status, problem.body, MEDIA_TYPE.encode(), headers)
        await _give(send, told.status, told.body, _JSON, [(b"idempotent-replay", b"true")] if told.replayed else [])


def _asked(scope: Any, decode: Callable[[bytes], Any]) -> Asked | None:
    """None when anything is not as it should be."""
    key, kind = key_of(scope), next((v for k, v in scope["headers"] if k == b"content-type"), b"")
    if not usable_key(key) or not kind.startswith(_JSON):
        return None
    state = scope["state"]
    try:
        command = decode(state["body"])
    except msgspec.MsgspecError:
        return None
    return Asked(state["actor"], key or "", fingerprint(scope, state["body"]), command)


async def _give(send: Any, status: int, body: bytes, kind: bytes, more: list[tuple[bytes, bytes]]) -> None:
    headers = [(b"content-type", kind), (b"content-length", b"%d" % len(body)), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
