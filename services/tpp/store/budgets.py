"""Budget lines as they are kept, and what the lists of a year pay by PD and month."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from chassis.auth import Actor
from chassis.db import Work
from services.tpp.domain.pagu import Bulan

_LINES = """
SELECT DISTINCT ON (opd) opd, versi, rupiah, nomor, tanggal, oleh, pada FROM pagu
WHERE tenant = :tenant AND tahun = :tahun ORDER BY opd, versi DESC
"""
_TURN = "SELECT pg_advisory_xact_lock(hashtextextended('tpp.pagu:' || :tenant, 0))"
_SET = """
INSERT INTO pagu (tenant, tahun, opd, versi, rupiah, nomor, tanggal, oleh, pada)
VALUES (:tenant, :tahun, :opd, :versi, :rupiah, :nomor, :tanggal, :oleh, :now)
"""
_PAID = """
SELECT b.opd, b.periode, coalesce(sum(b.dibayar) FILTER (WHERE d.tahap <> 'draf'), 0)::bigint AS final,
    coalesce(sum(b.dibayar) FILTER (WHERE d.tahap = 'draf'), 0)::bigint AS draf
FROM daftar_baris b JOIN daftar d ON d.tenant = b.tenant AND d.periode = b.periode AND d.ke = b.ke
WHERE b.tenant = :tenant AND b.periode BETWEEN :first AND :last GROUP BY b.opd, b.periode
"""


class Line(Struct, frozen=True):
    """A budget line as it stands, with the document that sets it."""

    opd: str
    versi: int
    rupiah: int
    nomor: str
    tanggal: date
    oleh: UUID
    pada: datetime


async def lines(work: Work, tahun: int) -> dict[str, Line]:
    """The lines of a year by PD."""
    rows = await work.all(_LINES, {"tenant": work.tenant, "tahun": tahun})
    return {row.opd: Line(**row._mapping) for row in rows}


async def line_alone(work: Work, tahun: int, opd: str) -> Line | None:
    """The line of a PD, while nobody else sets one."""
    await work.run(_TURN, {"tenant": work.tenant})
    return (await lines(work, tahun)).get(opd)


async def keep(work: Work, actor: Actor, tahun: int, line: Line) -> None:
    """A new version of a line."""
    values = {name: getattr(line, name) for name in ("opd", "versi", "rupiah", "nomor", "tanggal")}
    await work.run(_SET, {"tenant": work.tenant, "tahun": tahun, "oleh": actor.id, "now": work.now, **values})


async def paid(work: Work, tahun: int) -> dict[str, dict[str, Bulan]]:
    """What the lists pay, by PD and month."""
    found: dict[str, dict[str, Bulan]] = {}
    span = {"tenant": work.tenant, "first": f"{tahun}-01", "last": f"{tahun}-12"}
    for row in await work.all(_PAID, span):
        found.setdefault(row.opd, {})[row.periode] = Bulan(row.final, row.draf)
    return found
