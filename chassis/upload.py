"""The file of an upload: who may send it is asked first, then other processes read it, and only then work begins.

A route says so by `opt={"file": FileReading(...)}`; its handler finds the result as `GivenFile`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from msgspec import Struct

from chassis.aside import aside
from chassis.auth import Actor
from chassis.db import Work
from chassis.multipart import named_file_of

Doing = Callable[[bytes], Any]
# Path parameters and the query of the request, by name.
Asked = Mapping[str, Any]


class FileReading(Struct, frozen=True):
    """How the file of a route is read.

    `before`: raises the Refusal of a person who may not send it now; in a read-only transaction that ends before the
    file is looked at. `doing`: what another process makes of the bytes, a function of a module for what was asked.
    """

    before: Callable[[Work, Actor, Asked], Awaitable[None]]
    doing: Callable[[Asked], Doing]


class ReadFile(Struct, frozen=True):
    """A file that was read: what its form calls it (or ""), its bytes, and what `doing` made of them."""

    name: str
    content: bytes
    value: Any


async def anybody(work: Work, actor: Actor, asked: Asked) -> None:
    """A `before` that asks nothing: the permission table of the Pemda says all there is to say."""


def always(doing: Doing) -> Callable[[Asked], Doing]:
    """The same reading whatever was asked."""
    return lambda asked: doing


async def read_upload(how: FileReading, asked: Asked, kind: bytes, body: bytes, person: str) -> ReadFile:
    """The file of a body of this content type; Refusal as `chassis/aside.py` and `doing` raise it."""
    name, content = named_file_of(kind, body)
    return ReadFile(name, content, await aside(how.doing(asked), content, person))


def is_true(asked: Asked, name: str) -> bool:
    """Whether a parameter of the query says yes, as the router reads it."""
    return str(asked.get(name, "")).lower() in {"true", "1"}
