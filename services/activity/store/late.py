"""What becomes known of a closed month afterwards: leave by a later decree, a holiday, a day that was none of duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from chassis.db import Work
from chassis.deadlines import arm

FOLLOW = "month_follow"
_MONTHS = """
SELECT DISTINCT to_char(tanggal, 'YYYY-MM') AS periode FROM hari_kosong WHERE tenant = :tenant AND version > 0
  AND (asn_id = ANY(CAST(:people AS uuid[])) OR tanggal = ANY(CAST(:days AS date[])))
"""


async def follow_late(work: Work, people: Sequence[UUID] = (), days: Sequence[date] = ()) -> None:
    """Look again at closed months in which one of these people, or anybody on one of these days, missed a day.

    In a transaction of its own, at once: one holiday may be everybody's.
    """
    rows = await work.all(_MONTHS, {"tenant": work.tenant, "people": list(people), "days": list(days)})
    for row in rows:
        await arm(work, FOLLOW, row.periode, work.now)
