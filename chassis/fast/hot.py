"""The short way to the few routes that carry the load: from the wire straight to the handler (chassis/fast/wire.py).

A route here is also an ordinary route of its service. What is well formed, asked by somebody known already, takes the
short way; whatever is not goes on to the ordinary one, which says what is wrong. Both end in the same function, and
refusals read the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from chassis import telemetry
from chassis.auth import Actor, Verifier
from chassis.blank import unsaid
from chassis.calendar import misdated
from chassis.edge import fingerprint_of, usable_key
from chassis.fast.wire import Exchange
from chassis.guard import objection
from chassis.problem import MEDIA_TYPE, Rendered, rendered

_JSON = b"application/json"
_GOOD = b"content-type: application/json\r\n"


class Asked(msgspec.Struct, frozen=True):
    """A well-formed command of somebody known, with the key that makes it happen once."""

    actor: Actor
    key: str
    fingerprint: bytes
    command: Any
    traceparent: str | None = None


class Told(msgspec.Struct, frozen=True):
    """The answer: JSON, and whether it is the one given before to the same key."""

    body: bytes
    replayed: bool
    status: int = 201


Tell = Callable[[Told | Exception], None]
Handle = Callable[[Any, Asked, Tell], None]


class HotRoute(msgspec.Struct, frozen=True):
    """A POST whose body is `command`; `handle` gets the runtime, what was asked, and whom to tell once it is done."""

    path: str
    command: type[msgspec.Struct]
    handle: Handle


class HotRoutes:
    """Takes what it can from the wire."""

    def __init__(self, service: str, prefix: str, routes: Sequence[HotRoute], runtime: Any, verifier: Verifier) -> None:
        self._service = service
        self._runtime = runtime
        self._verifier = verifier
        self._routes = {
            f"{prefix}{r.path}".encode(): (f"{prefix}{r.path}", msgspec.json.Decoder(r.command).decode, r.handle)
            for r in routes
        }

    def take(self, exchange: Exchange) -> bool:
        """Whether the request is one of ours and in order; then it will be answered."""
        found = self._routes.get(exchange.target) if exchange.method == b"POST" else None
        if found is None:
            return False
        path, decode, handle = found
        if (asked := self._asked(exchange, decode)) is None:
            return False
        parent = exchange.headers.get(b"traceparent")
        passage = telemetry.Passage(self._service, "POST", path, parent.decode("latin-1") if parent else None)

        def tell(told: Told | Exception) -> None:
            if isinstance(told, Told):
                _give(exchange, passage, told)
            else:
                _refuse(
                    exchange, passage, passage.within(lambda: rendered(told, self._runtime.saying(asked[0].tenant)))
                )

        handle(self._runtime, Asked(*asked, passage.traceparent), tell)
        return True

    def _asked(self, exchange: Exchange, decode: Callable[[bytes], Any]) -> tuple[Actor, str, bytes, Any] | None:
        """None when anything is not as it should be, or has first to be looked up."""
        headers, body = exchange.headers, exchange.body
        key = headers.get(b"idempotency-key", b"").decode("latin-1")
        if not usable_key(key) or not headers.get(b"content-type", b"").startswith(_JSON):
            return None
        if objection(body) or misdated(body) is not None or unsaid(body) is not None:
            return None
        actor = self._verifier.known(headers.get(b"authorization", b""))
        if actor is None or actor.limited or actor.archive:
            return None
        try:
            command = decode(body)
        except msgspec.MsgspecError:
            return None
        return actor, key, fingerprint_of(b"POST", exchange.target, b"", body), command


def _give(exchange: Exchange, passage: telemetry.Passage, told: Told) -> None:
    again = b"idempotent-replay: true\r\n" if told.replayed else b""
    exchange.answer(told.status, b"%s%sx-trace-id: %s\r\n" % (_GOOD, again, passage.trace.encode()), told.body)
    passage.end(told.status)


def _refuse(exchange: Exchange, passage: telemetry.Passage, problem: Rendered) -> None:
    lines = {"content-type": MEDIA_TYPE, **problem.headers, "x-trace-id": passage.trace}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    exchange.answer(problem.status, head.encode("latin-1"), problem.body)
    passage.end(problem.status)
