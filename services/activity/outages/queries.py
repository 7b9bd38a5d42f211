"""The outage ledger as everybody may see it: what was confirmed, without who recorded it."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from chassis.db import Work

DAYS = 730
MOST = 200
_CONFIRMED = """
SELECT mulai, selesai, layanan, sebab FROM gangguan
WHERE tenant = :tenant AND dikonfirmasi_oleh IS NOT NULL AND selesai >= :since
ORDER BY mulai DESC, gangguan_id LIMIT :most
"""


class Gangguan(Struct, frozen=True):
    """An outage that moved deadlines (X8)."""

    mulai: datetime
    selesai: datetime
    layanan: tuple[str, ...]
    sebab: str


async def confirmed(work: Work) -> list[Gangguan]:
    """Those of the last two years, newest first."""
    values = {"tenant": work.tenant, "since": work.now - timedelta(days=DAYS), "most": MOST}
    return [
        Gangguan(row.mulai.astimezone(work.zone), row.selesai.astimezone(work.zone), tuple(row.layanan), row.sebab)
        for row in await work.all(_CONFIRMED, values)
    ]
