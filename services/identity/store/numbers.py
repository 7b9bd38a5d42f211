"""The numbers that people bore before they got another."""

from __future__ import annotations

from chassis.db import Work


async def former_numbers(work: Work) -> dict[str, str]:
    """Each with what it was replaced by."""
    rows = await work.all("SELECT nip, diganti_dengan FROM nip_lama WHERE tenant = :tenant", {"tenant": work.tenant})
    return {row.nip: row.diganti_dengan for row in rows}
