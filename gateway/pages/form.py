"""What was typed into a form, read as what it means: all that is wrong at once, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, time
from uuid import UUID

from gateway.pages.outcome import Go, Shown
from gateway.pages.problem import Problem, Told

_HOUR = "Tulis jam seperti 10.30, antara 00.00 dan 23.59."
_PASAL = re.compile(r"(?:[A-Z]+ )?([0-9].*)")  # of a law, its short name before it or not; not of a reading
_YEAR = re.compile(r"20[0-9]{2}")
_DAY = "Tulis tanggal seperti 2026-11-26, atau pilih dari kalender."


class Form:
    """`salah`: what is wrong, by field, in the order in which the fields were read."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self.typed = typed
        self.salah: dict[str, str] = {}

    def wrong(self, field: str, why: str) -> None:
        self.salah.setdefault(field, why)

    def text(self, field: str, lacking: str, most: int) -> str:
        """A text that says something."""
        value = self.typed.get(field, "").strip()
        if not value:
            self.wrong(field, lacking)
        elif len(value) > most:
            self.wrong(field, f"Paling panjang {most} huruf; ini {len(value)}.")
        return value

    def number(self, field: str, lacking: str, most: int = 1_000_000) -> int:
        """A whole number from 1; dots between thousands are fine."""
        value = self.typed.get(field, "").strip().replace(".", "")
        if not value:
            self.wrong(field, lacking)
        elif not (value.isascii() and value.isdigit() and 1 <= int(value[:12]) <= most):
            self.wrong(field, f"Tulis bilangan bulat dari 1 sampai {most}.")
        else:
            return int(value)
        return 0

    def amount(self, field: str, most: int, least: int = 1) -> int | None:
        """A whole number that may be left out."""
        value = self.typed.get(field, "").strip().replace(".", "")
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and least <= int(value[:17]) <= most):
            self.wrong(field, f"Tulis bilangan bulat dari {least} sampai {most}.")
            return None
        return int(value)

    def shown(self, field: str) -> int:
        """A figure that our own form carries hidden, also below zero; -1 where it is none: a service refuses that."""
        text = self.typed.get(field, "")
        digits = text.removeprefix("-")
        return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 17 else -1

    def hour(self, field: str, lacking: str) -> time | None:
        """An hour as people write it: 10.30, 10:30, 1030, 9."""
        value = self.typed.get(field, "").strip().replace(":", ".").replace(",", ".").replace(" ", "")
        if not value:
            self.wrong(field, lacking)
            return None
        if (found := _hour(value)) is None:
            self.wrong(field, _HOUR)
        return found

    def day(self, field: str, lacking: str) -> date | None:
        """A day as the browser's calendar writes it, or 26-11-2026."""
        value = self.typed.get(field, "").strip().replace("/", "-").replace(".", "-")
        if not value:
            self.wrong(field, lacking)
            return None
        parts = value.split("-")
        if len(parts) == 3 and len(parts[2]) == 4:
            value = "-".join(part.zfill(2) for part in reversed(parts))
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.wrong(field, _DAY)
            return None

    def id(self, field: str, lacking: str) -> UUID | None:
        """One of the choices offered."""
        try:
            return UUID(self.typed.get(field, ""))
        except ValueError:
            self.wrong(field, lacking)
            return None

    def blame(self, problem: Problem, fields: Mapping[str, str]) -> str:
        """Put what a service refused beside its field (`fields`: member of the command → field of the form).

        What belongs to no field of the form is returned, to be said at its top.
        """
        said = [(wrong.field, wrong.detail, wrong.pasal) for wrong in problem.errors]
        said = said or [(problem.field or "", problem.detail, problem.pasal or "")]
        rest = []
        for member, detail, pasal in said:
            if (field := fields.get(member.rpartition(".")[2])) is not None:
                self.wrong(field, with_pasal(detail, pasal))
            else:
                rest.append(with_pasal(detail, pasal))
        return " ".join(rest)


async def settled(
    form: Form,
    told: Told | None,
    to: str,
    fields: Mapping[str, str],
    page: Callable[[dict[str, str], str], Awaitable[Shown]],
) -> Go | Shown:
    """Where a form leads: on to `to`, or back to its page with what is wrong and what is said at its top.

    `told`: what the service answered; None, nothing was sent because the form itself was wrong.
    """
    if told is not None and told.ok:
        return Go(to)
    return await page(form.salah, form.blame(told.problem, fields) if told else "")


def day_of(text: str) -> date | None:
    """The day that an address names; None for none, or for what is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def year_of(text: str, otherwise: int) -> int:
    """The year that an address names; `otherwise` for none, or for what is no year of this century."""
    return int(text) if _YEAR.fullmatch(text) else otherwise


def with_pasal(detail: str, pasal: str) -> str:
    """A sentence with the pasal that it rests on, where it names one of a law."""
    found = _PASAL.fullmatch(pasal)
    return f"{detail} (Pasal {found[1]})" if found else detail


def _hour(value: str) -> time | None:
    head, dot, tail = value.partition(".")
    if not dot and len(value) in (3, 4):
        head, tail = value[:-2], value[-2:]
    if not (
        head.isascii() and head.isdigit() and len(head) <= 2 and (tail == "" or (tail.isascii() and tail.isdigit()))
    ):
        return None
    hours, minutes = int(head), int(tail.ljust(2, "0")) if len(tail) <= 2 else 60
    return time(hours, minutes) if hours < 24 and minutes < 60 else None
