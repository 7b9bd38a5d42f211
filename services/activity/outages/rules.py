"""An outage of the ledger, and what is told of it. Pure."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from contracts.activity import OutageConfirmed


class Recorded(Struct, frozen=True, kw_only=True):
    """From when to when which services were down for their users, and why; `state`: recorded or confirmed."""

    gangguan_id: UUID
    mulai: datetime
    selesai: datetime
    layanan: tuple[str, ...]
    sebab: str
    state: str


def confirmed(one: Recorded) -> OutageConfirmed:
    """It moves and excuses from now on."""
    return OutageConfirmed(
        gangguan_id=one.gangguan_id, mulai=one.mulai, selesai=one.selesai, layanan=one.layanan, sebab=one.sebab
    )
