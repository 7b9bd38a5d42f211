"""The body of a request as it arrives: counted, and given a time in all."""

from __future__ import annotations

import asyncio

from gateway.answer import Receive, Rejected, Scope
from gateway.guard import body_limit, declared_length, too_large

# A small body is read whole before anything is taken for it; a larger one is a file, sent on as it comes.
WHOLE_BYTES = 1 << 20
# So long a body may take, and a second more for each 16 KB of it that have come, up to the most.
BODY_SECONDS = 20.0
BYTES_A_SECOND = 16 << 10
MOST_SECONDS = 300.0


class Body:
    """Reads on by `next`, or as far as is small by `gather`; `more` says whether anything is left."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._receive = receive
        self._limit = body_limit(scope)
        self.length = declared_length(scope)
        self._size = 0
        self.more = self.length != 0
        self._began = asyncio.get_running_loop().time()

    async def next(self) -> bytes:
        """The next piece; Rejected past the limit or the time, ConnectionResetError when the client left."""
        if not self.more:
            return b""
        try:
            async with asyncio.timeout_at(self._until()):
                message = await self._receive()
        except TimeoutError:
            raise Rejected(408, "Kiriman terlalu lambat atau terhenti.", [(b"connection", b"close")]) from None
        if message["type"] == "http.disconnect":
            raise ConnectionResetError
        piece: bytes = message.get("body", b"")
        self.more = message.get("more_body", False)
        self._size += len(piece)
        if self._size > self._limit:
            raise too_large()
        return piece

    def _until(self) -> float:
        return self._began + min(BODY_SECONDS + self._size / BYTES_A_SECOND, MOST_SECONDS)

    async def gather(self, most: int = WHOLE_BYTES) -> bytes:
        """The whole body when it is small, else what has come when it proves larger; `more` tells which."""
        if self.length is not None and self.length > most:
            return await self.next()
        pieces = [await self.next()]
        while self.more and self._size <= most:
            pieces.append(await self.next())
        return b"".join(pieces)
