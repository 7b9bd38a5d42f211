"""Why a service says no: a message for people, the pasal it rests on, and the kind of no."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple

Status = Literal[401, 403, 404, 409, 422, 429, 503]


class Part(NamedTuple):
    """What is said against one of many things of a command; `field` names it as in `ids[3]`."""

    field: str
    message: str
    pasal: str


class Refusal(Exception):
    """A rule refuses a command.

    `status`: 403 not yours to do, 404 not in your Pemda or unknown, 409 a right command in the wrong
    state or time, 422 the command itself lacks something or is against the pasal on its face, 429 too often, 503 not
    now: the same may be asked again later.
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

    def citing(self, cites: Mapping[str, str], law: str = "", others: Collection[str] = ()) -> Refusal:
        """The same in the words of one law, which has its own pasal for some of those cited; of no other law's."""

        def own(pasal: str) -> str:
            return of_law(cites.get(pasal, pasal), law, others)

        parts = tuple(part._replace(pasal=own(part.pasal)) for part in self.parts)
        return Refusal(self.message, own(self.pasal), self.status, self.field, parts)


def of_law(pasal: str, law: str, others: Collection[str]) -> str:
    """What of a citation is of this law ("KUAN 7(3), KON 7(5)" names two); "kebijakan" where all is of others.

    A law is named before its first pasal. What names none of them is everybody's.
    """
    if not any(f"{other} " in pasal for other in others):
        return pasal
    names = "|".join(map(re.escape, (law, *others)))
    parts = re.split(rf"[,;]?\s*\b(?=(?:{names})\s)", pasal)
    return ", ".join(part for part in parts if part and part.split(" ", 1)[0] not in others) or "kebijakan"


def forbidden(message: str, pasal: str) -> Refusal:
    return Refusal(message, pasal, 403)


def unknown(message: str, pasal: str = "implicit") -> Refusal:
    return Refusal(message, pasal, 404)


def lacking(message: str, pasal: str, field: str | None = None) -> Refusal:
    return Refusal(message, pasal, 422, field)


def wrong_state(message: str, pasal: str) -> Refusal:
    return Refusal(message, pasal, 409)
