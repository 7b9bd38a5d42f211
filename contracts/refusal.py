"""Why a service says no: a message for people, the pasal it rests on, and the kind of no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Status = Literal[401, 403, 404, 409, 422]


class Part(NamedTuple):
    """What is said against one of many things of a command; `field` names it as in `ids[3]`."""

    field: str
    message: str
    pasal: str


class Refusal(Exception):
    """A rule refuses a command.

    `status`: 403 not yours to do, 404 not in your Pemda or unknown, 409 a right command in the wrong
    state or time, 422 the command itself lacks something or is against the pasal on its face.
    `field` names the offending member of the command, dotted, where one is to blame; `parts` each of several.
    """

    def __init__(
        self, message: str, pasal: str, status: Status = 409, field: str | None = None, parts: tuple[Part, ...] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.pasal = pasal
        self.status = status
        self.field = field
        self.parts = parts

    def __reduce__(self) -> tuple[type[Refusal], tuple[str, str, int, str | None, tuple[Part, ...]]]:
        return Refusal, (self.message, self.pasal, self.status, self.field, self.parts)

    def citing(self, cites: Mapping[str, str]) -> Refusal:
        """The same in the words of another law, which has its own pasal for some of those cited."""

        def own(pasal: str) -> str:
            return cites.get(pasal, pasal)

        parts = tuple(part._replace(pasal=own(part.pasal)) for part in self.parts)
        return Refusal(self.message, own(self.pasal), self.status, self.field, parts)


def forbidden(message: str, pasal: str) -> Refusal:
    return Refusal(message, pasal, 403)


def unknown(message: str, pasal: str = "implicit") -> Refusal:
    return Refusal(message, pasal, 404)


def lacking(message: str, pasal: str, field: str | None = None) -> Refusal:
    return Refusal(message, pasal, 422, field)


def wrong_state(message: str, pasal: str) -> Refusal:
    return Refusal(message, pasal, 409)
