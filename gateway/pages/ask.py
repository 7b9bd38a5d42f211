"""Asking the services for a person: in parallel, within one deadline; what a page needs, and what it can spare."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from gateway.answer import Rejected
from gateway.ask import ask
from gateway.pages.outcome import SignedOut, Trouble
from gateway.pages.problem import Problem, Told
from gateway.pool import Pool

SECONDS = 5.0
# What a path to a service is made of; an id from a form that is none must not become a part of the request.
_PLAIN = re.compile(r"/[A-Za-z0-9_/-]*(?:\.xlsx)?(?:\?[A-Za-z0-9_.~=&%-]*)?")
_SLOW = "Layanan terlalu lama menjawab. Tidak ada yang berubah; coba lagi sebentar lagi."


class Services:
    """The six services as one person may ask them: with the token of that person, or none."""

    def __init__(self, pools: Mapping[str, Pool], token: str, address: str) -> None:
        self._pools = pools
        self._address = address
        # identity slows wrong passwords down by the address, as the gateway tells it
        self._headers = {"x-ekinerja-address": address} | ({"authorization": token} if token else {})
        self._reading: dict[tuple[str, str, Any], asyncio.Future[Any]] = {}

    def as_nobody(self) -> Services:
        """The same services, asked by somebody who has yet to sign in."""
        return Services(self._pools, "", self._address)

    async def read(self, service: str, path: str, shape: Any, query: Mapping[str, Any]) -> Any:
        """The answer of a read, as `shape`; SignedOut, or Trouble with what the service says.

        What a page and the frame around it both read is asked for once, until something is sent.
        """
        target = path + _query(query)
        if (found := self._reading.get((service, target, shape))) is None:
            found = self._reading[service, target, shape] = asyncio.ensure_future(self._read(service, target, shape))
            found.add_done_callback(_note_failure)
        return await asyncio.shield(found)

    async def _read(self, service: str, target: str, shape: Any) -> Any:
        told = await self._ask(service, "GET", target)
        if told.status >= 400:
            raise trouble_of(told.problem)
        return told.as_(shape)

    async def ready(self, service: str) -> bool:
        """Whether a service says that it is ready to serve."""
        try:
            return (await ask(self._pools[service], "GET", "/health/ready")).status == 200
        except Rejected:
            return False

    async def send(
        self, service: str, method: str, path: str, command: Any, key: str, query: Mapping[str, Any]
    ) -> Told:
        """What a service answers to a command, refusals too; SignedOut when nobody is known any more."""
        return await self._change(service, method, path + _query(query), command, {"idempotency-key": key})

    async def upload(
        self, service: str, path: str, content: bytes, kind: str, key: str, query: Mapping[str, Any]
    ) -> Told:
        """What a service answers to a file, whose bytes are the body."""
        headers = {"idempotency-key": key, "content-type": kind}
        return await self._change(service, "POST", path + _query(query), content, headers)

    async def _change(self, service: str, method: str, target: str, command: Any, headers: Mapping[str, str]) -> Told:
        """What was read before a command may be so no more."""
        try:
            return await self._ask(service, method, target, command, headers)
        finally:
            self._reading.clear()

    async def _ask(
        self, service: str, method: str, path: str, command: Any = None, more: Mapping[str, str] | None = None
    ) -> Told:
        if not _PLAIN.fullmatch(path):
            raise Trouble(422, "Kiriman ini tidak dapat dibaca. Muat ulang halaman lalu kirim lagi.")
        headers = {**self._headers, **(more or {})}
        try:
            reply = await ask(self._pools[service], method, f"/api/{service}{path}", command, headers)
        except Rejected as away:
            return Told(away.status, msgspec.json.encode(Problem(status=away.status, detail=away.detail)))
        if reply.status == 401 and "authorization" in headers:
            raise SignedOut
        return Told(reply.status, reply.body)


async def together(*asked: Awaitable[Any], seconds: float = SECONDS) -> list[Any]:
    """Several reads at once, in their order; the first trouble is told once all have ended."""
    try:
        async with asyncio.timeout(seconds):
            found = await asyncio.gather(*asked, return_exceptions=True)
    except TimeoutError:
        raise Trouble(504, _SLOW) from None
    for one in found:
        if isinstance(one, BaseException):
            raise one
    return found


async def spare(asked: Awaitable[Any]) -> Any:
    """What the rest of the page stands without: None when it cannot be had."""
    try:
        return await asked
    except Trouble:
        return None


def _note_failure(read: asyncio.Future[Any]) -> None:
    """Take a failure that no reader waits for any more, so that asyncio does not report it as lost."""
    if not read.cancelled():
        read.exception()


def trouble_of(problem: Problem) -> Trouble:
    """A refusal of a service as a page of its own."""
    return Trouble(problem.status, problem.detail, problem.pasal or "", problem.trace or "")


def _query(values: Mapping[str, Any]) -> str:
    said = {name: str(value) for name, value in values.items() if value not in (None, "")}
    return f"?{urlencode(said, quote_via=quote)}" if said else ""
