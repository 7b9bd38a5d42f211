"""The initial input of everybody within a month of promulgation (KUAN P33, readings A3 and A31). Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, tzinfo

from contracts.masa import MasaStatus
from contracts.refusal import Refusal, rule
from kernel.kalender import end_of
from kernel.penilai import status_on

NO_INITIAL_INPUT = rule(
    "skp.golive.not_known", 409, "Peraturan Pemda ini tidak mengatur penginputan awal.", source="kebijakan"
)


def check_demanded(initial_input: Mapping[str, date]) -> tuple[date, date]:
    """The day of promulgation and the last day; Refusal 409 for a law without an initial input."""
    if not initial_input:
        raise Refusal(NO_INITIAL_INPUT)
    return initial_input["mulai"], initial_input["sampai"]


def is_counted(validated: bool, spells: Sequence[MasaStatus], on: date, exempt: Collection[str]) -> bool:
    """Whether somebody was in service on a day, as the data says today, and is validated in SIASN.

    Leave and study are service; statuses that take no SKP are not. Validation carries no date: it is today's.
    """
    status = status_on(spells, on)
    return validated and status is not None and status.value not in exempt


def is_on_time(submitted_at: datetime | None, last: date, zone: tzinfo) -> bool:
    """By the end of the last day in the Pemda's zone; a Sunday does not roll over."""
    return submitted_at is not None and submitted_at < end_of(last, zone)
