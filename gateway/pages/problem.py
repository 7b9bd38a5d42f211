"""Answers of services as the pages read them."""

from __future__ import annotations

from typing import Any

import msgspec


class Wrong(msgspec.Struct):
    """What is said against one member of a command."""

    field: str
    detail: str
    pasal: str = ""


class Problem(msgspec.Struct, kw_only=True):
    """RFC 9457, as far as a page shows it."""

    status: int = 500
    title: str = ""
    detail: str = ""
    pasal: str | None = None
    rule: str | None = None
    field: str | None = None
    trace: str | None = None
    errors: tuple[Wrong, ...] = ()


# The same key came with other content: what was sent first stands.
USED_KEY = frozenset({"edge.key.other_body", "activity.request.other_body"})


class Told(msgspec.Struct, frozen=True):
    """Status and body of an answer."""

    status: int
    body: bytes

    @property
    def ok(self) -> bool:
        return self.status < 400

    def as_(self, shape: Any) -> Any:
        """The body as a shape that names only what a page shows."""
        return msgspec.json.decode(self.body, type=shape)

    @property
    def problem(self) -> Problem:
        """What a refusal says; of something that is none, its status."""
        try:
            found = msgspec.json.decode(self.body, type=Problem)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return Problem(status=self.status, detail="Layanan menjawab dengan cara yang tidak dapat dibaca.")
        found.status = self.status
        return found
